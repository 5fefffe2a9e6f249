using Atiende.Procedures.Reading;

namespace Atiende.Procedures.Language;

/// <summary>
/// What a step and a branch have in common: a branch may hold what a step holds.
/// In this order: words are said, data asked, records looked up, a section called, effects done, the person told,
/// a branch taken, and on to the next.
/// </summary>
public abstract record Node
{
    public Place At { get; init; }

    [Means("Row of the traceability table: the node's name in paths and traces.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table that live here; not part of paths.")]
    public IReadOnlyList<string> Refs { get; init; } = [];

    [Means("What the one who walks does, one sentence.")]
    public string? Do { get; init; }

    [Means("Words to say, by the id of a text of the pack; placeholders are filled in.")]
    public IReadOnlyList<Name> Say { get; init; } = [];

    [Means("Texts to have at hand here (prices, requirements, plans), by id.")]
    public IReadOnlyList<Name> Show { get; init; } = [];

    [Means("Data asked for.")]
    public Ask? Ask { get; init; }

    [Means("Records looked up when their keys are known.")]
    public IReadOnlyList<LookUp> LookUp { get; init; } = [];

    [Means("Where the run's case goes, asked of the routing rules in force.")]
    public Route? Route { get; init; }

    [Means("A section walked here before the effects; it comes back by `end: return`.")]
    public Name? Call { get; init; }

    [Means("What this node makes happen, in order.")]
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    [Means("Notices given to the person here, by id; `self` records the node's own ref.")]
    public IReadOnlyList<Name> Tell { get; init; } = [];

    [Means("The branches; one is taken.")]
    public IReadOnlyList<Branch> Decide { get; init; } = [];

    [Means("The step that follows: a number of this section, or section/number. Without it, the next one printed.")]
    public Name? Go { get; init; }

    [Means("The end of the walk here: `concluded`, `return`, or { continues-in: CODE }.")]
    public End? End { get; init; }
}

/// <summary>A step as the document numbers it.</summary>
public sealed record Step : Node
{
    [Key("step")]
    [Means("Its number as printed (\"01\", 2.1); an unnumbered one gets a suffix (01-datos).")]
    public required Name Number { get; init; }

    [Means("The role that does it, where it is not the section's.")]
    public Name? Role { get; init; }

    [Means("Of that role only the members of this unit, by id; or a {placeholder} that holds its id or name.")]
    public Name? Unit { get; init; }

    [Means("How the document's words are read, where they are unclear or wrong.")]
    public string? Reading { get; init; }
}

/// <summary>One of the ways on from a step.</summary>
public sealed record Branch : Node
{
    [Key("if")]
    [Means("The condition in words.")]
    public required string Condition { get; init; }

    [Means("The facts under which it is preselected: all of them must hold.")]
    public IReadOnlyDictionary<string, FactTest> Facts { get; init; } = new Dictionary<string, FactTest>();

    [Means("Taken for granted where no one can be asked (walks from the command line, machines).")]
    public bool Assumed { get; init; }

    [Means("The role that goes on from here, where it changes.")]
    public Name? Role { get; init; }
}

/// <summary>How a walk ends.</summary>
public sealed record End
{
    public Place At { get; init; }

    [Short]
    [Means("`concluded`: the attention is over. `return`: back to the section that called.")]
    public EndKind Kind { get; init; } = EndKind.Concluded;

    [Means("The code of the procedure in which it goes on.")]
    public Name? ContinuesIn { get; init; }
}

/// <summary>How a walk ends.</summary>
public enum EndKind
{
    Concluded,
    Return,
}
