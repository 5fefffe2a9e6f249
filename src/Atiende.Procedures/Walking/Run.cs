using System.Collections.Immutable;
using Atiende.Values;

namespace Atiende.Procedures.Walking;

/// <summary>One walk through a document, as it stands after its inputs so far. Immutable; made only by <c>Walker</c>.</summary>
public sealed record Run
{
    /// <summary>How many inputs made it: the expected number of the next one, against lost updates.</summary>
    public int Sequence { get; init; }

    /// <summary>The key of the node it stands at.</summary>
    public string Node { get; init; } = "";

    /// <summary>What it waits for.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The role of the member who walks, or who is waited for.</summary>
    public string Role { get; init; } = "";

    /// <summary>Of that role only the members of this unit, by id or name; anybody of it where it is null.</summary>
    public string? Unit { get; init; }

    /// <summary>What is known: typed, found, given by the channel. Keys without regard to case.</summary>
    public ImmutableDictionary<string, Datum> Facts { get; init; } = NoFacts;

    /// <summary>The run's own cases, by the name they are bound under.</summary>
    public ImmutableSortedDictionary<string, OpenCase> Cases { get; init; } =
        ImmutableSortedDictionary.Create<string, OpenCase>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The nodes passed, in order; going back shortens it.</summary>
    public ImmutableList<string> Path { get; init; } = [];

    /// <summary>The sections that were called and have not come back, innermost last.</summary>
    public ImmutableList<Frame> Calls { get; init; } = [];

    /// <summary>Nodes gone back over whose effects are done and will not be done again unasked.</summary>
    public ImmutableHashSet<string> DoneBefore { get; init; } = [];

    /// <summary>The look-ups under way at this node.</summary>
    public ImmutableList<string> LookingUp { get; init; } = [];

    /// <summary>The look-ups answered at this node, by the values they searched for.</summary>
    public ImmutableDictionary<string, string> LookedUp { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The answer that waits for look-ups to come back.</summary>
    public PendingAnswer? Pending { get; init; }

    /// <summary>The node whose called section has come back and which stands again, to be chosen at.</summary>
    public string? CameBackTo { get; init; }

    /// <summary>The number of the live call's last transfer, if any.</summary>
    public string? TransferredTo { get; init; }

    /// <summary>How it ended, once it has.</summary>
    public RunEnd? End { get; init; }

    /// <summary>How it stood when it was closed early, should it go on after all.</summary>
    public Run? ClosedAs { get; init; }

    /// <summary>An empty set of facts, with keys without regard to case.</summary>
    public static ImmutableDictionary<string, Datum> NoFacts { get; } =
        ImmutableDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a run waits for.</summary>
public enum RunStatus
{
    /// <summary>Someone's answer at its node.</summary>
    Standing,

    /// <summary>Record systems to answer.</summary>
    LookingUp,

    /// <summary>A member of its role to take it over.</summary>
    Waiting,

    /// <summary>Nothing: it has ended.</summary>
    Ended,
}

/// <summary>A node whose called section has not come back, with the branch that was chosen there.</summary>
public sealed record Frame(string Node, string? Choice);

/// <summary>An answer given before its look-ups came back.</summary>
public sealed record PendingAnswer(string? Choice, bool Repeat);

/// <summary>How a run ended.</summary>
/// <param name="How">Concluded, gone on elsewhere, closed early.</param>
/// <param name="ContinuesIn">The procedure in which it goes on.</param>
/// <param name="Reason">Why it was closed early.</param>
public sealed record RunEnd(RunEnding How, string? ContinuesIn = null, string? Reason = null);

/// <summary>The ways a run ends.</summary>
public enum RunEnding
{
    Concluded,
    Continues,
    ClosedEarly,
}

/// <summary>A case of the run's own, as the run knows it.</summary>
public sealed record OpenCase
{
    /// <summary>The name it is bound under.</summary>
    public required string Name { get; init; }

    /// <summary>Its case type, by id.</summary>
    public required string Type { get; init; }

    /// <summary>Its kind, in the words of the pack.</summary>
    public string? Kind { get; init; }

    /// <summary>Its state, by id; null is the type's first.</summary>
    public string? State { get; init; }

    /// <summary>Its fields.</summary>
    public ImmutableSortedDictionary<string, Datum> Fields { get; init; } =
        ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its sub-orders that were touched.</summary>
    public ImmutableList<OpenSubOrder> SubOrders { get; init; } = [];

    /// <summary>The unit or role that must work on it.</summary>
    public string? To { get; init; }

    /// <summary>The name of the case it belongs to.</summary>
    public string? Parent { get; init; }

    /// <summary>Its folio, once the room of cases has answered.</summary>
    public string? Folio { get; init; }

    /// <summary>Whether it says the same as another.</summary>
    public bool Says(OpenCase other) =>
        Kind == other.Kind && State == other.State && To == other.To && Parent == other.Parent
        && Fields.SequenceEqual(other.Fields) && SubOrders.SequenceEqual(other.SubOrders);
}

/// <summary>A sub-order of a run's order.</summary>
public sealed record OpenSubOrder(string Name, string State, ImmutableSortedDictionary<string, Datum> Fields)
{
    /// <inheritdoc/>
    public bool Equals(OpenSubOrder? other) =>
        other is not null && Name == other.Name && State == other.State && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, State);
}
