using System.Text.Json.Serialization;
using Atiende.Values;

namespace Atiende.Procedures.Walking;

/// <summary>What happened to a run; a run is nothing but these, in order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Begin), "begin")]
[JsonDerivedType(typeof(Provide), "provide")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(LookedUp), "looked-up")]
[JsonDerivedType(typeof(EffectDone), "effect-done")]
[JsonDerivedType(typeof(EffectFailed), "effect-failed")]
[JsonDerivedType(typeof(Back), "back")]
[JsonDerivedType(typeof(Skip), "skip")]
[JsonDerivedType(typeof(CloseEarly), "close-early")]
[JsonDerivedType(typeof(Reopen), "reopen")]
[JsonDerivedType(typeof(Escalate), "escalate")]
[JsonDerivedType(typeof(TakeOver), "take-over")]
[JsonDerivedType(typeof(Redirect), "redirect")]
public abstract record WalkInput;

/// <summary>The walk begins at a section's first step, or at another node of it, with what is known.</summary>
/// <param name="Section">The section.</param>
/// <param name="Node">The node; the section's first without it.</param>
/// <param name="Facts">What is known.</param>
/// <param name="Unattended">Whether nobody walks it yet: the first member whose turn it is finds it in the inbox.</param>
public sealed record Begin(string Section, string? Node, IReadOnlyDictionary<string, Datum> Facts, bool Unattended = false) : WalkInput;

/// <summary>Data typed at the node, before it is answered: starts look-ups, moves nothing.</summary>
public sealed record Provide(string Node, IReadOnlyDictionary<string, Datum> Data) : WalkInput;

/// <summary>The node is answered: data, and the branch taken where there are any.</summary>
/// <param name="Node">The node's key; another key is refused, for then someone else answered first.</param>
/// <param name="Data">Values by field.</param>
/// <param name="Choice">The key of the branch.</param>
/// <param name="Repeat">Whether effects done before going back are done again.</param>
public sealed record Answer(string Node, IReadOnlyDictionary<string, Datum> Data, string? Choice = null, bool Repeat = false)
    : WalkInput;

/// <summary>A record system answered a look-up.</summary>
/// <param name="As">The name the look-up binds.</param>
/// <param name="Outcome">What came back.</param>
/// <param name="Found">The record, or the list of them where several were wanted.</param>
/// <param name="Problem">Why it failed.</param>
public sealed record LookedUp(string As, LookUpOutcome Outcome, Datum? Found = null, string? Problem = null) : WalkInput;

/// <summary>What a look-up came back with.</summary>
public enum LookUpOutcome
{
    Found,
    Several,
    Nothing,
    Failed,
}

/// <summary>A room did an effect; what it answers becomes facts (a folio, a number).</summary>
public sealed record EffectDone(string Effect, IReadOnlyDictionary<string, Datum> Results) : WalkInput;

/// <summary>A room could not do an effect; the one who walks is told and goes on by hand.</summary>
public sealed record EffectFailed(string Effect, string Problem) : WalkInput;

/// <summary>One node back; nothing done is undone.</summary>
public sealed record Back : WalkInput;

/// <summary>The node is left without doing it, with a reason.</summary>
public sealed record Skip(string Node, string Reason, string? Choice = null) : WalkInput;

/// <summary>The walk is closed before its end: cut, silent, wrong number, another reason.</summary>
public sealed record CloseEarly(string Reason) : WalkInput;

/// <summary>A walk that was closed early goes on where it stood, as it stood.</summary>
public sealed record Reopen(string Reason) : WalkInput;

/// <summary>The document leaves no way on: the run goes to the role that the role escalates to.</summary>
public sealed record Escalate(string Reason) : WalkInput;

/// <summary>
/// Somebody who is no part of the walk sent one of the run's cases to another unit or role: what the document says of its receiver is that one
/// from now on, and where it is the receiver's turn it is the new one's.
/// </summary>
/// <param name="Case">The case's name in the run.</param>
/// <param name="To">The unit or role, by id.</param>
public sealed record Redirect(string Case, string To) : WalkInput;

/// <summary>A member of the role takes the run and goes on with it.</summary>
public sealed record TakeOver : WalkInput;
