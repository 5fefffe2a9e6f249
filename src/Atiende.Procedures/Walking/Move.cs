using System.Collections.Immutable;
using Atiende.Procedures.Language;
using Atiende.Values;
using NodaTime;

namespace Atiende.Procedures.Walking;

/// <summary>One input being taken: the run as it changes, and what is to be done so far.</summary>
internal sealed class Move(Walker walker, Run run, Instant now)
{
    private const int NodesMax = 500;

    private int _passed;

    public Run Run { get; private set; } = run;

    public ImmutableList<Doing>.Builder Doings { get; } = ImmutableList.CreateBuilder<Doing>();

    private NodeEntry Here => walker.Procedure[Run.Node];

    /// <summary>Whether the node calls a section that has not come back yet.</summary>
    private bool MustCall => Here.Node.Call is not null && Run.CameBackTo != Run.Node;

    private FactBase Facts => new(Run, walker.Rules, now);

    public Refusal? Begin(Begin begin)
    {
        var first = begin.Node is null ? walker.Procedure.First(begin.Section) : walker.Procedure.Find(begin.Node);
        if (first is null) return Refusal.UnknownPlace;

        Know(begin.Facts);
        Run = Run with { Role = begin.Unattended ? "" : FirstMember(first) };
        Enter(first);
        return null;
    }

    public Refusal? Provide(Provide provide)
    {
        if (provide.Node != Run.Node) return Refusal.Moved;
        if (Run.Status is RunStatus.Waiting) return Refusal.WaitsForRole;

        Know(provide.Data);
        LookUp();
        return null;
    }

    public Refusal? Answer(Answer answer)
    {
        if (answer.Node != Run.Node) return Refusal.Moved;
        if (Run.Status is RunStatus.Waiting) return Refusal.WaitsForRole;
        if (answer.Choice is not null && Here.Branches.All(b => b.Key != answer.Choice)) return Refusal.UnknownChoice;

        Know(answer.Data);
        LookUp();
        if (Run.Status is RunStatus.LookingUp)
        {
            Run = Run with { Pending = new(answer.Choice, answer.Repeat) };
            return null;
        }

        if (answer.Choice is null && Here.Node.Decide.Count > 0 && !MustCall) return Refusal.NeedsChoice;

        Leave(answer.Choice, answer.Repeat);
        return null;
    }

    public Refusal? LookedUp(LookedUp answer)
    {
        if (!Run.LookingUp.Contains(answer.As, StringComparer.Ordinal)) return Refusal.Moved;

        var mark = Here.Node.Route is { } route && route.As.Value == answer.As
            ? MarkOfRoute(route) : Mark(Here.Node.LookUp.First(l => l.As.Value == answer.As));
        Run = Run with
        {
            LookingUp = Run.LookingUp.Remove(answer.As),
            Facts = answer is { Found: { } found, Outcome: LookUpOutcome.Found or LookUpOutcome.Several }
                ? Run.Facts.SetItem(answer.As, found)
                : Run.Facts.Remove(answer.As),
        };
        // A failed search may be tried again with the same values; one that was answered need not.
        if (answer.Outcome is LookUpOutcome.Failed)
            Run = Run with { LookedUp = Run.LookedUp.SetItem(mark, $"failed: {answer.Problem}") };
        if (Run.LookingUp.Count > 0) return null;

        Run = Run with { Status = RunStatus.Standing };
        // What was found may be what the next search of this node needs.
        LookUp();
        if (Run.Status is RunStatus.LookingUp) return null;

        if (Run.Pending is { } pending)
        {
            Run = Run with { Pending = null };
            // Chosen before the facts came back; without a choice, what they say is looked at first.
            if (pending.Choice is not null || Here.Node.Decide.Count == 0 || MustCall)
                Leave(pending.Choice, pending.Repeat);
        }
        else if (walker.Rules.Standing(Here.Role) is RoleStanding.Machine)
        {
            WalkByItself();
        }

        return null;
    }

    public Refusal? Learn(IReadOnlyDictionary<string, Datum> results)
    {
        foreach (var (name, value) in results)
        {
            var isFolio = name.StartsWith("folio:", StringComparison.Ordinal);
            if (isFolio && Run.Cases.TryGetValue(name[6..], out var opened))
                Run = Run with { Cases = Run.Cases.SetItem(name[6..], opened with { Folio = value.ToText() }) };
            else Run = Run with { Facts = Run.Facts.SetItem(name, value) };
        }

        return null;
    }

    public Refusal? Back()
    {
        // The nodes passed without anyone standing at them are gone over too.
        var path = Run.Path.RemoveAt(Run.Path.Count - 1);
        while (path.Count > 0 && !IsStopped(walker.Procedure[path[^1]])) path = path.RemoveAt(path.Count - 1);
        if (path.Count == 0) return Refusal.AtTheBeginning;

        var over = Run.Path.Skip(path.Count - 1);
        var target = walker.Procedure[path[^1]];
        Run = Run with
        {
            Path = path,
            Node = target.Key,
            Status = RunStatus.Standing,
            DoneBefore = Run.DoneBefore.Union(over),
            Calls = Run.Calls.FindAll(f => walker.Procedure[f.Node].Section != target.Section || path.Contains(f.Node)),
            LookingUp = [],
            Pending = null,
        };
        return null;

        bool IsStopped(NodeEntry entry) => entry.Stands && walker.Rules.Standing(entry.Role) is not RoleStanding.Machine;
    }

    public Refusal? Skip(Skip skip)
    {
        if (skip.Node != Run.Node) return Refusal.Moved;
        if (skip.Choice is null && Here.Node.Decide.Count > 0) return Refusal.NeedsChoice;

        Run = Run with { Status = RunStatus.Standing, LookingUp = [], Pending = null };
        GoOn(skip.Choice);
        return null;
    }

    public Refusal? Escalate(string reason)
    {
        if (walker.Rules.EscalatesTo(Run.Role) is not { } above) return Refusal.NobodyAbove;

        Doings.Add(new PassTo(NextId(), Run.Node, above, Run.Role, AnotherPerson: false, reason));
        Run = Run with { Status = RunStatus.Waiting, Role = above, Unit = null, LookingUp = [], Pending = null };
        return null;
    }

    public Refusal? TakeOver()
    {
        if (Run.Status is not RunStatus.Waiting) return Refusal.NotWaiting;

        Run = Run with { Status = RunStatus.Standing };
        LookUp();
        return null;
    }

    public Refusal? Redirect(Redirect redirect)
    {
        var (name, fact) = (redirect.Case, $"{redirect.Case}.to");
        var isOwn = Run.Cases.TryGetValue(name, out var own);
        if (isOwn) Run = Run with { Cases = Run.Cases.SetItem(name, own! with { To = redirect.To }) };
        // What a run was begun with hides what its own cases say.
        if (!isOwn || Run.Facts.ContainsKey(fact)) Run = Run with { Facts = Run.Facts.SetItem(fact, Datum.Of(redirect.To)) };

        if (Run.Status is not (RunStatus.Waiting or RunStatus.Standing) || UnitOf(walker.Procedure[Run.Node]) is not { } unit || unit == Run.Unit) return null;

        Doings.Add(new PassTo(NextId(), Run.Node, Run.Role, Run.Role, AnotherPerson: false, Reason: null) { Unit = unit });
        Run = Run with { Status = RunStatus.Waiting, Unit = unit, Pending = null };
        return null;
    }

    public Refusal? Finish(RunEnd end)
    {
        Run = Run with { Status = RunStatus.Ended, End = end, LookingUp = [], Pending = null, ClosedAs = end.How is RunEnding.ClosedEarly ? Run : null };
        return null;
    }

    // What was learnt since it was closed (an effect that answered late) is kept.
    public Refusal? Reopen()
    {
        if (Run.ClosedAs is not { } stood) return Run.End is null ? Refusal.NotWaiting : Refusal.Ended;

        Run = Run with { Status = stood.Status, End = null, LookingUp = stood.LookingUp, Pending = stood.Pending, ClosedAs = null };
        return null;
    }

    // Whose unit's turn it is at a node; null where anybody of its role may walk it.
    private string? UnitOf(NodeEntry entry) =>
        entry is { Step.Unit: { } of, Node: not Branch { Role: not null } } && Facts.Fill(of.Value) is { Length: > 0 } named ? named : null;

    private void Enter(NodeEntry entry)
    {
        if (++_passed > NodesMax) throw new InvalidOperationException($"More than {NodesMax} nodes passed at {entry.Key}: a loop without a way out.");

        var standing = walker.Rules.Standing(entry.Role);
        Run = Run with
        {
            Node = entry.Key,
            Path = Run.Path.Add(entry.Key),
            Status = RunStatus.Standing,
            CameBackTo = null,
            LookedUp = Run.LookedUp.IsEmpty ? Run.LookedUp : ImmutableDictionary<string, string>.Empty,
        };

        if (standing is RoleStanding.Member)
        {
            var unit = UnitOf(entry);
            if (entry.Role != Run.Role || (unit is not null && Run.Unit is not null && unit != Run.Unit))
            {
                Doings.Add(new PassTo(NextId(), entry.Key, entry.Role, Run.Role, AnotherPerson: false, Reason: null) { Unit = unit });
                Run = Run with { Status = RunStatus.Waiting, Role = entry.Role, Unit = unit };
                return;
            }
        }

        LookUp();
        if (Run.Status is RunStatus.LookingUp) return;

        if (standing is RoleStanding.Machine && entry.Node.Ask?.Input is null) WalkByItself();
        else if (!entry.Stands) Leave(choice: null, repeat: false);
    }

    private void WalkByItself()
    {
        if (Here.Node.Decide.Count == 0 || MustCall)
        {
            Leave(choice: null, repeat: false);
            return;
        }

        var offers = walker.Offers(Run, now);
        var way = offers.FirstOrDefault(o => o.Preselected) ?? offers.FirstOrDefault(o => o.Branch.Assumed);
        // Where the facts don't say, it stands until someone chooses.
        if (way is not null) Leave(way.Key, repeat: false);
    }

    private void LookUp()
    {
        foreach (var lookUp in Here.Node.LookUp)
        {
            if (Run.LookedUp.ContainsKey(Mark(lookUp)) || Run.LookingUp.Contains(lookUp.As.Value, StringComparer.Ordinal)) continue;
            if (Request(lookUp) is not { } request) continue;

            Run = Run with
            {
                Status = RunStatus.LookingUp,
                LookingUp = Run.LookingUp.Add(lookUp.As),
                LookedUp = Run.LookedUp.SetItem(Mark(lookUp), "asked"),
            };
            Doings.Add(request);
        }

        if (Here.Node.Route is not { } route || Run.LookedUp.ContainsKey(MarkOfRoute(route)) || !Run.Cases.TryGetValue(route.Case, out var routed)) return;

        Run = Run with
        {
            Status = RunStatus.LookingUp,
            LookingUp = Run.LookingUp.Remove(route.As).Add(route.As),
            LookedUp = Run.LookedUp.SetItem(MarkOfRoute(route), "asked"),
        };
        Doings.Add(new AskRoute(NextId(), Run.Node, routed, route.As));
    }

    /// <summary>What identifies a routing: its name and what the case says, so that another case is routed anew.</summary>
    private string MarkOfRoute(Route route) =>
        $"{route.As.Value}|{(Run.Cases.TryGetValue(route.Case, out var one) ? string.Join('|', one.Fields.Select(f => $"{f.Key}={f.Value.ToText()}")) : "")}";

    /// <summary>What identifies a search: its name and the values it searches for, so that new values search anew.</summary>
    private string Mark(LookUp lookUp) =>
        $"{lookUp.As.Value}|{string.Join('|', lookUp.By.Select(by => Facts[SearchKey.Read(by).Datum]?.ToText()))}"
        + $"|{string.Join('|', lookUp.Where.Select(w => Facts.Fill(w.Value)?.ToText()))}|{(lookUp.Of is { } of ? Facts[of]?.ToText() : "")}";

    private LookUpRecord? Request(LookUp lookUp)
    {
        var keys = ImmutableSortedDictionary.CreateBuilder<string, Datum>(StringComparer.OrdinalIgnoreCase);
        foreach (var by in lookUp.By.Select(b => SearchKey.Read(b)))
        {
            if (Facts[by.Datum] is { IsEmpty: false } value) keys[by.Field] = value;
        }

        var of = lookUp.Of is { } bound ? Facts[bound] : null;
        if (keys.Count == 0 && lookUp.By.Count > 0) return null;
        if (of is null && lookUp.Of is not null) return null;

        var where = lookUp.Where.Select(w => (w.Key, Value: Facts.Fill(w.Value))).Where(w => w.Value is not null)
            .ToImmutableSortedDictionary(w => w.Key, w => w.Value!, StringComparer.OrdinalIgnoreCase);
        return new(NextId(), Run.Node, lookUp.System, lookUp.Record, keys.ToImmutable(), where, of, lookUp.Via, lookUp.As, lookUp.Many, lookUp.Newest);
    }

    /// <summary>Leaves the node: its section first, then its effects, then on.</summary>
    private void Leave(string? choice, bool repeat)
    {
        if (MustCall && walker.Procedure.First(Here.Node.Call!.Value) is { } called)
        {
            Run = Run with { Calls = Run.Calls.Add(new(Run.Node, choice)) };
            Enter(called);
            return;
        }

        Do(repeat);
        GoOn(choice);
    }

    private void Do(bool repeat)
    {
        var key = Run.Node;
        var done = Run.DoneBefore.Contains(key);
        if (done) Run = Run with { DoneBefore = Run.DoneBefore.Remove(key) };
        if (done && !repeat) return;

        var entry = Here;
        var effects = new Effects(Facts, NextId, entry, walker);
        foreach (var effect in entry.Node.Effects)
        {
            var (next, doing) = effects.Resolve(effect, Run);
            Run = next;
            if (doing is not null) Doings.Add(doing);
            if (doing is TransferCall { Tell: { } tell }) Doings.Add(new Tell(NextId(), entry.Key, tell, Ref: null));
        }

        foreach (var tell in entry.Node.Tell)
            Doings.Add(tell.Value == "self" ? new Tell(NextId(), entry.Key, Notice: null, entry.Node.Ref) : new Tell(NextId(), entry.Key, tell, Ref: null));
    }

    private void GoOn(string? choice)
    {
        var here = Here;
        if (here.Node.Decide.Count > 0)
        {
            Enter(walker.Procedure[choice!]);
            return;
        }

        if (here.Node.Effects.OfType<HandOverEffect>().Any(h => h.AnotherPerson)) PassToColleague(here);

        if (here.Node.End is { } end) EndAt(end);
        else if (here.Node.Go is { } go) GoTo(walker.Procedure.Resolve(go, here.Section)!, here);
        else if (here.Next is { } next) Enter(walker.Procedure[next]);
        else Finish(new(RunEnding.Concluded));

        if (_toColleague && Run.Status is not RunStatus.Ended) Run = Run with { Status = RunStatus.Waiting, LookingUp = [] };
    }

    private bool _toColleague;

    private void PassToColleague(NodeEntry here)
    {
        _toColleague = true;
        Doings.Add(new PassTo(NextId(), here.Key, Run.Role, Run.Role, AnotherPerson: true, (here.Node as Branch)?.Condition) { Unit = Run.Unit });
    }

    private void ChooseOrStand()
    {
        Run = Run with { Status = RunStatus.Standing };
        if (walker.Rules.Standing(Here.Role) is RoleStanding.Machine) WalkByItself();
    }

    private void GoTo(NodeEntry target, NodeEntry from)
    {
        // Going on in another section for good leaves the sections that called behind.
        if (target.Section != from.Section) Run = Run with { Calls = [] };
        Enter(target);
    }

    private void EndAt(End end)
    {
        if (end.ContinuesIn is { } code) Finish(new(RunEnding.Continues, code));
        else if (end.Kind is EndKind.Return && Run.Calls.Count > 0) Return();
        else Finish(new(RunEnding.Concluded));
    }

    private void Return()
    {
        var frame = Run.Calls[^1];
        Run = Run with { Calls = Run.Calls.RemoveAt(Run.Calls.Count - 1), Node = frame.Node, CameBackTo = frame.Node };
        if (frame.Choice is null && Here.Node.Decide.Count > 0)
        {
            // Chosen now that the section has come back; the effects wait for it.
            ChooseOrStand();
            return;
        }

        Do(repeat: false);
        GoOn(frame.Choice);
    }

    private void Know(IReadOnlyDictionary<string, Datum> data)
    {
        if (data.Count > 0) Run = Run with { Facts = Run.Facts.SetItems(data) };
    }

    private string FirstMember(NodeEntry first) => walker.Rules.Standing(first.Role) is RoleStanding.Member ? first.Role : first.Section.Role;

    private string NextId() => $"{Run.Sequence}.{Doings.Count + 1}";
}
