using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>
/// How a photograph must be pulled to lie on the printed page. The squares of the codes, whose places on the paper are known, say roughly where
/// the marks in the other two corners must be; with those the page hangs on all four corners.
/// </summary>
/// <param name="FromPage">From pixels of the straightened page to those of the photograph.</param>
/// <param name="Off">How far the found places are from where they should be, in millimetres of paper.</param>
/// <param name="Corners">On how many of the page's corners it hangs.</param>
internal sealed record Straightening(Homography FromPage, double Off, int Corners)
{
    /// <summary>Pixels of the straightened page in a millimetre: 150 in an inch.</summary>
    public const double PixelsPerMillimetre = 150 / 25.4;

    private const byte White = 255;

    // The middle of a code's square lies so many modules from its edges.
    private const double Middle = 3.5;

    // A mark is looked for so far from where it should be, on the paper; what fits worse than that is no page of ours.
    private const double MarkNear = 14;
    private const double OffMost = 2;

    /// <summary>The straightened page's width in pixels.</summary>
    public static int Width => (int)(SheetLayout.PageWidth * PixelsPerMillimetre);

    /// <summary>The straightened page's height in pixels.</summary>
    public static int Height => (int)(SheetLayout.PageHeight * PixelsPerMillimetre);

    /// <summary>The straightening by what was found; null where that says too little.</summary>
    /// <param name="ways">The ways in which the codes may lie.</param>
    /// <param name="squares">All squares, the marks among them.</param>
    /// <param name="modules">Modules on a side of the printed codes.</param>
    public static Straightening? Of(IReadOnlyList<IReadOnlyList<PlacedCode>> ways, IReadOnlyList<Spot> squares, int modules) =>
        ways.Select(way => Of(way, squares, modules)).OfType<Straightening>().OrderBy(s => s.Off).FirstOrDefault();

    /// <summary>The page as it lies straight. Between four pixels the photograph is mixed; beside it the page is white.</summary>
    public GreyPicture Lay(GreyPicture photo)
    {
        var page = new byte[Width * Height];
        Array.Fill(page, White);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (FromPage.To(new(x + 0.5, y + 0.5)) is not var (px, py)) continue;

                var (left, top) = (px - 0.5, py - 0.5);
                var (column, row) = ((int)Math.Floor(left), (int)Math.Floor(top));
                if (column < 0 || row < 0 || column + 1 >= photo.Width || row + 1 >= photo.Height) continue;

                var (right, down) = (left - column, top - row);
                var above = (photo[column, row] * (1 - right)) + (photo[column + 1, row] * right);
                var below = (photo[column, row + 1] * (1 - right)) + (photo[column + 1, row + 1] * right);
                page[(y * Width) + x] = (byte)((above * (1 - down)) + (below * down) + 0.5);
            }
        }

        return new(Width, Height, page, 0);
    }

    private static Straightening? Of(IReadOnlyList<PlacedCode> codes, IReadOnlyList<Spot> squares, int modules)
    {
        var pairs = codes.SelectMany(code => Pairs(code, modules)).ToList();
        // One code is a small corner of the page: stretching by it alone would tear the far end away.
        var rough = codes.Count == 1 ? Homography.Similar(pairs) : Homography.Of(pairs);
        if (rough is null) return null;

        var used = pairs.Select(p => p.To).ToList();
        var marks = new List<(Spot From, Spot To)>();
        foreach (var mark in new[] { SheetLayout.TopMark, SheetLayout.BottomMark })
        {
            var wanted = On(mark.X + (mark.Side / 2), mark.Y + (mark.Side / 2));
            if (rough.To(wanted) is not { } there) continue;

            var near = MarkNear * PixelsPerMillimetre * Scale(rough, wanted, there);
            var found = squares.Where(s => !used.Any(u => Distance(u, s) < 1)).OrderBy(s => Distance(s, there)).ToList();
            if (found is [var nearest, ..] && Distance(nearest, there) <= near) marks.Add((wanted, nearest));
        }

        // Of three corners at least, so that one that was taken for a mark and is none shows.
        if (codes.Count + marks.Count > 2 && Fit([.. pairs, .. marks], codes.Count + marks.Count) is { } whole) return whole;

        return codes.Count == 1 ? new(rough, 0, 1) : Fit(pairs, codes.Count);
    }

    private static Straightening? Fit(IReadOnlyList<(Spot From, Spot To)> pairs, int corners)
    {
        if (Homography.Of(pairs) is not { } fitted) return null;

        // Measured on the paper: what the camera saw small may be off by fewer pixels.
        double off = 0;
        foreach (var (page, seen) in pairs)
        {
            if (fitted.To(page) is not { } there) return null;

            off = Math.Max(off, Distance(there, seen) / Scale(fitted, page, there) / PixelsPerMillimetre);
        }

        // A page lies before the camera as a whole.
        return off <= OffMost && new[] { On(0, 0), On(SheetLayout.PageWidth, 0), On(0, SheetLayout.PageHeight), On(SheetLayout.PageWidth, SheetLayout.PageHeight) }
            .All(corner => fitted.To(corner) is not null) ? new(fitted, off, corners) : null;
    }

    // Pixels of the photograph in one of the page, about a place.
    private static double Scale(Homography homography, Spot page, Spot there) =>
        homography.To(new(page.X + 1, page.Y)) is { } right && homography.To(new(page.X, page.Y + 1)) is { } down
            ? Math.Max(1e-3, (Distance(right, there) + Distance(down, there)) / 2) : 1;

    private static IEnumerable<(Spot From, Spot To)> Pairs(PlacedCode code, int modules)
    {
        var box = code.Corner == SheetCorner.Top ? SheetLayout.TopCode : SheetLayout.BottomCode;
        var edge = box.Side * Middle / modules;
        yield return (On(box.X + edge, box.Y + edge), code.Place.TopLeft);
        yield return (On(box.X + box.Side - edge, box.Y + edge), code.Place.TopRight);
        yield return (On(box.X + edge, box.Y + box.Side - edge), code.Place.BottomLeft);
    }

    private static Spot On(double x, double y) => new(x * PixelsPerMillimetre, y * PixelsPerMillimetre);

    private static double Distance(Spot one, Spot other) => Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));
}
