using System.Collections.Immutable;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Guidance;

/// <summary>Procedures under document control, and the walks through them.</summary>
public interface IGuidance
{
    /// <summary>The sections in force that an attention may be led by: those its line, channel or direction starts, then the others.</summary>
    IReadOnlyList<SectionChoice> Choices(string? line, string? channel, bool outgoing);

    /// <summary>Begins a run in an attention, with what is already known.</summary>
    Task<Guid> Begin(RunStart start, CancellationToken cancel);

    /// <summary>Whether a run of this id was begun.</summary>
    Task<bool> IsBegun(Guid id, CancellationToken cancel);

    /// <summary>A run as it stands, with its document's version; null where there is none.</summary>
    Task<RunView?> Find(Guid id, CancellationToken cancel);

    /// <summary>Gives a run one input; what follows from it is stored with it.</summary>
    /// <param name="id">The run.</param>
    /// <param name="sequence">The number the giver saw; where another came first, the input is refused as <see cref="Refusal.Moved"/>.</param>
    /// <param name="input">The input.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="cancel">Stops it.</param>
    Task<RunStep> Give(Guid id, int sequence, WalkInput input, Actor by, CancellationToken cancel);

    /// <summary>Keeps what is typed at a node, as typed, until it is answered.</summary>
    Task KeepDraft(Guid id, string node, IReadOnlyDictionary<string, string> typed, CancellationToken cancel);

    /// <summary>The person of a run, and of what its attention goes on with, is known now.</summary>
    Task SetContact(Guid interaction, Guid contact, CancellationToken cancel);

    /// <summary>The runs of an attention, in the order begun.</summary>
    Task<IReadOnlyList<RunSummary>> OfInteraction(Guid interaction, CancellationToken cancel);

    /// <summary>Open runs of the organisation: where each stands.</summary>
    Task<IReadOnlyList<RunSummary>> Open(CancellationToken cancel);

    /// <summary>What was really done, input by input, beside the document.</summary>
    Task<RunTrace?> Trace(Guid id, CancellationToken cancel);
}

/// <summary>A section that can be started.</summary>
public sealed record SectionChoice(string Document, string Section, string Title, string? Label, string? Node, bool Starts, string Role);

/// <summary>Who walks.</summary>
/// <param name="Member">The account's id.</param>
/// <param name="Name">The person's name, for traces.</param>
/// <param name="Roles">The roles held.</param>
public sealed record Actor(string Member, string Name, IReadOnlyCollection<string> Roles)
{
    /// <summary>The unit; null for somebody of the whole organisation.</summary>
    public string? Unit { get; init; }

    /// <summary>The program itself: answers of record systems.</summary>
    public static Actor System { get; } = new("", "Atiende", []);
}

/// <summary>What a run begins with.</summary>
public sealed record RunStart(
    string Document, string Section, string? Node, Guid? Interaction, Guid? Contact, Actor By, IReadOnlyDictionary<string, Datum> Facts)
{
    /// <summary>Its id, where something refers to it already.</summary>
    public Guid? Id { get; init; }
}

/// <summary>A run as it stands.</summary>
public sealed record RunView(
    Guid Id, string Document, string Version, ProcedureIndex Procedure, IReadOnlyDictionary<string, Form> Forms, Run Run, Guid? Interaction, Guid? Contact, string Member,
    IReadOnlyList<Offer> Offers, ImmutableList<DoneEffect> Done, IReadOnlyDictionary<string, string> Draft, int DraftVersion,
    IReadOnlyDictionary<string, string> LookUpProblems, DateTimeOffset BegunAt, DateTimeOffset ChangedAt);

/// <summary>An effect and how it went.</summary>
/// <param name="Id">Its id in the run.</param>
/// <param name="Node">The node that asked for it.</param>
/// <param name="Kind">What kind; its words are the text "guidance.done.KIND", with <paramref name="Words"/> filled in.</param>
/// <param name="Words">Names and numbers, in the pack's words.</param>
/// <param name="Link">Where what came of it is seen.</param>
/// <param name="Problem">Why it failed; null where it was done.</param>
/// <param name="At">When.</param>
public sealed record DoneEffect(string Id, string Node, string Kind, ImmutableArray<string> Words, string? Link, string? Problem, DateTimeOffset At);

/// <summary>A run after an input, or why the input was refused.</summary>
public sealed record RunStep(RunView View, Refusal? Refusal);

/// <summary>A run in a list.</summary>
public sealed record RunSummary(
    Guid Id, string Document, string Section, string SectionTitle, string StepNumber, string StepDo, RunStatus Status, string Role,
    string Member, Guid? Interaction, DateTimeOffset BegunAt, DateTimeOffset ChangedAt, string? End);

/// <summary>What was really done in a run.</summary>
public sealed record RunTrace(RunView View, IReadOnlyList<TraceLine> Lines);

/// <summary>One line of a trace.</summary>
public sealed record TraceLine(
    int Sequence, DateTimeOffset At, string By, string? Node, string? Ref, string What, ImmutableArray<(string Label, string Value)> Data,
    ImmutableList<DoneEffect> Effects, TimeSpan? Took);
