namespace Atiende.PaperPads.Reading;

/// <summary>
/// How a plane lies as a camera sees it: x' = (Ax + By + C) / (Gx + Hy + 1), y' = (Dx + Ey + F) / (Gx + Hy + 1). Eight numbers, which four corners
/// give exactly and more by least squares (Hartley and Zisserman, Multiple View Geometry, 4.1).
/// </summary>
internal sealed record Homography(double A, double B, double C, double D, double E, double F, double G, double H)
{
    private const int Unknowns = 8;

    /// <summary>Where a place comes to lie; null beyond the horizon.</summary>
    public Spot? To(Spot from)
    {
        var w = (G * from.X) + (H * from.Y) + 1;
        return w > 1e-6 ? new(((A * from.X) + (B * from.Y) + C) / w, ((D * from.X) + (E * from.Y) + F) / w) : null;
    }

    /// <summary>The one that turns, scales and moves, and no more: two places are enough for it. Null where all are one place.</summary>
    public static Homography? Similar(IReadOnlyList<(Spot From, Spot To)> pairs)
    {
        var (from, to) = (Centre(pairs.Select(p => p.From)), Centre(pairs.Select(p => p.To)));
        double real = 0, imaginary = 0, size = 0;
        foreach (var pair in pairs)
        {
            var (x, y, u, v) = (pair.From.X - from.X, pair.From.Y - from.Y, pair.To.X - to.X, pair.To.Y - to.Y);
            real += (x * u) + (y * v);
            imaginary += (x * v) - (y * u);
            size += (x * x) + (y * y);
        }

        if (size < 1e-9) return null;

        // The best complex factor between the two sets about their centres.
        var (a, b) = (real / size, imaginary / size);
        return new(a, -b, to.X - (a * from.X) + (b * from.Y), b, a, to.Y - (b * from.X) - (a * from.Y), 0, 0);
    }

    /// <summary>The one that fits four pairs or more best; null where they do not say enough.</summary>
    public static Homography? Of(IReadOnlyList<(Spot From, Spot To)> pairs)
    {
        if (pairs.Count < 4) return null;

        // About their centres and at a size of one, or the squares of large numbers would drown the small ones.
        var (from, to) = (Measure.Of(pairs.Select(p => p.From)), Measure.Of(pairs.Select(p => p.To)));
        var normal = new double[Unknowns, Unknowns + 1];
        foreach (var pair in pairs)
        {
            var (p, q) = (from.In(pair.From), to.In(pair.To));
            Add(normal, [p.X, p.Y, 1, 0, 0, 0, -p.X * q.X, -p.Y * q.X], q.X);
            Add(normal, [0, 0, 0, p.X, p.Y, 1, -p.X * q.Y, -p.Y * q.Y], q.Y);
        }

        if (Solve(normal) is not { } h) return null;

        // Back from those measures: T'^-1 H T.
        var (s, t) = (from.Scale, to.Scale);
        var (c, f) = (h[2] - (h[0] * s * from.X) - (h[1] * s * from.Y), h[5] - (h[3] * s * from.X) - (h[4] * s * from.Y));
        var w = 1 - (h[6] * s * from.X) - (h[7] * s * from.Y);
        if (Math.Abs(w) < 1e-9) return null;

        double Row(double measured, double last, double centre) => ((measured / t) + (last * centre)) / w;
        return new(
            Row(h[0] * s, h[6] * s, to.X), Row(h[1] * s, h[7] * s, to.X), Row(c, 1 - (h[6] * s * from.X) - (h[7] * s * from.Y), to.X),
            Row(h[3] * s, h[6] * s, to.Y), Row(h[4] * s, h[7] * s, to.Y), Row(f, 1 - (h[6] * s * from.X) - (h[7] * s * from.Y), to.Y),
            h[6] * s / w, h[7] * s / w);
    }

    private static void Add(double[,] normal, ReadOnlySpan<double> row, double value)
    {
        for (var i = 0; i < Unknowns; i++)
        {
            for (var j = 0; j < Unknowns; j++) normal[i, j] += row[i] * row[j];
            normal[i, Unknowns] += row[i] * value;
        }
    }

    // Gauss, the largest pivot first.
    private static double[]? Solve(double[,] m)
    {
        for (var column = 0; column < Unknowns; column++)
        {
            var best = column;
            for (var row = column + 1; row < Unknowns; row++)
                if (Math.Abs(m[row, column]) > Math.Abs(m[best, column])) best = row;
            if (Math.Abs(m[best, column]) < 1e-12) return null;

            for (var j = 0; j <= Unknowns; j++) (m[column, j], m[best, j]) = (m[best, j], m[column, j]);
            for (var row = 0; row < Unknowns; row++)
            {
                if (row == column) continue;

                var part = m[row, column] / m[column, column];
                for (var j = column; j <= Unknowns; j++) m[row, j] -= part * m[column, j];
            }
        }

        return [.. Enumerable.Range(0, Unknowns).Select(i => m[i, Unknowns] / m[i, i])];
    }

    private static Spot Centre(IEnumerable<Spot> spots)
    {
        var all = spots.ToList();
        return new(all.Average(s => s.X), all.Average(s => s.Y));
    }

    private sealed record Measure(double X, double Y, double Scale)
    {
        public static Measure Of(IEnumerable<Spot> spots)
        {
            var all = spots.ToList();
            var centre = Centre(all);
            var mean = all.Average(s => Math.Sqrt(((s.X - centre.X) * (s.X - centre.X)) + ((s.Y - centre.Y) * (s.Y - centre.Y))));
            return new(centre.X, centre.Y, Math.Sqrt(2) / Math.Max(mean, 1e-9));
        }

        public Spot In(Spot spot) => new((spot.X - X) * Scale, (spot.Y - Y) * Scale);
    }
}
