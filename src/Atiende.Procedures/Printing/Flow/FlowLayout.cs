namespace Atiende.Procedures.Printing.Flow;

/// <summary>
/// Lays a graph out in layers, after Sugiyama, Tagawa and Toda ("Methods for visual understanding of hierarchical system structures", 1981):
/// each box stands one layer below the last that leads to it, long arrows pass through places of their own, layers are ordered so
/// that few arrows cross, boxes stand under what leads to them, and arrows run at right angles, each group in its own track.
/// </summary>
public sealed class FlowLayout
{
    private const double NodeGap = 22;
    private const double DummyWidth = 14;
    private const double Grid = 4;
    private const double Track = 9;
    private const double Above = 16;
    private const double Below = 20;
    private const int Sweeps = 12;

    private readonly FlowGraph _graph;
    private readonly FlowShapes _shapes;
    private readonly List<Cell> _cells = [];
    private readonly List<List<Cell>> _layers = [];

    private FlowLayout(FlowGraph graph, FlowShapes shapes) => (_graph, _shapes) = (graph, shapes);

    /// <summary>Where everything stands.</summary>
    public static FlowDrawing Of(FlowGraph graph)
    {
        var layout = new FlowLayout(graph, new(graph));
        layout.Rank();
        layout.Pass();
        layout.Order();
        layout.Place();
        return layout.Draw();
    }

    private void Rank()
    {
        for (var i = 0; i < _graph.Nodes.Length; i++)
            _cells.Add(new(i, _shapes[i].Width, _shapes[i].Height));

        // A longest path; the graph has no rings, so as many rounds as boxes are enough.
        for (var round = 0; round < _cells.Count; round++)
        {
            var moved = false;
            foreach (var edge in _graph.Edges)
            {
                if (_cells[edge.To].Layer > _cells[edge.From].Layer) continue;

                _cells[edge.To].Layer = _cells[edge.From].Layer + 1;
                moved = true;
            }

            if (!moved) break;
        }

        // What begins later stands right above what it begins.
        foreach (var first in _cells.Where(c => _graph.Nodes[c.Node].Kind == FlowNodeKind.Start))
            first.Layer = _graph.Edges.Where(e => e.From == first.Node).Min(e => _cells[e.To].Layer) - 1;
    }

    private void Pass()
    {
        foreach (var edge in _graph.Edges)
        {
            var from = _cells[edge.From];
            for (var layer = from.Layer + 1; layer < _cells[edge.To].Layer; layer++)
            {
                var dummy = new Cell(-1, DummyWidth, 0) { Layer = layer };
                _cells.Add(dummy);
                from = Join(from, dummy);
            }

            Join(from, _cells[edge.To]);
        }

        static Cell Join(Cell one, Cell next)
        {
            one.Down.Add(next);
            next.Up.Add(one);
            return next;
        }
    }

    private void Order()
    {
        for (var layer = 0; layer <= _cells.Max(c => c.Layer); layer++) _layers.Add([]);

        // The first order is that of a walk in printed order, branches from left to right.
        var seen = new HashSet<Cell>();
        foreach (var root in _cells.Where(c => c.Up.Count == 0).OrderBy(c => c.Layer)) Visit(root);
        var best = Snapshot();
        var fewest = Crossings();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            if (sweep % 2 == 0)
                for (var i = 1; i < _layers.Count; i++) SortBy(_layers[i], c => c.Up);
            else
                for (var i = _layers.Count - 2; i >= 0; i--) SortBy(_layers[i], c => c.Down);

            if (Crossings() is var crossings && crossings < fewest) (fewest, best) = (crossings, Snapshot());
        }

        for (var i = 0; i < _layers.Count; i++) _layers[i] = best[i];
        Number();

        void Visit(Cell cell)
        {
            if (!seen.Add(cell)) return;

            _layers[cell.Layer].Add(cell);
            foreach (var next in cell.Down) Visit(next);
        }
    }

    private List<List<Cell>> Snapshot() => [.. _layers.Select(l => l.ToList())];

    private void Number()
    {
        foreach (var layer in _layers)
            for (var i = 0; i < layer.Count; i++) layer[i].Place = i;
    }

    private void SortBy(List<Cell> layer, Func<Cell, List<Cell>> neighbours)
    {
        Number();
        var sorted = layer.OrderBy(c => neighbours(c) is { Count: > 0 } near ? near.Average(n => n.Place) : c.Place).ToList();
        layer.Clear();
        layer.AddRange(sorted);
    }

    private int Crossings()
    {
        Number();
        var count = 0;
        foreach (var layer in _layers)
        {
            var lines = layer.SelectMany(c => c.Down.Select(d => (From: c.Place, To: d.Place))).ToList();
            for (var i = 0; i < lines.Count; i++)
                for (var j = i + 1; j < lines.Count; j++)
                    if ((lines[i].From - lines[j].From) * (lines[i].To - lines[j].To) < 0) count++;
        }

        return count;
    }

    private void Place()
    {
        foreach (var layer in _layers)
        {
            var x = 0.0;
            foreach (var cell in layer)
            {
                cell.X = x + (cell.Width / 2);
                x += cell.Width + NodeGap;
            }
        }

        // First under what leads to it, then between that and what follows; single files stay straight.
        for (var i = 1; i < _layers.Count; i++) Settle(_layers[i], c => c.Up);
        for (var sweep = 0; sweep < 6 * Sweeps; sweep++)
        {
            for (var i = _layers.Count - 1; i >= 0; i--) Settle(_layers[i], Both);
            for (var i = 0; i < _layers.Count; i++) Settle(_layers[i], Both);
        }

        for (var round = 0; round < Sweeps; round++)
            foreach (var file in Files()) Straighten(file);

        // On a grid, so that what is all but straight is straight.
        foreach (var cell in _cells) cell.X = Math.Round(cell.X / Grid) * Grid;
        var left = _cells.Min(c => c.X - (c.Width / 2));
        foreach (var cell in _cells) cell.X -= left;
    }

    // Cells that follow each other in single file, from where a file begins.
    private IEnumerable<List<Cell>> Files() => _cells.Where(c => !FollowsAlone(c)).Select(first =>
    {
        var file = new List<Cell> { first };
        while (file[^1].Down.Count == 1 && FollowsAlone(file[^1].Down[0])) file.Add(file[^1].Down[0]);
        return file;
    });

    private static bool FollowsAlone(Cell cell) => cell.Up.Count == 1 && cell.Up[0].Down.Count == 1;

    // Puts a file upright where its cells' neighbours leave room.
    private void Straighten(List<Cell> file)
    {
        var (least, most) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var cell in file)
        {
            var layer = _layers[cell.Layer];
            if (cell.Place > 0) least = Math.Max(least, layer[cell.Place - 1].X + Apart(layer[cell.Place - 1], cell));
            if (cell.Place + 1 < layer.Count) most = Math.Min(most, layer[cell.Place + 1].X - Apart(cell, layer[cell.Place + 1]));
        }

        if (least > most) return;

        var x = Math.Clamp(file.Average(c => c.X), least, most);
        foreach (var cell in file) cell.X = x;
    }

    private static double Apart(Cell left, Cell right) => (left.Width / 2) + NodeGap + (right.Width / 2);

    private static IEnumerable<Cell> Both(Cell cell) => cell.Up.Concat(cell.Down);

    /// <summary>Puts a layer's cells as near as they can stand to the middle of their neighbours without changing their order.</summary>
    /// <remarks>Least squares under an order is isotonic regression: neighbours that want to overlap are pooled.</remarks>
    private static void Settle(List<Cell> layer, Func<Cell, IEnumerable<Cell>> neighbours)
    {
        var blocks = new List<(double Wanted, double Weight, int Count)>();
        var offset = 0.0;
        var offsets = new double[layer.Count];
        for (var i = 0; i < layer.Count; i++)
        {
            if (i > 0) offset += Apart(layer[i - 1], layer[i]);
            offsets[i] = offset;
            var (sum, weight) = (layer[i].X * 0.01, 0.01);
            foreach (var near in neighbours(layer[i]))
            {
                var pull = Pull(layer[i], near);
                sum += near.X * pull;
                weight += pull;
            }

            blocks.Add(((sum / weight) - offset, weight, 1));
            while (blocks.Count > 1 && blocks[^2].Wanted > blocks[^1].Wanted)
            {
                var (one, other) = (blocks[^2], blocks[^1]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                var both = one.Weight + other.Weight;
                blocks.Add((((one.Wanted * one.Weight) + (other.Wanted * other.Weight)) / both, both, one.Count + other.Count));
            }
        }

        var at = 0;
        foreach (var (wanted, _, count) in blocks)
            for (var i = 0; i < count; i++, at++) layer[at].X = wanted + offsets[at];
    }

    // How much an arrow wants to be straight: most inside a long one, much in a single file.
    private static double Pull(Cell one, Cell other)
    {
        var (above, below) = one.Layer < other.Layer ? (one, other) : (other, one);
        var single = above.Down.Count == 1 && below.Up.Count == 1;
        return (one.Node < 0, other.Node < 0, single) switch
        {
            (true, true, _) => 12,
            (_, _, true) => 8,
            _ => 1,
        };
    }

    private FlowDrawing Draw()
    {
        var y = 0.0;
        var lines = new List<FlowLine>();
        foreach (var layer in _layers)
        {
            var height = layer.Max(c => c.Height);
            foreach (var cell in layer) cell.Y = y;
            var tracks = Tracks(layer);
            var used = tracks.Count == 0 ? 0 : tracks.Values.Max() + 1;
            foreach (var cell in layer)
                cell.Gap = (y + height, y + height + Above);

            foreach (var (jog, track) in tracks) jog.From.Turns[jog.To] = y + height + Above + (track * Track);
            y += height + Above + (used * Track) + Below;
        }

        foreach (var edge in _graph.Edges) lines.Add(new(edge, Points(_cells[edge.From], _cells[edge.To])));
        var boxes = _cells.Where(c => c.Node >= 0)
            .Select(c => new FlowBox(_graph.Nodes[c.Node], _shapes[c.Node], c.X - (c.Width / 2), c.Y)).ToList();
        return new(_graph, boxes, lines, _cells.Max(c => c.X + (c.Width / 2)), _cells.Max(c => c.Y + c.Height));
    }

    // The turn of each arrow in the gap under a layer. Arrows of one source, or into one target, share a track;
    // groups that would lie on each other get tracks of their own, and who turns off a vertical turns above who turns into it.
    private static Dictionary<(Cell From, Cell To), int> Tracks(List<Cell> layer)
    {
        var jogs = layer.SelectMany(c => c.Down.Select(d => (From: c, To: d))).Where(j => Math.Abs(j.From.X - j.To.X) > 0.5).ToList();
        var groups = jogs.GroupBy(j => j.From.Down.Count > 1 ? j.From : j.To).Select(g => g.ToList())
            .OrderBy(g => g.Min(j => Math.Min(j.From.X, j.To.X))).ToList();
        var order = new List<List<(Cell From, Cell To)>>();
        var open = new HashSet<List<(Cell From, Cell To)>>();
        foreach (var group in groups) Visit(group);

        var tracks = new Dictionary<(Cell From, Cell To), int>();
        var placed = new List<(List<(Cell From, Cell To)> Group, int Track)>();
        foreach (var group in order)
        {
            var track = 0;
            foreach (var (other, taken) in placed)
                if (Overlap(group, other) || IsAbove(other, group)) track = Math.Max(track, taken + 1);
            placed.Add((group, track));
            foreach (var jog in group) tracks[jog] = track;
        }

        return tracks;

        void Visit(List<(Cell From, Cell To)> group)
        {
            if (order.Contains(group) || !open.Add(group)) return;

            foreach (var above in groups.Where(g => g != group && IsAbove(g, group))) Visit(above);
            order.Add(group);
        }
    }

    private static bool IsAbove(List<(Cell From, Cell To)> one, List<(Cell From, Cell To)> other) =>
        one.Exists(j => other.Exists(k => Math.Abs(j.From.X - k.To.X) < 4 && j.From != k.From));

    private static bool Overlap(List<(Cell From, Cell To)> one, List<(Cell From, Cell To)> other)
    {
        static (double Left, double Right) Span(List<(Cell From, Cell To)> group) =>
            (group.Min(j => Math.Min(j.From.X, j.To.X)) - 6, group.Max(j => Math.Max(j.From.X, j.To.X)) + 6);
        var (a, b) = (Span(one), Span(other));
        return a.Left < b.Right && b.Left < a.Right;
    }

    private List<(double X, double Y)> Points(Cell from, Cell to)
    {
        var points = new List<(double X, double Y)> { (from.X, from.Y + from.Height) };
        for (var cell = from; cell != to;)
        {
            var next = cell.Down.Find(d => d == to) ?? cell.Down.First(d => d.Node < 0 && Leads(d, to));
            if (cell.Turns.TryGetValue(next, out var turn))
            {
                points.Add((cell.X, turn));
                points.Add((next.X, turn));
            }

            cell = next;
        }

        points.Add((to.X, to.Y));
        return points;
    }

    private static bool Leads(Cell dummy, Cell to)
    {
        while (dummy.Node < 0) dummy = dummy.Down[0];
        return dummy == to;
    }

    /// <summary>A box, or the place where a long arrow passes a layer.</summary>
    private sealed class Cell(int node, double width, double height)
    {
        public int Node { get; } = node;
        public double Width { get; } = width;
        public double Height { get; } = height;
        public int Layer { get; set; }
        public int Place { get; set; }
        public double X { get; set; }
        public double Y { get; set; }
        public (double Top, double First) Gap { get; set; }
        public List<Cell> Up { get; } = [];
        public List<Cell> Down { get; } = [];
        public Dictionary<Cell, double> Turns { get; } = [];
    }
}

/// <summary>A graph with a place for everything, in units of a pixel.</summary>
/// <param name="Graph">What it shows.</param>
/// <param name="Boxes">The boxes.</param>
/// <param name="Lines">The arrows.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
public sealed record FlowDrawing(FlowGraph Graph, IReadOnlyList<FlowBox> Boxes, IReadOnlyList<FlowLine> Lines, double Width, double Height);

/// <summary>A box where it stands.</summary>
public sealed record FlowBox(FlowNode Node, FlowShape Shape, double X, double Y);

/// <summary>An arrow, turn by turn.</summary>
public sealed record FlowLine(FlowEdge Edge, IReadOnlyList<(double X, double Y)> Points);
