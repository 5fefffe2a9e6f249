using Atiende.Cases.Clocks;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Cases as those see them who write to their people or open them again.</summary>
internal sealed class CaseMatters(Db db, IOrganizations organizations, CaseClockKeeper keeper, TimeProvider clock) : ICaseMatters
{
    public async Task<CaseMatter?> Find(Guid id, CancellationToken cancel) =>
        await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is { } one ? Of(one) : null;

    public async Task<IReadOnlyList<CaseMatter>> ClosedSince(string type, DateTimeOffset since, int most, CancellationToken cancel) =>
        [.. (await db.Set<Case>().AsNoTracking().Where(c => c.Type == type && !c.IsOpen && c.MergedInto == null && c.ClosedAt >= since).OrderBy(c => c.ClosedAt).Take(most).ToListAsync(cancel))
            .Select(Of).OfType<CaseMatter>()];

    public Task<bool> Reopen(CaseOpenedAgain again, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<CaseKey>().AnyAsync(k => k.Key == again.Key, inner)) return false;

        // Of two who open it at once the second finds it open.
        await CaseClockKeeper.Hold(db, again.Case, inner);
        var one = await db.Set<Case>().FirstAsync(c => c.Id == again.Case, inner);
        await db.Entry(one).ReloadAsync(inner);
        var organization = organizations.Current;
        if (one.IsOpen || one.MergedInto is not null || organization.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type) is not { } type) return false;

        var last = await db.Set<CaseEvent>().Where(e => e.CaseId == one.Id).MaxAsync(e => (int?)e.Number, inner) ?? 0;
        var events = new CaseEvents(db, one, again.By, null, clock.GetUtcNow(), last);
        var name = StatePath.Name(type.States, again.State);
        events.Add(CaseEventKind.Person, again.Said);
        events.Add(CaseEventKind.State, new($"Estado: {name}", $"State: {organization.Pack.English.GetValueOrDefault(name, name)}"));
        var clocks = await keeper.Open(one, type, events, opened: false, inner);
        (one.State, one.IsOpen, one.ClosedAt) = (again.State, true, null);
        one.Visited = [.. one.Visited.Append(again.State).Distinct()];
        clocks.EnterAgain(again.State);
        clocks.Settle();
        await keeper.Close(clocks, inner);
        db.Add(new CaseRun { RunId = again.Run, Name = one.Name ?? type.Id.Value, CaseId = one.Id });
        db.Add(new CaseKey { Key = again.Key, CaseId = one.Id });
        return true;
    }, cancel);

    private CaseMatter? Of(Case one) => organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type) is { } type
        ? new(one.Id, one.Folio, type, one.State, one.IsOpen, one.OpenedAt, one.ClosedAt, one.RunId, one.Name ?? type.Id.Value, one.ContactId, one.To, one.Fields) { Into = one.MergedInto } : null;
}
