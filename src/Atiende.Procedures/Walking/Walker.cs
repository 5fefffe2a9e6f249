using System.Collections.Immutable;
using Atiende.Procedures.Language;
using NodaTime;

namespace Atiende.Procedures.Walking;

/// <summary>
/// Walks a document: <c>(run, input, now) → (run, what must be done)</c>. Pure: the same inputs at the same times give the same run.
/// </summary>
/// <remarks>
/// A node is entered, looked up for, answered, and left. Leaving it calls its section, does its effects, tells what is told,
/// and goes to the branch chosen or the next step. Machines' nodes are left by themselves; a node of another member's role
/// waits for them. Going back undoes nothing: the nodes gone back over remember that their effects are done.
/// </remarks>
public sealed class Walker(ProcedureIndex procedure, WalkRules rules)
{

    /// <summary>The document walked.</summary>
    public ProcedureIndex Procedure { get; } = procedure;

    /// <summary>What the walker knows of the organisation.</summary>
    public WalkRules Rules { get; } = rules;

    /// <summary>Begins a run.</summary>
    public Walked Begin(Begin begin, Instant now) => Step(new Run(), begin, now);

    /// <summary>Takes one input.</summary>
    /// <returns>The run after it with what must be done, or the run unchanged with a refusal that says why.</returns>
    public Walked Step(Run run, WalkInput input, Instant now)
    {
        var move = new Move(this, run with { Sequence = run.Sequence + 1 }, now);
        var refusal = input switch
        {
            _ when run.Status is RunStatus.Ended && input is not EffectDone and not EffectFailed and not Reopen => Refusal.Ended,
            Begin begin => move.Begin(begin),
            Provide provide => move.Provide(provide),
            Answer answer => move.Answer(answer),
            LookedUp found => move.LookedUp(found),
            EffectDone done => move.Learn(done.Results),
            EffectFailed => null,
            Back => move.Back(),
            Skip skip => move.Skip(skip),
            CloseEarly close => move.Finish(new(RunEnding.ClosedEarly, Reason: close.Reason)),
            Reopen => move.Reopen(),
            Escalate escalate => move.Escalate(escalate.Reason),
            TakeOver => move.TakeOver(),
            Redirect redirect => move.Redirect(redirect),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.GetType().Name, "No such input."),
        };
        return refusal is null ? new(move.Run, move.Doings.ToImmutable(), null) : new(run, [], refusal);
    }

    /// <summary>The run that a history of inputs makes.</summary>
    public Run Replay(IEnumerable<(WalkInput Input, Instant At)> history)
    {
        var run = new Run();
        foreach (var (input, at) in history) run = Step(run, input, at).Run;
        return run;
    }

    /// <summary>The branches at the node a run stands at, with what speaks for each.</summary>
    public IReadOnlyList<Offer> Offers(Run run, Instant now)
    {
        var facts = new FactBase(run, Rules, now);
        var offers = Procedure[run.Node].Branches.Select(b =>
        {
            var reasons = new List<string>();
            var speaks = b.Branch.Facts.Count > 0 && facts.Hold(b.Branch.Facts, reasons);
            return new Offer(b.Key, b.Branch, speaks ? reasons : [], Preselected: false);
        }).ToList();

        // Where the facts of two branches hold, none is preselected and both reasons are shown.
        var holding = offers.FindAll(o => o.Reasons.Count > 0);
        if (holding.Count == 1) offers[offers.IndexOf(holding[0])] = holding[0] with { Preselected = true };
        return offers;
    }
}

/// <summary>A branch on offer.</summary>
/// <param name="Key">Its key, to choose it by.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Reasons">The facts that speak for it; none where they do not all hold.</param>
/// <param name="Preselected">Whether it is the only one the facts speak for.</param>
public sealed record Offer(string Key, Branch Branch, IReadOnlyList<string> Reasons, bool Preselected);

/// <summary>A run after an input, with what must be done; or unchanged, with why the input was refused.</summary>
public sealed record Walked(Run Run, ImmutableList<Doing> Doings, Refusal? Refusal);

/// <summary>Why an input was refused; nothing changed.</summary>
public enum Refusal
{
    /// <summary>The run has ended.</summary>
    Ended,

    /// <summary>The run stands at another node: someone else answered first.</summary>
    Moved,

    /// <summary>A branch must be chosen.</summary>
    NeedsChoice,

    /// <summary>No such branch here.</summary>
    UnknownChoice,

    /// <summary>No such section or node.</summary>
    UnknownPlace,

    /// <summary>The run waits for a member of another role.</summary>
    WaitsForRole,

    /// <summary>Nothing to go back to.</summary>
    AtTheBeginning,

    /// <summary>The run does not wait to be taken over.</summary>
    NotWaiting,

    /// <summary>No role to escalate to.</summary>
    NobodyAbove,
}
