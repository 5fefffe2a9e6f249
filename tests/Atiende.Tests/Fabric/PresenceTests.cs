using Atiende.Cases;
using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Tests.Cases;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Fabric;

/// <summary>Who looks at the same thing: within one process, and over two on one PostgreSQL.</summary>
public sealed class PresenceTests
{
    private readonly TestClock clock = new(new DateTimeOffset(2026, 11, 2, 14, 0, 0, TimeSpan.Zero));
    private readonly HintsInProcess hints;
    private readonly IPresence presence;

    public PresenceTests()
    {
        hints = new(clock);
        presence = new Presence(hints, clock);
    }

    [Fact]
    public async Task Two_at_one_case_see_each_other_and_whoever_is_not_heard_of_is_gone()
    {
        Assert.Empty(await Here("case:1", "ana"));
        Assert.Equal(["ana"], await Names("case:1", "luis"));
        Assert.Equal(["luis"], await Names("case:1", "ana"));
        Assert.Empty(await Here("case:2", "eva"));
        Assert.Empty(await presence.Here("otra", "case:1", "eva", "eva", typing: false, default));

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["luis"], await Names("case:1", "ana"));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await Here("case:1", "ana"));
    }

    [Fact]
    public async Task Who_types_is_told_for_a_while_and_who_leaves_is_gone_at_once()
    {
        await Here("case:1", "ana");
        await presence.Here("org", "case:1", "luis", "luis", typing: true, default);
        Assert.True((await Here("case:1", "ana"))[0].Typing);
        clock.Advance(TimeSpan.FromSeconds(25));
        await Here("case:1", "luis");
        Assert.False((await Here("case:1", "ana"))[0].Typing);

        await presence.Gone("org", "case:1", "luis", default);
        Assert.Empty(await Here("case:1", "ana"));
    }

    [Fact]
    public async Task Only_those_who_look_at_it_hear_that_another_came_or_types()
    {
        await Here("case:1", "ana");
        using var ana = hints.Listen("org", "ana");
        using var eva = hints.Listen("org", "eva");

        await Here("case:1", "luis");

        Assert.Equal([Presence.Topic], await ana.Next(TimeSpan.Zero, default));
        await Here("case:1", "luis");
        Assert.Empty(await ana.Next(TimeSpan.FromMilliseconds(1), default));
        await presence.Here("org", "case:1", "luis", "luis", typing: true, default);
        Assert.Equal([Presence.Topic], await ana.Next(TimeSpan.Zero, default));
        Assert.Empty(await eva.Next(TimeSpan.FromMilliseconds(1), default));
    }

    [Fact]
    public async Task Two_whom_two_processes_serve_see_each_other_on_one_database()
    {
        await using var first = await RunningServer.Start(Engine.PostgreSql);
        await SignedIn.Load(first, "cl-soser");
        await using var second = await RunningServer.Start(Engine.PostgreSql, settings => settings with { ConnectionString = first.Settings.ConnectionString });
        Guid id;
        await using (var scope = first.Services.CreateScopeOf("cl-soser")) id = (await scope.Get<ICases>().ByFolio(await CaseSearchTests.Save(scope, ("asunto", "Pan")), default))!.Value;
        using var marta = await SignedIn.As(first, "marta.ejemplo@cl-soser");
        using var pablo = await SignedIn.As(second, "pablo.ejemplo@cl-soser");
        var address = $"/cases/{id}/present";

        Assert.DoesNotContain("class=\"present", await marta.Page(address), StringComparison.Ordinal);
        Assert.Contains("Marta", await pablo.Page(address), StringComparison.Ordinal);
        Assert.Contains("Pablo", await marta.Page(address), StringComparison.Ordinal);

        // It is typed at the second: seen at the first.
        using (await pablo.Post($"/cases/{id}", address)) Assert.Contains("present-typing", await marta.Page(address), StringComparison.Ordinal);

        // Its process is gone without a word: the lease ends by itself.
        await using var reading = first.Services.CreateScopeOf("cl-soser");
        await reading.Db().Set<PresenceLease>().Where(p => p.Name.StartsWith("Pablo")).ExecuteUpdateAsync(set => set.SetProperty(p => p.At, p => p.At.AddMinutes(-1)));
        Assert.DoesNotContain("Pablo", await marta.Page(address), StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<PresentMember>> Here(string place, string member) => presence.Here("org", place, member, member, typing: false, default);

    private async Task<IEnumerable<string>> Names(string place, string member) => (await Here(place, member)).Select(other => other.Name);
}
