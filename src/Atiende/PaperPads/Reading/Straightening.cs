using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>
/// How a photograph must be pulled to lie on the printed page. Eight squares are printed whose places are known: three of each code and a mark in
/// each of the other corners. Of what the squares in the photograph may be, that is taken which explains most of them; so the page hangs on all four corners.
/// </summary>
/// <param name="FromPage">From pixels of the straightened page to those of the photograph.</param>
/// <param name="Off">How far the found places are from where they should be, in millimetres of paper.</param>
/// <param name="Corners">On how many of the page's corners it hangs.</param>
internal sealed record Straightening(Homography FromPage, double Off, int Corners)
{
    /// <summary>Pixels of the straightened page in a millimetre: 150 in an inch.</summary>
    public const double PixelsPerMillimetre = 150 / 25.4;

    private const byte White = 255;

    /// <summary>How many of the sheet's eight squares lie where they should.</summary>
    public int Squares { get; init; }

    // A square is the one that was printed somewhere when it lies so near to it, in millimetres of paper.
    private const double Near = 2;

    // One code and two squares more are five places, which hardly contradict each other: then they must lie nearer, and a sixth confirm them.
    private const int Sure = 6;

    /// <summary>The straightened page's width in pixels.</summary>
    public static int Width => (int)(SheetLayout.PageWidth * PixelsPerMillimetre);

    /// <summary>The straightened page's height in pixels.</summary>
    public static int Height => (int)(SheetLayout.PageHeight * PixelsPerMillimetre);

    /// <summary>The straightening by what was found; null where that says too little.</summary>
    /// <param name="found">Where codes may lie, and all squares.</param>
    /// <param name="known">Which of the sheet's codes was read, where it was one alone.</param>
    /// <param name="modules">Modules on a side of the printed codes.</param>
    public static Straightening? Of(FoundSquares found, SheetCorner? known, int modules)
    {
        var sheet = new SheetSquares(modules);
        var best = Best(Pairs(found.Codes, sheet).Select(pairs => Score(pairs, found.Squares, sheet)));
        if (best is not { Corners: 4 }) best = Best([best, .. Hypotheses(found, sheet).Select(pairs => Score(pairs, found.Squares, sheet))]);
        if (best is not null) return best;

        // One code alone is a small corner of the page: it turns and scales, for stretching by it would tear the far end away.
        return known is { } corner && found.Codes is [var only, ..] && Homography.Similar([.. sheet.Of(corner, only)]) is { } similar ? new(similar, 0, 1) : null;
    }

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

    private static Straightening? Best(IEnumerable<Straightening?> of) => of.OfType<Straightening>().OrderByDescending(s => s.Squares).ThenBy(s => s.Off).FirstOrDefault();

    // Both codes: which is the upper one a camera that leans does not show by their sizes, so either may be.
    private static IEnumerable<List<(Spot From, Spot To)>> Pairs(IReadOnlyList<CodePlace> codes, SheetSquares sheet)
    {
        foreach (var top in codes)
            foreach (var bottom in codes)
                if (!top.Shares(bottom)) yield return [.. sheet.Of(SheetCorner.Top, top), .. sheet.Of(SheetCorner.Bottom, bottom)];
    }

    // One code, and any two squares for any two others of the sheet: a thumb or the edge of a shadow hid the rest.
    private static IEnumerable<List<(Spot From, Spot To)>> Hypotheses(FoundSquares found, SheetSquares sheet)
    {
        foreach (var code in found.Codes)
        {
            var others = found.Squares.Where(s => !code.Has(s)).ToList();
            foreach (var corner in new[] { SheetCorner.Top, SheetCorner.Bottom })
            {
                var wanted = sheet.All.Where(w => w.Code != corner).ToList();
                for (var first = 0; first < wanted.Count; first++)
                    for (var second = first + 1; second < wanted.Count; second++)
                        foreach (var one in others)
                            foreach (var other in others)
                                if (one != other) yield return [.. sheet.Of(corner, code), (wanted[first].Place, one), (wanted[second].Place, other)];
            }
        }
    }

    // What a hypothesis explains: it is fitted again to every printed square that lies where it says.
    private static Straightening? Score(List<(Spot From, Spot To)> pairs, IReadOnlyList<Spot> squares, SheetSquares sheet)
    {
        if (Homography.Of(pairs) is not { } rough || OffOf(rough, pairs) > Near || !IsBeforeTheCamera(rough)) return null;

        var seen = new List<(Spot From, Spot To, SheetSquare Square)>();
        foreach (var square in sheet.All)
        {
            if (rough.To(square.Place) is not { } there) return null;

            var near = 3 * Near * PixelsPerMillimetre * Scale(rough, square.Place, there);
            if (squares.Where(s => Distance(s, there) <= near).OrderBy(s => Distance(s, there)).Select(s => (Spot?)s).FirstOrDefault() is { } nearest) seen.Add((square.Place, nearest, square));
        }

        if (seen.Count < Math.Max(pairs.Count, Sure)) return null;

        List<(Spot From, Spot To)> all = [.. seen.Select(s => (s.From, s.To))];
        return Homography.Of(all) is { } fitted && OffOf(fitted, all) is var off && off <= Near && IsBeforeTheCamera(fitted)
            ? new(fitted, off, seen.Select(s => s.Square.Corner).Distinct().Count()) { Squares = seen.Count } : null;
    }

    // In millimetres of the paper: what the camera saw small may be off by fewer pixels.
    private static double OffOf(Homography homography, IEnumerable<(Spot From, Spot To)> pairs)
    {
        double off = 0;
        foreach (var (page, seen) in pairs)
        {
            if (homography.To(page) is not { } there) return double.MaxValue;

            off = Math.Max(off, Distance(there, seen) / Scale(homography, page, there) / PixelsPerMillimetre);
        }

        return off;
    }

    // A page lies before the camera as a whole, and is not seen from behind.
    private static bool IsBeforeTheCamera(Homography homography)
    {
        if (homography.To(On(0, 0)) is not { } topLeft || homography.To(On(SheetLayout.PageWidth, 0)) is not { } topRight
            || homography.To(On(0, SheetLayout.PageHeight)) is not { } bottomLeft || homography.To(On(SheetLayout.PageWidth, SheetLayout.PageHeight)) is null) return false;

        return ((topRight.X - topLeft.X) * (bottomLeft.Y - topLeft.Y)) - ((topRight.Y - topLeft.Y) * (bottomLeft.X - topLeft.X)) > 0;
    }

    // Pixels of the photograph in one of the page, about a place.
    private static double Scale(Homography homography, Spot page, Spot there) =>
        homography.To(new(page.X + 1, page.Y)) is { } right && homography.To(new(page.X, page.Y + 1)) is { } down
            ? Math.Max(1e-3, (Distance(right, there) + Distance(down, there)) / 2) : 1;

    /// <summary>A place of the paper, in millimetres, on the straightened page.</summary>
    public static Spot On(double x, double y) => new(x * PixelsPerMillimetre, y * PixelsPerMillimetre);

    private static double Distance(Spot one, Spot other) => Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));
}
