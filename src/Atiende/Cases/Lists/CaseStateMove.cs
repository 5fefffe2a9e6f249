using Atiende.Accounts;
using Atiende.Guidance;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>Whether somebody may move a case to a state by hand: one transition of its type, theirs to make, that no procedure under way decides.</summary>
internal sealed class CaseStateMove(Db db, IOrganizations organizations, IMembers members, IGuidance guidance)
{
    /// <summary>The case type's and the state's id.</summary>
    public static (string Type, string State) Parts(string value) =>
        value.Split(':', 2) is [var type, var state] ? (type, state) : ("", value);

    /// <summary>Where a member may move cases of a type to: from one state, or from any.</summary>
    public static IReadOnlyList<State> Offered(CaseType type, string? from, IReadOnlyCollection<string> roles) =>
        [.. type.States.Where(s => !s.Cause && (from is null ? s.From.Count > 0 : s.From.Any(f => f.Value == from)) && MayMove(s, roles))];

    /// <summary>Why a member cannot move a case there; null where it can be done.</summary>
    public async Task<Bilingual?> Refusal(Case one, string typeId, string stateId, string member, CancellationToken cancel)
    {
        var organization = organizations.Current;
        if (organization.Pack.Cases.FirstOrDefault(t => t.Id.Value == typeId) is not { } type || type.States.FirstOrDefault(s => s.Id.Value == stateId) is not { } to)
            return new("Ese estado no existe.", "There is no such state.");
        if (one.Type != typeId) return new($"No es de la clase «{type.Name}».", $"It is no \"{type.Name}\".");

        var (from, name) = (StatePath.Name(type.States, one.State), StatePath.Name(type.States, stateId));
        if (one.State == stateId) return new($"Ya está «{name}».", $"It is \"{name}\" already.");
        if (to.From.All(f => f.Value != one.State)) return new($"De «{from}» no se pasa a «{name}».", $"\"{name}\" does not follow \"{from}\".");
        if (!MayMove(to, (await members.Find(member, cancel))?.Roles ?? []))
        {
            var who = string.Join(", ", to.By.Select(role => organization.Words.Who(role)));
            return new($"A «{name}» la pasa: {who}.", $"To \"{name}\" it is moved by: {who}.");
        }

        if (to.Cause) return new($"«{name}» pide una causa: hágalo en el caso.", $"\"{name}\" needs a cause: do it in the case.");
        return await IsLed(one, cancel) ? new("Su procedimiento está en curso y decide el estado.", "Its procedure is under way and decides the state.") : null;
    }

    private static bool MayMove(State state, IReadOnlyCollection<string> roles) => state.By.Count == 0 || state.By.Any(role => roles.Contains(role.Value));

    // A walk that would find its case elsewhere than it left it could not go on.
    private async Task<bool> IsLed(Case one, CancellationToken cancel)
    {
        if (OrdersAreMoved(one)) return false;

        var runs = await db.Set<CaseRun>().Where(r => r.CaseId == one.Id).Select(r => r.RunId).ToListAsync(cancel);
        foreach (var run in one.RunId is { } first ? runs.Prepend(first) : runs)
            if (await guidance.IsBegun(run, cancel) && await guidance.Find(run, cancel) is { Run.Status: not RunStatus.Ended }) return true;
        return false;
    }

    // Orders are moved by hand while the attention that opened them goes on: that is what their pages do.
    private bool OrdersAreMoved(Case one) => organizations.Current.Pack.Cases.Any(t => t.Id.Value == one.Type && t.Work is not null);
}
