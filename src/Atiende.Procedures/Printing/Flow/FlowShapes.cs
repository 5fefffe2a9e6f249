namespace Atiende.Procedures.Printing.Flow;

/// <summary>How large each box of a graph is, and its words in lines.</summary>
internal sealed class FlowShapes
{
    /// <summary>Size of a step's words.</summary>
    public const double StepSize = 12.5;

    /// <summary>Size of the words of branches and ends, and of a step's role.</summary>
    public const double SmallSize = 11;

    /// <summary>From one line to the next.</summary>
    public const double StepLine = 16;

    /// <summary>From one small line to the next.</summary>
    public const double SmallLine = 14;

    /// <summary>Height of the line with a step's number and role.</summary>
    public const double Head = 22;

    /// <summary>Room between a box's edge and its words.</summary>
    public const double Pad = 11;

    private const double StepWidth = 252;
    private const double BranchWidth = 178;
    private const double EndWidth = 190;

    // A box that stands for more branches than this is as wide as a step, or it would be very tall.
    private const int ManyTexts = 3;

    private readonly FlowShape[] _shapes;

    public FlowShapes(FlowGraph graph) => _shapes = [.. graph.Nodes.Select(Of)];

    public FlowShape this[int node] => _shapes[node];

    private static FlowShape Of(FlowNode node) => node.Kind switch
    {
        FlowNodeKind.Step => Step(node),
        FlowNodeKind.Branch => Branch(node),
        _ => Pill(node),
    };

    private static FlowShape Step(FlowNode node)
    {
        var lines = TextWidth.Wrap(node.Texts[0], StepSize, StepWidth - (2 * Pad));
        return new(StepWidth, Head + (lines.Count * StepLine) + Pad, [lines]);
    }

    private static FlowShape Branch(FlowNode node)
    {
        var width = node.Texts.Length > ManyTexts ? StepWidth : BranchWidth;
        var texts = node.Texts.Select(text => TextWidth.Wrap(text, SmallSize, width - (2 * Pad) - (node.Texts.Length > 1 ? 9 : 0))).ToList();
        return new(width, (texts.Sum(t => t.Count) * SmallLine) + ((texts.Count - 1) * 4) + 13, texts);
    }

    private static FlowShape Pill(FlowNode node)
    {
        var texts = node.Texts.Select(text => TextWidth.Wrap(text, SmallSize, EndWidth - (2 * Pad))).ToList();
        var width = texts.SelectMany(t => t).Max(line => TextWidth.Of(line, SmallSize)) + (2 * Pad) + 8;
        return new(Math.Max(70, width), (texts.Sum(t => t.Count) * SmallLine) + 13, texts);
    }
}

/// <summary>A box's size and its words in lines.</summary>
public sealed record FlowShape(double Width, double Height, IReadOnlyList<IReadOnlyList<string>> Texts);
