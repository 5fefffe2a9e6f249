using System.Collections.Immutable;

namespace Atiende.Procedures.Printing.Flow;

/// <summary>A section as boxes and arrows, before it is laid out.</summary>
/// <param name="Nodes">The boxes; arrows name them by their place in this list.</param>
/// <param name="Edges">The arrows; they lead from earlier to later boxes only.</param>
/// <param name="Roles">The roles that work in it, by id and name, in the order they appear.</param>
public sealed record FlowGraph(
    ImmutableArray<FlowNode> Nodes, ImmutableArray<FlowEdge> Edges, ImmutableArray<(string Id, string Name)> Roles);

/// <summary>A box.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Texts">Its words; a branch that stands for several has one text each.</param>
/// <param name="Number">A step's number.</param>
/// <param name="Role">The place of its role in the graph's roles.</param>
/// <param name="Decides">Whether a branch is taken here.</param>
public sealed record FlowNode(FlowNodeKind Kind, ImmutableArray<string> Texts, string? Number = null, int Role = 0, bool Decides = false);

/// <summary>An arrow.</summary>
/// <param name="From">The box it leaves.</param>
/// <param name="To">The box it enters.</param>
/// <param name="HandsOver">Whether another role goes on there.</param>
public sealed record FlowEdge(int From, int To, bool HandsOver = false);

/// <summary>What a box is.</summary>
public enum FlowNodeKind
{
    /// <summary>Where it begins.</summary>
    Start,

    /// <summary>A step.</summary>
    Step,

    /// <summary>A way on, under its condition.</summary>
    Branch,

    /// <summary>How it ends.</summary>
    End,

    /// <summary>A step elsewhere at which it goes on: above, or in another section.</summary>
    Connector,
}
