using System.Collections.Immutable;
using Atiende.Cases;
using Atiende.PaperPads;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Values;
using NodaTime;

namespace Atiende.Tests.PaperPads;

/// <summary>Pads are issued and accounted in the record system that the procedures look up and change.</summary>
public sealed class PadTests
{
    private const string Soser = "cl-soser";
    private const string Chinchorro = "90001";

    private static readonly ImmutableSortedDictionary<string, Datum> Nothing = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);

    [Theory, BothEngines]
    public async Task Folios_follow_on_and_none_is_given_twice_however_many_issue_at_once(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);

        var pads = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var scope = store.In(Soser);
            return await scope.Get<IPaperPads>().Issue(Chinchorro, 3, "marta.ejemplo", default);
        }));

        var ordered = pads.OrderBy(p => p.First).ToList();
        Assert.True(ordered[0].First >= 200001);
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
        Assert.Equal(6, pads.Select(p => p.Number).Distinct().Count());
        Assert.All(pads, p => Assert.Equal(3, p.Sheets));
    }

    [Theory, BothEngines]
    public async Task What_is_issued_is_found_by_the_procedures_look_up_and_what_it_enters_is_in_the_account(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var pad = await scope.Get<IPaperPads>().Issue(Chinchorro, 5, "marta.ejemplo", default);
        var before = await scope.Get<IPaperPads>().Account(Chinchorro, default);

        // As step 1 of the paper section looks it up, and step 3 enters it.
        var third = $"{pad.First + 2}";
        var found = await scope.Get<IRecords>().LookUp(
            new("1.look-up", "PAP/1", "talonario", "hoja", Nothing.Add("folio", Datum.Of(third)), Nothing, null, null, "hoja", Many: false, Newest: false), default);
        Assert.Equal(LookUpOutcome.Found, found.Outcome);
        Assert.Equal("emitida", found.Found!.Part("estado")!.ToText());
        await scope.Get<IRecords>().Update(new("3.update", "PAP/3", "talonario", "hoja", found.Found, Nothing, "ingresada", null, null), "run:1", "pablo.ejemplo", default);

        var after = await scope.Get<IPaperPads>().Account(Chinchorro, default);
        Assert.Equal((before!.Issued, before.Entered + 1, before.Sent + 1), (after!.Issued, after.Entered, after.Sent));
        Assert.Equal([pad.First, pad.First + 1], after.Missing.Where(f => f >= pad.First));
        Assert.Contains(after.Used, s => s == new Sheet(pad.First + 2, Chinchorro, SheetState.Entered));
    }

    [Theory, BothEngines]
    public async Task Nothing_is_issued_to_nobody_nor_more_than_a_pad_holds(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var pads = scope.Get<IPaperPads>();

        Assert.Contains("77777", (await Assert.ThrowsAsync<PaperRefusedException>(() => pads.Issue("77777", 5, "x", default))).Message, StringComparison.Ordinal);
        Assert.Contains("100", (await Assert.ThrowsAsync<PaperRefusedException>(() => pads.Issue(Chinchorro, 101, "x", default))).Message, StringComparison.Ordinal);
        Assert.Single((await pads.Account(Chinchorro, default))!.Pads);
    }

    [Theory, BothEngines]
    public async Task The_accounts_name_each_establishment_with_its_pads_and_who_sent_nothing(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);

        var accounts = await scope.Get<IPaperPads>().Accounts(default);

        Assert.Equal(45, accounts.Count);
        Assert.All(accounts, a => Assert.Equal((50, true), (a.Issued, a.Late)));
        var tamarugo = accounts.Single(a => a.Site == "90022");
        Assert.Equal(("Jardín Ejemplo Tamarugo", 1, 100151L), (tamarugo.Name, tamarugo.Entered, Assert.Single(tamarugo.Missing)));
        Assert.Equal(1, accounts.Single(a => a.Site == "90127").Void);
    }

    [Fact]
    public void A_day_without_photographs_is_late_and_a_folio_before_a_used_one_is_missing()
    {
        var today = new LocalDate(2026, 11, 20);
        Pad[] pads = [new("T-1", "7", 1, 10, "2026-11-01"), new("T-2", "7", 11, 20, "2026-11-10")];
        Sheet[] used = [new(1, "7", SheetState.Entered), new(4, "7", SheetState.Received), new(13, "7", SheetState.Void)];

        var sentToday = PadAccounting.Of("7", "Siete", pads, used, new(DateTimeOffset.UnixEpoch, today, 2), today, 1);
        var sentBefore = PadAccounting.Of("7", "Siete", pads, used, new(DateTimeOffset.UnixEpoch, today.PlusDays(-3), 0), today, 1);
        var never = PadAccounting.Of("7", "Siete", pads, [], SitePhotos.None, today, 30);

        Assert.Equal((20, 2, 1, 1, 2), (sentToday.Issued, sentToday.Sent, sentToday.Entered, sentToday.Void, sentToday.Repeated));
        Assert.Equal([2, 3, 11, 12], sentToday.Missing);
        Assert.Equal((0, false), (sentToday.DaysWithout, sentToday.Late));
        Assert.Equal((3, true), (sentBefore.DaysWithout, sentBefore.Late));
        Assert.Equal((20, false), (never.DaysWithout, never.Late));
        Assert.Empty(never.Missing);
    }

    [Theory, BothEngines]
    public async Task An_address_opens_until_it_is_changed_or_taken_away(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var doors = scope.Get<PaperDoors>();
        await doors.Ensure(Chinchorro, "marta.ejemplo", default);
        var first = (await doors.Address(Chinchorro, default))!.Split('/')[^1];
        await doors.Ensure(Chinchorro, "marta.ejemplo", default);

        Assert.Equal(Chinchorro, await doors.SiteOf(first, default));
        await doors.Change(Chinchorro, "marta.ejemplo", default);
        var second = (await doors.Address(Chinchorro, default))!.Split('/')[^1];
        Assert.Null(await doors.SiteOf(first, default));
        Assert.Equal(Chinchorro, await doors.SiteOf(second, default));
        await using (var other = store.In("sv-hacienda")) Assert.Null(await other.Get<PaperDoors>().SiteOf(second, default));
        await doors.Revoke(Chinchorro, default);
        Assert.Null(await doors.SiteOf(second, default));
    }
}
