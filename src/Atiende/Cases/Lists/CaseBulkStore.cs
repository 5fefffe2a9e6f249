using Atiende.Accounts;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>Writes down what is to be done to many cases, and tells how far it is.</summary>
internal sealed class CaseBulkStore(
    Db db, CaseSearch search, CaseBulkTurn turn, IOrganizations organizations, IMembers members, ICurrentMember member, Bell<CaseBulkWork> bell, TimeProvider clock) : ICaseBulks
{
    // Refused cases that are named.
    private const int Named = 100;

    public async Task<Guid> Begin(CaseAction action, string value, IReadOnlyList<Guid> cases, CancellationToken cancel)
    {
        await Check(action, value, cancel);
        var wanted = cases.Distinct().Take(ICaseBulks.Most).ToList();
        var seen = await search.Seen.Where(c => wanted.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel);
        if (seen.Count == 0) throw Refused("Elija al menos un caso.", "Choose at least one case.");

        return await Store(action, value, null, [.. wanted.Where(seen.Contains)], cancel);
    }

    public async Task<Guid> Undo(Guid bulk, CancellationToken cancel)
    {
        var of = await db.Set<CaseBulk>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == bulk && b.Member == member.Id, cancel)
            ?? throw Refused("Eso lo hizo otra persona.", "Somebody else did that.");
        if (of.Action is CaseAction.State) throw Refused("Un cambio de estado no se deshace: pase el caso a otro estado, si el paquete lo permite.", "A change of state is not undone: move the case on, where the pack allows it.");
        if (of.FinishedAt is null) throw Refused("Todavía no termina.", "It is not finished yet.");
        if (of.Undoes is not null || await db.Set<CaseBulk>().AnyAsync(b => b.Undoes == bulk, cancel)) throw Refused("Ya se deshizo.", "It was undone already.");

        var done = await db.Set<CaseBulkItem>().Where(i => i.BulkId == bulk && i.State == CaseBulkState.Done).OrderBy(i => i.Number).Select(i => i.CaseId).ToListAsync(cancel);
        if (done.Count == 0) throw Refused("No hay nada que deshacer.", "There is nothing to undo.");

        return await Store(of.Action, of.Value, bulk, done, cancel);
    }

    public async Task<CaseBulkView?> Find(Guid bulk, CancellationToken cancel)
    {
        if (await db.Set<CaseBulk>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == bulk && b.Member == member.Id, cancel) is not { } one) return null;

        var items = db.Set<CaseBulkItem>().AsNoTracking().Where(i => i.BulkId == bulk);
        var counts = await items.GroupBy(i => i.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var why = await items.Where(i => i.State == CaseBulkState.Refused).OrderBy(i => i.Number).Take(Named)
            .Join(db.Set<Case>(), i => i.CaseId, c => c.Id, (i, c) => new CaseBulkRefusal(c.Id, c.Folio, i.Why!)).ToListAsync(cancel);
        var (done, refused) = (counts.GetValueOrDefault(CaseBulkState.Done), counts.GetValueOrDefault(CaseBulkState.Refused));
        // A state that was gone through has stopped clocks and told people: its way back is the pack's, as any other.
        var mayUndo = one is { FinishedAt: not null, Undoes: null, Action: not CaseAction.State } && done > 0 && !await db.Set<CaseBulk>().AnyAsync(b => b.Undoes == bulk, cancel);
        return new(one.Id, one.Action, one.Value, one.Undoes is not null, one.Total, done, refused, one.FinishedAt is not null, mayUndo, why);
    }

    // A few are done before the answer; many go on behind it.
    private async Task<Guid> Store(CaseAction action, string value, Guid? undoes, List<Guid> cases, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await db.Write(_ =>
        {
            db.Add(new CaseBulk { Id = id, Member = member.Id, By = member.Name, At = now, Action = action, Value = action is CaseAction.Note ? "" : value, Text = action is CaseAction.Note && undoes is null ? value : null, Undoes = undoes, Total = cases.Count });
            db.AddRange(cases.Select((one, at) => new CaseBulkItem { BulkId = id, Number = at + 1, CaseId = one, State = CaseBulkState.Waiting }));
            return Task.CompletedTask;
        }, cancel);
        if (await turn.Take(cancel)) bell.Ring();
        return id;
    }

    private async Task Check(CaseAction action, string value, CancellationToken cancel)
    {
        var pack = organizations.Current.Pack;
        if (action is CaseAction.PassTo or CaseAction.Urgency && !member.Can(Ability.Supervise) && !member.Can(Ability.Administer))
            throw Refused("Eso lo hace quien supervisa o administra.", "Who supervises or administers does that.");

        var known = action switch
        {
            CaseAction.PassTo => pack.People.Units.Any(u => u.Id.Value == value) || pack.People.Roles.Any(r => r.Id.Value == value),
            CaseAction.Urgency => Urgencies(pack).Contains(value),
            CaseAction.State => CaseStateMove.Parts(value) is var (type, state) && pack.Cases.Any(t => t.Id.Value == type && t.States.Any(s => s.Id.Value == state)),
            CaseAction.Note => string.IsNullOrWhiteSpace(value) ? throw Refused("Escriba la nota.", "Write the note.")
                : value.Length <= CaseListTables.NoteLength ? true : throw Refused($"La nota pasa de {CaseListTables.NoteLength} caracteres.", $"The note is longer than {CaseListTables.NoteLength} characters."),
            CaseAction.Follow or CaseAction.Unfollow => true,
            _ => value.Length == 0 || await members.Find(value, cancel) is not null,
        };
        if (!known) throw Refused("Elija de la lista.", "Choose from the list.");
    }

    /// <summary>The urgencies of the pack's case types, in their order.</summary>
    public static IReadOnlyList<string> Urgencies(Pack pack) =>
    [
        .. pack.Cases.Select(CaseBulkChange.Field).OfType<Procedures.Language.Field>()
            .SelectMany(f => f.Catalogue is { } id ? pack.Catalogues.FirstOrDefault(c => c.Id == id.Value)?.Entries.Select(e => e.Name) ?? [] : f.Options).Distinct(),
    ];

    private static CaseRefusedException Refused(string spanish, string english) => new(new(spanish, english));
}
