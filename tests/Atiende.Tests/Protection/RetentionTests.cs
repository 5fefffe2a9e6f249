using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Guidance;
using Atiende.Portal;
using Atiende.Protection;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Protection;

/// <summary>What is over by the pack's periods is forgotten: figures stay, identity does not.</summary>
public sealed class RetentionTests
{
    // The pack's period of a ticket.
    private static readonly TimeSpan Ticket = TimeSpan.FromDays(1825);

    [Theory, BothEngines]
    public async Task A_case_past_its_period_keeps_figures_and_loses_who_and_what_was_said(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        var person = await PortalAccountTests.Registered(store);
        var filed = await Answered.File(store, person);
        var open = await Answered.File(store, await PortalAccountTests.Registered(store, "dos@ejemplo.invalid"));
        var run = await Answered.Answer(store, filed);
        var (before, path) = await Seen(store, filed.Case, run);
        store.Clock.Advance(Ticket + TimeSpan.FromDays(1));

        await using var scope = store.In(Someone.Soser);
        var retention = scope.Get<IRetention>();
        var preview = (await retention.Preview(default)).ToDictionary(w => w.Of ?? w.Kind, w => w.Count);
        Assert.Equal((1, 0), (preview["ticket"], preview["contacts-without-cases"]));
        Assert.Equal(1, (await retention.Preview(default)).Single(w => w.Of == "ticket").Count);
        var done = await retention.Run("prueba", default);
        Assert.Equal(1, done.Single(w => w.Of == "ticket").Count);
        Assert.All(await retention.Preview(default), work => Assert.Equal(0, work.Count));

        var (after, walked) = await Seen(store, filed.Case, run);
        Assert.Equal(path, walked);
        Assert.Equal(
            (before.Folio, before.Type, before.Kind, before.State, before.Reason, before.OpenedAt, before.ClosedAt, before.To, before.InTime),
            (after.Folio, after.Type, after.Kind, after.State, after.Reason, after.OpenedAt, after.ClosedAt, after.To, after.InTime));
        Assert.Null(after.ContactId);
        Assert.Equal(("90001", "Pae Celiaco"), (after.Fields["RBD"].ToText(), after.Fields["tema"].ToText()));
        Assert.DoesNotContain("detalle", after.Fields.Keys);
        Assert.DoesNotContain("nombre", after.Fields.Keys);
        await using var fresh = store.In(Someone.Soser);
        Assert.Contains("detalle", (await fresh.Db().Set<Case>().SingleAsync(c => c.Id == open.Case)).Fields.Keys);
        var report = Assert.Single(await fresh.Db().Set<RetentionReport>().ToListAsync());
        Assert.Equal(("prueba", 1), (report.By, report.Lines.Single(l => l.Of == "ticket").Count));
    }

    [Theory, BothEngines]
    public async Task Somebody_of_whom_nothing_was_heard_is_forgotten_and_who_has_an_account_or_a_case_is_not(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        var person = await PortalAccountTests.Registered(store);
        Guid lonely;
        await using (var scope = store.In(Someone.Soser))
            lonely = await scope.Get<IContacts>().FindOrCreate(new("Sola Ejemplo Quintriqueo", "22.222.222-2", "998765432", "sola@ejemplo.invalid"), "prueba", default);
        store.Clock.Advance(TimeSpan.FromDays(366));

        await using var night = store.In(Someone.Soser);
        Assert.True(await night.Get<RetentionPass>().RunNight("2027-11-04", "atiende", default));
        Assert.False(await night.Get<RetentionPass>().RunNight("2027-11-04", "atiende", default));

        Assert.Empty(await Answered.Left(store, "Quintriqueo", "quintriqueo", "98765432", "sola@"));
        await using var after = store.In(Someone.Soser);
        Assert.Equal([person.ContactId], await after.Db().Set<Contact>().Select(c => c.Id).ToListAsync());
        Assert.NotEqual(lonely, person.ContactId);
    }

    [Theory, BothEngines]
    public async Task Accounts_never_confirmed_drafts_and_readings_go_by_their_own_periods(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        await using var scope = store.In(Someone.Soser);
        await scope.Get<PortalAccounts>().Register(Someone.Address, Someone.Password, Someone.Given(), default);
        await scope.Get<IAudit>().Write(new("rosa.ejemplo", "contact.read", $"contact:{Guid.CreateVersion7()}", "prueba"), default);
        await scope.Get<IAudit>().Write(new("rosa.ejemplo", "account.created", "account:1", "prueba"), default);
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.All(await scope.Get<IRetention>().Preview(default), work => Assert.Equal(0, work.Count));
        store.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await scope.Get<IRetention>().Run("prueba", default)).Single(w => w.Kind == "unconfirmed-accounts").Count);
        Assert.Empty(await scope.Db().Set<PendingRegistration>().ToListAsync());
        store.Clock.Advance(Ticket);

        Assert.Equal(1, (await scope.Get<IRetention>().Run("prueba", default)).Single(w => w.Kind == "readings").Count);

        Assert.Contains(await scope.Db().Set<AuditRow>().Select(a => a.What).ToListAsync(), what => what == "account.created");
    }

    [Theory, BothEngines]
    public async Task What_is_append_only_stays_so_but_for_what_is_forgotten(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        await using var scope = store.In(Someone.Soser);
        await scope.Get<IAudit>().Write(new("rosa.ejemplo", "contact.read", "contact:1", "prueba"), default);

        await Assert.ThrowsAnyAsync<Exception>(() => scope.Db().Set<AuditRow>().ExecuteDeleteAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => scope.Db().Set<AuditRow>().ExecuteUpdateAsync(set => set.SetProperty(a => a.Why, "otra")));
        Assert.Equal(1, await scope.Db().Forget(inner => scope.Db().Set<AuditRow>().ExecuteDeleteAsync(inner), default));
    }

    private static async Task<(Case Case, IReadOnlyList<string> Path)> Seen(Store store, Guid ofCase, Guid run)
    {
        await using var scope = store.In(Someone.Soser);
        var one = await scope.Db().Set<Case>().AsNoTracking().SingleAsync(c => c.Id == ofCase);
        var trace = await scope.Get<IGuidance>().Trace(run, default);
        return (one, [.. trace!.Lines.Select(line => $"{line.At:O} {line.Node} {line.What.Split('|')[0]}"), trace.View.Run.End?.How.ToString() ?? "?"]);
    }
}
