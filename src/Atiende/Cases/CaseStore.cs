using Atiende.Cases.Clocks;
using Atiende.Cases.Lists;
using Atiende.Cases.Orders;
using Atiende.Cases.Relations;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>The cases' tables.</summary>
internal sealed class CaseStore(
    Db db, IOrganizations organizations, CaseOpening opening, CaseReiterations reiterations, CaseSearch search, CaseFacts facts, CaseBoards boards,
    CaseClockKeeper keeper, CaseLikenesses likenesses, OrderKeeper orders, IHints hints, TimeProvider clock) : ICases
{
    public Task<SavedCase> Save(CaseSave save, CancellationToken cancel) => db.Write(async inner =>
    {
        if (save.Beginning is null && await Made(save.Key, inner) is { } made) return made;

        var organization = organizations.Current;
        var type = organization.Pack.Cases.FirstOrDefault(t => t.Id.Value == save.Case.Type)
            ?? throw new CaseRefusedException(new($"No hay un tipo de caso «{save.Case.Type}».", $"There is no case type \"{save.Case.Type}\"."));
        var name = NameOf(save.Case.Name);
        var one = save.Beginning is null ? await InRun(save.Run, save.Case.Name, inner) : null;

        if (one is not null) await Hold(one, inner);

        // Everything that may be refused is looked at before anything changes: the caller's transaction goes on.
        var parts = one is null ? [] : await db.Set<SubOrder>().Where(s => s.CaseId == one.Id).OrderBy(s => s.Number).ToListAsync(inner);
        var plan = CasePlan.Of(save.Case, type, one, parts, organization.Words);
        await NoneElseHas(plan, one, inner);
        if (one is not null) await CaseGate.Check(db, plan, one, inner);

        var parent = save.Case.Parent is { } of ? await InRun(save.Run, of, inner) : null;
        var opened = one is null;
        one ??= await opening.Open(type, save, plan, name, inner);
        var events = new CaseEvents(db, one, save.By, save.Interaction, clock.GetUtcNow(), opened ? 0 : await LastEvent(one.Id, inner));
        if (opened) events.Add(CaseEventKind.Opened, new($"Se abre: {type.Name} {one.Folio}", $"Opened: {type.Name} {one.Folio}"));
        var clocks = await keeper.Open(one, type, events, opened, inner);
        CaseChange.Apply(plan, one, parts, parent, save.Contact, events, organization, clocks);
        await keeper.Close(clocks, inner);
        await Claim(plan, one, opened, inner);
        await Index(one, type, opened, inner);
        await likenesses.Keep(one, type, opened, inner);
        await orders.Keep(one, type, opened, inner);
        db.Add(new CaseKey { Key = save.Key, CaseId = one.Id });
        TellLists();
        var saved = new SavedCase(one.Id, one.Folio, one.State, one.OpenedAt, one.DueAt);
        save.Beginning?.Invoke(saved);
        await db.SaveChangesAsync(inner);
        return saved;
    }, cancel);

    public Task<SavedCase> Reiterate(CaseReiteration again, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await Made(again.Key, inner) is { } made) return made;

        var one = await reiterations.FindOrOpen(again, inner);
        await Hold(one, inner);
        one.Reiterations++;
        new CaseEvents(db, one, again.By, again.Interaction, clock.GetUtcNow(), await LastEvent(one.Id, inner)).Add(
            CaseEventKind.Reiterated, new($"{again.Called}: vez {one.Reiterations}", $"{again.Called}: time {one.Reiterations}"));
        db.Add(new CaseKey { Key = again.Key, CaseId = one.Id });
        TellLists();
        await db.SaveChangesAsync(inner);
        return new(one.Id, one.Folio, one.State, one.OpenedAt, one.DueAt);
    }, cancel);

    public Task<bool> Hear(CaseFromPerson said, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<CaseKey>().AnyAsync(k => k.Key == said.Key, inner)) return false;

        // What is said of a case that was merged is said of the one it goes on in.
        var id = await CaseChain.GoesOnIn(db, said.Case, inner);
        var one = await db.Set<Case>().FirstAsync(c => c.Id == id, inner);
        new CaseEvents(db, one, said.By, null, clock.GetUtcNow(), await LastEvent(one.Id, inner)).Add(CaseEventKind.Person, said.What);
        CaseHearing.Keep(one, said.What.Spanish);
        db.Add(new CaseKey { Key = said.Key, CaseId = one.Id });
        TellLists();
        return true;
    }, cancel);

    public Task<IReadOnlyList<CaseSummary>> OfContact(Guid contact, CancellationToken cancel) => search.OfContact(contact, cancel);

    public Task<IReadOnlyList<CaseSummary>> OfInteraction(Guid interaction, CancellationToken cancel) => search.OfInteraction(interaction, cancel);

    public Task<IReadOnlyList<CaseSummary>> OfRun(Guid run, CancellationToken cancel) => search.OfRun(run, cancel);

    public Task<CaseDetails?> Find(Guid id, CancellationToken cancel) => search.Find(id, cancel);

    public Task<CaseForPerson?> ForPerson(Guid id, CancellationToken cancel) => search.ForPerson(id, cancel);

    public Task<CaseBoard> Board(int days, CancellationToken cancel) => boards.Of(days, cancel);

    public Task<CasePage> Search(CaseFilter filter, CancellationToken cancel) => search.Search(filter, cancel);

    public Task<Guid?> ByFolio(string folio, CancellationToken cancel) => search.ByFolio(folio, cancel);

    public Task<IReadOnlyList<CaseSummary>> Slice(CaseSlice slice, CancellationToken cancel) => search.Slice(slice, cancel);

    public Task<IReadOnlyList<Datum>> Facts(LookUpRecord asked, CancellationToken cancel) => facts.Find(asked, cancel);

    /// <summary>A name in a run, as it is compared.</summary>
    internal static string NameOf(string name) => name.ToLowerInvariant();

    private void TellLists()
    {
        var organization = organizations.Current.Id;
        db.AfterCommit(() => hints.Tell(organization, CaseHints.Topic));
    }

    private async Task<SavedCase?> Made(string key, CancellationToken cancel) =>
        await db.Set<CaseKey>().Where(k => k.Key == key).Join(db.Set<Case>(), k => k.CaseId, c => c.Id, (_, c) => new SavedCase(c.Id, c.Folio, c.State, c.OpenedAt, c.DueAt))
            .FirstOrDefaultAsync(cancel);

    private async Task<Case?> InRun(Guid run, string name, CancellationToken cancel)
    {
        var key = NameOf(name);
        return await db.Set<Case>().FirstOrDefaultAsync(c => c.RunId == run && c.Name == key, cancel)
            ?? await db.Set<CaseRun>().Where(r => r.RunId == run && r.Name == key).Join(db.Set<Case>(), r => r.CaseId, c => c.Id, (_, c) => c).FirstOrDefaultAsync(cancel);
    }

    // Those who change one case wait for each other, instead of finding its next event's number taken and beginning again.
    private async Task Hold(Case one, CancellationToken cancel)
    {
        if (db.Entry(one).State is EntityState.Added) return;

        await db.Set<Case>().Where(c => c.Id == one.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, c => c.State), cancel);
        await db.Entry(one).ReloadAsync(cancel);
    }

    private async Task<int> LastEvent(Guid id, CancellationToken cancel) =>
        await db.Set<CaseEvent>().Where(e => e.CaseId == id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;

    private async Task NoneElseHas(CasePlan plan, Case? one, CancellationToken cancel)
    {
        foreach (var (field, value) in plan.Claims)
        {
            var holder = await db.Set<CaseClaim>()
                .Where(c => c.Type == plan.Type.Id.Value && c.Field == field && c.Value == value && (one == null || c.CaseId != one.Id))
                .Join(db.Set<Case>(), c => c.CaseId, c => c.Id, (_, c) => c.Folio).FirstOrDefaultAsync(cancel);
            if (holder is null) continue;

            var label = plan.Type.Fields.FirstOrDefault(f => f.Id.Value == field)?.Label ?? field;
            throw new CaseRefusedException(new(
                $"Ya hay «{plan.Type.Name}» en trámite con el mismo dato de «{label}»: {holder}. Termine ese antes de abrir otro.",
                $"There is an open \"{plan.Type.Name}\" with the same \"{label}\" already: {holder}. Finish it before opening another."));
        }
    }

    private async Task Index(Case one, CaseType type, bool opened, CancellationToken cancel)
    {
        if (organizations.Current.Words.Record(type.System, type.Id) is not { } record) return;

        var held = opened ? [] : await db.Set<CaseValue>().Where(v => v.CaseId == one.Id).ToListAsync(cancel);
        var wanted = CaseFacts.Values(one, type, record).ToList();
        db.RemoveRange(held.Where(h => !wanted.Contains((h.Field, h.Value))));
        foreach (var (field, value) in wanted.Where(w => !held.Exists(h => (h.Field, h.Value) == w)))
            db.Add(new CaseValue { Type = one.Type, Field = field, Value = value, CaseId = one.Id });
    }

    private async Task Claim(CasePlan plan, Case one, bool opened, CancellationToken cancel)
    {
        var held = opened ? [] : await db.Set<CaseClaim>().Where(c => c.CaseId == one.Id).ToListAsync(cancel);
        var wanted = one.IsOpen ? plan.Claims : [];
        db.RemoveRange(held.Where(h => !wanted.Contains((h.Field, h.Value))));
        foreach (var (field, value) in wanted.Where(w => !held.Exists(h => (h.Field, h.Value) == w)))
            db.Add(new CaseClaim { Type = one.Type, Field = field, Value = value, CaseId = one.Id });
    }
}
