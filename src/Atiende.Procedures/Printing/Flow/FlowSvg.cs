using System.Globalization;
using System.Text;

namespace Atiende.Procedures.Printing.Flow;

/// <summary>Draws a laid-out graph as SVG. Colours come from the page's style sheet, by class.</summary>
public sealed class FlowSvg
{
    private const double Margin = 14;
    private const double Round = 7;
    private const double Arrow = 6;

    private readonly FlowDrawing _drawing;
    private readonly StringBuilder _svg = new();

    private FlowSvg(FlowDrawing drawing) => _drawing = drawing;

    /// <summary>The drawing; <paramref name="title"/> is what a screen reader says of it.</summary>
    public static string Of(FlowDrawing drawing, string title) => new FlowSvg(drawing).Draw(title);

    private string Draw(string title)
    {
        var (width, height) = (_drawing.Width + (2 * Margin), _drawing.Height + (2 * Margin));
        _svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"flow\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{-Margin:0.#} {-Margin:0.#} {width:0.#} {height:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" role=\"img\" aria-label=\"{HtmlText.Encode(title)}\">");
        foreach (var line in _drawing.Lines) Line(line);
        foreach (var box in _drawing.Boxes) Box(box);
        return _svg.Append("</svg>").ToString();
    }

    private void Line(FlowLine line)
    {
        var points = line.Points;
        var (endX, endY) = points[^1];
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"flow-line{(line.Edge.HandsOver ? " hands-over" : "")}\" d=\"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var i = 1; i < points.Count - 1; i++) Corner(points[i - 1], points[i], points[i + 1]);
        _svg.Append(CultureInfo.InvariantCulture, $" L{endX:0.#} {endY - Arrow + 1:0.#}\"/>");
        _svg.Append(CultureInfo.InvariantCulture,
            $"<path class=\"flow-arrow\" d=\"M{endX - (Arrow * 0.62):0.#} {endY - Arrow:0.#} L{endX + (Arrow * 0.62):0.#} {endY - Arrow:0.#} L{endX:0.#} {endY:0.#} Z\"/>");
    }

    // A turn at a right angle, rounded as far as its sides allow.
    private void Corner((double X, double Y) from, (double X, double Y) at, (double X, double Y) to)
    {
        var (before, after) = (Toward(at, from), Toward(at, to));
        _svg.Append(CultureInfo.InvariantCulture, $" L{before.X:0.#} {before.Y:0.#} Q{at.X:0.#} {at.Y:0.#} {after.X:0.#} {after.Y:0.#}");
    }

    private static (double X, double Y) Toward((double X, double Y) at, (double X, double Y) other)
    {
        var length = Math.Abs(other.X - at.X) + Math.Abs(other.Y - at.Y);
        if (length < 0.1) return at;

        var part = Math.Min(Round, length / 2) / length;
        return (at.X + ((other.X - at.X) * part), at.Y + ((other.Y - at.Y) * part));
    }

    private void Box(FlowBox box)
    {
        switch (box.Node.Kind)
        {
            case FlowNodeKind.Step: Step(box); break;
            case FlowNodeKind.Branch: Branch(box); break;
            default: Pill(box); break;
        }
    }

    private void Step(FlowBox box)
    {
        var role = box.Node.Role % 6;
        _svg.Append(CultureInfo.InvariantCulture, $"<g class=\"flow-step role-{role}\">");
        Rectangle("flow-box", box.X, box.Y, box.Shape.Width, box.Shape.Height, 8);
        _svg.Append(CultureInfo.InvariantCulture,
            $"<path class=\"flow-edge\" d=\"M{box.X + 8:0.#} {box.Y:0.#} h-1 a7 7 0 0 0 -7 7 v{box.Shape.Height - 14:0.#} a7 7 0 0 0 7 7 h1 z\"/>");
        var number = box.Node.Number ?? "";
        Text("flow-number", box.X + FlowShapes.Pad + 2, box.Y + 16, number);
        var from = box.X + FlowShapes.Pad + 2 + TextWidth.Of(number, FlowShapes.StepSize) + 10;
        var name = Shortened(_drawing.Graph.Roles[box.Node.Role].Name, box.X + box.Shape.Width - FlowShapes.Pad - from);
        Text("flow-role", box.X + box.Shape.Width - FlowShapes.Pad, box.Y + 16, name, "end");
        Lines("flow-do", box.X + FlowShapes.Pad + 2, box.Y + FlowShapes.Head + 12, box.Shape.Texts[0], FlowShapes.StepLine);
        if (box.Node.Decides) Diamond(box.X + (box.Shape.Width / 2), box.Y + box.Shape.Height);
        _svg.Append("</g>");
    }

    private void Branch(FlowBox box)
    {
        _svg.Append("<g class=\"flow-branch\">");
        Rectangle("flow-box", box.X, box.Y, box.Shape.Width, box.Shape.Height, 5);
        var several = box.Shape.Texts.Count > 1;
        var y = box.Y + 6 + (FlowShapes.SmallLine * 0.75);
        foreach (var text in box.Shape.Texts)
        {
            if (several) Text("flow-words", box.X + FlowShapes.Pad - 2, y, "•");
            y = Lines("flow-words", box.X + FlowShapes.Pad + (several ? 7 : 0), y, text, FlowShapes.SmallLine) + 4;
        }

        if (box.Node.Decides) Diamond(box.X + (box.Shape.Width / 2), box.Y + box.Shape.Height);
        _svg.Append("</g>");
    }

    private void Pill(FlowBox box)
    {
        var kind = box.Node.Kind switch { FlowNodeKind.Start => "flow-start", FlowNodeKind.End => "flow-end", _ => "flow-connector" };
        _svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{kind}\">");
        Rectangle("flow-box", box.X, box.Y, box.Shape.Width, box.Shape.Height, Math.Min(14, box.Shape.Height / 2));
        var y = box.Y + 6 + (FlowShapes.SmallLine * 0.75);
        foreach (var line in box.Shape.Texts.SelectMany(t => t))
        {
            Text("flow-words", box.X + (box.Shape.Width / 2), y, line, "middle");
            y += FlowShapes.SmallLine;
        }

        _svg.Append("</g>");
    }

    // Under a box at which a way is chosen.
    private void Diamond(double x, double y) => _svg.Append(CultureInfo.InvariantCulture,
        $"<path class=\"flow-diamond\" d=\"M{x:0.#} {y - 6:0.#} l8 6 l-8 6 l-8 -6 z\"/>");

    private void Rectangle(string kind, double x, double y, double width, double height, double round) => _svg.Append(CultureInfo.InvariantCulture,
        $"<rect class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"{round:0.#}\"/>");

    private double Lines(string kind, double x, double y, IReadOnlyList<string> lines, double step)
    {
        foreach (var line in lines)
        {
            Text(kind, x, y, line);
            y += step;
        }

        return y;
    }

    private void Text(string kind, double x, double y, string text, string? anchor = null) => _svg.Append(CultureInfo.InvariantCulture,
        $"<text class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\"{(anchor is null ? "" : $" text-anchor=\"{anchor}\"")}>{HtmlText.Encode(text)}</text>");

    private static string Shortened(string name, double width)
    {
        if (TextWidth.Of(name, FlowShapes.SmallSize) <= width) return name;

        while (name.Length > 1 && TextWidth.Of(name + "…", FlowShapes.SmallSize) > width) name = name[..^1];
        return name.TrimEnd() + "…";
    }
}
