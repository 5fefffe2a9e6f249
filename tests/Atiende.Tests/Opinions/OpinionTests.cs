using System.Text.RegularExpressions;
using Atiende.Cases;
using Atiende.Mail;
using Atiende.Opinions;
using Atiende.Tests.Harness;
using Atiende.Tests.Reopening;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Opinions;

/// <summary>What people thought of the answer: asked once after closing, given once by the link.</summary>
public sealed partial class OpinionTests
{
    private const string Soser = "cl-soser";

    [Theory, BothEngines]
    public async Task Who_was_answered_is_asked_once_and_the_first_mark_stays(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await ReopeningTests.Closed(store);
        await using var scope = store.In(Soser);
        Assert.Equal(1, await scope.Get<OpinionTurn>().Take(default));
        Assert.Equal(0, await scope.Get<OpinionTurn>().Take(default));
        var mail = await scope.Db().Set<OutboxMessage>().SingleAsync(m => m.Notice == "pedir-opinion");
        var token = Token().Match(mail.Text).Groups["token"].Value;
        Assert.Equal((5, filed.Case), (Token().Count(mail.Text), mail.CaseId));
        Assert.DoesNotContain(token, (await scope.Get<IOutbox>().Find(mail.Id, default))!.Text, StringComparison.Ordinal);
        var opinions = scope.Get<IOpinions>();

        Assert.False(await opinions.Give(token, 6, "", default));
        Assert.False(await opinions.Give("otro", 5, "", default));
        Assert.True(await opinions.Give(token, 4, " Rápido ", default));
        Assert.True(await opinions.Give(token, 1, "no", default));

        var said = await opinions.Of(filed.Case, default);
        Assert.Equal((4, "Rápido"), (said!.Mark, said.Comment));
        Assert.Single((await scope.Get<ICases>().Find(filed.Case, default))!.Events, e => e.What == "Satisfacción: 4 de 5 · Rápido");
        await using var other = store.In("sv-hacienda");
        Assert.Null(await other.Get<IOpinions>().Find(token, default));
    }

    [Theory, BothEngines]
    public async Task What_was_closed_long_ago_or_is_open_is_not_asked_about(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await ReopeningTests.Closed(store);
        store.Clock.Advance(TimeSpan.FromDays(4));
        await using var scope = store.In(Soser);

        Assert.Equal(0, await scope.Get<OpinionTurn>().Take(default));

        Assert.False(await scope.Db().Set<OutboxMessage>().AnyAsync(m => m.Notice == "pedir-opinion"));
    }

    [GeneratedRegex(@"/portal/cl-soser/opinion\?mark=\d&token=(?<token>[\w-]{43})")]
    private static partial Regex Token();
}
