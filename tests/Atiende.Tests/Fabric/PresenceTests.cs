using Atiende.Fabric;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Fabric;

public sealed class PresenceTests
{
    private readonly TestClock clock = new(new DateTimeOffset(2026, 11, 2, 14, 0, 0, TimeSpan.Zero));
    private readonly HintsInProcess hints;
    private readonly Presence presence;

    public PresenceTests()
    {
        hints = new(clock);
        presence = new(hints, clock);
    }

    [Fact]
    public void Two_at_one_case_see_each_other_and_whoever_is_not_heard_of_is_gone()
    {
        Assert.Empty(Here("case:1", "ana"));
        Assert.Equal(["ana"], Names("case:1", "luis"));
        Assert.Equal(["luis"], Names("case:1", "ana"));
        Assert.Empty(Here("case:2", "eva"));
        Assert.Empty(presence.Here("otra", "case:1", "eva", "eva", typing: false));

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["luis"], Names("case:1", "ana"));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(Here("case:1", "ana"));
    }

    [Fact]
    public void Who_types_is_told_for_a_while_and_who_leaves_is_gone_at_once()
    {
        Here("case:1", "ana");
        presence.Here("org", "case:1", "luis", "luis", typing: true);
        Assert.True(Here("case:1", "ana")[0].Typing);
        clock.Advance(TimeSpan.FromSeconds(25));
        Here("case:1", "luis");
        Assert.False(Here("case:1", "ana")[0].Typing);

        presence.Gone("org", "case:1", "luis");
        Assert.Empty(Here("case:1", "ana"));
    }

    [Fact]
    public async Task Only_those_who_look_at_it_hear_that_another_came_or_types()
    {
        Here("case:1", "ana");
        using var ana = hints.Listen("org", "ana");
        using var eva = hints.Listen("org", "eva");

        Here("case:1", "luis");

        Assert.Equal([Presence.Topic], await ana.Next(TimeSpan.Zero, default));
        Here("case:1", "luis");
        Assert.Empty(await ana.Next(TimeSpan.FromMilliseconds(1), default));
        presence.Here("org", "case:1", "luis", "luis", typing: true);
        Assert.Equal([Presence.Topic], await ana.Next(TimeSpan.Zero, default));
        Assert.Empty(await eva.Next(TimeSpan.FromMilliseconds(1), default));
    }

    private IReadOnlyList<PresentMember> Here(string place, string member) => presence.Here("org", place, member, member, typing: false);

    private IEnumerable<string> Names(string place, string member) => Here(place, member).Select(other => other.Name);
}
