using Atiende.Accounts;
using Atiende.Correspondence;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>Does one thing to one case, in the caller's transaction, as an event of its history; says what was there before.</summary>
internal sealed class CaseBulkChange(
    Db db, ICases cases, IOrganizations organizations, IMembers members, ICorrespondence correspondence, ICaseFollows follows, CaseStateMove states, CasePassing passing, TimeProvider clock)
{
    /// <summary>Does it.</summary>
    /// <exception cref="CaseRefusedException">It cannot be done to this case; nothing was changed.</exception>
    public async Task<(string? Before, int Event)> Do(CaseBulk bulk, CaseBulkItem item, CancellationToken cancel)
    {
        // Those who change one case wait for each other.
        var held = await db.Set<Case>().Where(c => c.Id == item.CaseId).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, c => c.State), cancel);
        if (held == 0) throw Refused("Ya no está.", "It is not there any more.");

        var one = await db.Set<Case>().FirstAsync(c => c.Id == item.CaseId, cancel);
        await db.Entry(one).ReloadAsync(cancel);
        var last = await LastEvent(one.Id, cancel);
        var value = bulk.Undoes is { } undone ? await Before(undone, one.Id, last, cancel) : bulk.Value.Length > 0 ? bulk.Value : null;
        if (bulk.Action is CaseAction.Note or CaseAction.Follow or CaseAction.Unfollow) return (await Beside(bulk, one, cancel), last);
        if (!one.IsOpen) throw Refused("Está cerrado.", "It is closed.");

        var before = bulk.Action switch
        {
            CaseAction.State => await ToState(bulk, one, value!, cancel),
            CaseAction.PassTo => await PassTo(bulk, one, value, last, cancel),
            CaseAction.Urgency => await Urgency(bulk, one, value, last, cancel),
            _ => await Hold(bulk, one, value, last, cancel),
        };
        await db.SaveChangesAsync(cancel);
        return (before, await LastEvent(one.Id, cancel));
    }

    private async Task<string?> Before(Guid undone, Guid id, int last, CancellationToken cancel)
    {
        var item = await db.Set<CaseBulkItem>().AsNoTracking().FirstAsync(i => i.BulkId == undone && i.CaseId == id, cancel);
        // What stands beside the case is undone whatever became of the case.
        return item.Event == last || IsBeside((await db.Set<CaseBulk>().AsNoTracking().FirstAsync(b => b.Id == undone, cancel)).Action) ? item.Before : throw Refused("Cambió después: se deja como está.", "It was changed since: it is left as it is.");
    }

    private async Task<string?> PassTo(CaseBulk bulk, Case one, string? to, int last, CancellationToken cancel)
    {
        var before = one.To;
        if (before == to) throw Refused("Ya está a su cargo.", "It is theirs already.");
        if (to is not null)
        {
            // Whoever works on it now may be in its way: then nothing has been changed yet.
            if (one.RunId is not null) await passing.Follow(one, before, to, By(bulk), $"bulk:{bulk.Id:N}", cancel);
            await Save(bulk, one, open => open with { To = to }, cancel);
            return before;
        }

        one.To = null;
        Events(bulk, one, last).Add(CaseEventKind.To, new("Queda sin área a cargo", "No area has it"));
        return before;
    }

    private async Task<string?> Urgency(CaseBulk bulk, Case one, string? urgency, int last, CancellationToken cancel)
    {
        if (Field(organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type)) is not { } field)
            throw Refused("Esta clase de caso no lleva urgencia.", "This type of case has no urgency.");

        var before = one.Fields.GetValueOrDefault(field.Id.Value)?.ToText();
        if (before == urgency) throw Refused("Ya tiene esa urgencia.", "It has this urgency already.");
        if (urgency is not null)
        {
            await Save(bulk, one, open => open with { Fields = open.Fields.SetItem(field.Id.Value, Datum.Of(urgency)) }, cancel);
            return before;
        }

        one.Fields = one.Fields.Remove(field.Id.Value);
        Events(bulk, one, last).Add(CaseEventKind.Fields, new($"Sin dato: {field.Label}", $"Without: {field.Label}"));
        return before;
    }

    private static bool IsBeside(CaseAction action) => action is CaseAction.Note or CaseAction.Follow or CaseAction.Unfollow;

    // A note and who follows stand beside the case: they change nothing of it, closed or open.
    private async Task<string?> Beside(CaseBulk bulk, Case one, CancellationToken cancel)
    {
        var key = $"bulk:{bulk.Undoes ?? bulk.Id:N}:{one.Id:N}";
        if (bulk.Action is CaseAction.Note)
        {
            if (bulk.Undoes is null) await correspondence.Note(new(one.Id, bulk.Text!, bulk.Member, bulk.By, key), cancel);
            else if (!await correspondence.TakeNoteBack(key, bulk.Member, cancel)) throw Refused("La nota ya no está.", "The note is not there any more.");
            return null;
        }

        var follow = bulk.Action is CaseAction.Follow == bulk.Undoes is null;
        if (await follows.Set(one.Id, bulk.Member, follow, cancel)) return null;

        throw follow ? Refused("Ya lo sigue.", "You follow it already.") : Refused("No lo sigue.", "You do not follow it.");
    }

    private async Task<string?> ToState(CaseBulk bulk, Case one, string value, CancellationToken cancel)
    {
        var (type, state) = CaseStateMove.Parts(value);
        if (await states.Refusal(one, type, state, bulk.Member, cancel) is { } refusal) throw new CaseRefusedException(refusal);

        var before = one.State;
        await Save(bulk, one, open => open with { Kind = one.Kind, State = state }, cancel);
        return before;
    }

    private async Task<string?> Hold(CaseBulk bulk, Case one, string? member, int last, CancellationToken cancel)
    {
        var holder = await db.Set<CaseHolder>().FirstOrDefaultAsync(h => h.CaseId == one.Id, cancel);
        var before = holder?.Member;
        if (before == member)
            throw member is null ? Refused("Nadie lo tiene.", "Nobody has it.") : Refused("Ya lo tiene esa persona.", "This person has it already.");

        if (holder is not null) db.Remove(holder);
        await db.SaveChangesAsync(cancel);
        if (member is not null) db.Add(new CaseHolder { CaseId = one.Id, Member = member, Since = clock.GetUtcNow() });
        var name = member is null ? "" : (await members.Names([member], cancel))[member];
        Events(bulk, one, last).Add(CaseEventKind.Holder, member is null ? new("Queda sin quien lo atienda", "Nobody has it in hand") : new($"Lo atiende {name}", $"{name} has it in hand"));
        return before;
    }

    /// <summary>The field in which a case type keeps its urgency, where it has one.</summary>
    public static Procedures.Language.Field? Field(CaseType? type) =>
        type?.Filing?.Parts.GetValueOrDefault("urgency") is { } id ? type.Fields.FirstOrDefault(f => f.Id.Value == id) : null;

    private async Task Save(CaseBulk bulk, Case one, Func<OpenCase, OpenCase> change, CancellationToken cancel)
    {
        if (one.RunId is not { } run || one.Name is not { } name) throw Refused("No nació de un procedimiento.", "No procedure began it.");

        await cases.Save(new($"bulk:{bulk.Id:N}:{one.Id:N}", run, change(new() { Name = name, Type = one.Type }), null, null, By(bulk)), cancel);
    }

    private CaseEvents Events(CaseBulk bulk, Case one, int last) => new(db, one, By(bulk), null, clock.GetUtcNow(), last);

    private static string By(CaseBulk bulk) => bulk.Undoes is null ? bulk.By : $"{bulk.By} (deshace)";

    private async Task<int> LastEvent(Guid id, CancellationToken cancel) =>
        await db.Set<CaseEvent>().Where(e => e.CaseId == id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;

    private static CaseRefusedException Refused(string spanish, string english) => new(new(spanish, english));
}
