using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>The eight squares of a printed sheet, by their middles on the straightened page.</summary>
internal sealed class SheetSquares
{
    // The middle of a code's square lies so many modules from its edges.
    private const double Middle = 3.5;

    private readonly Spot[] top;
    private readonly Spot[] bottom;

    /// <summary>Of sheets whose codes have so many modules a side.</summary>
    public SheetSquares(int modules)
    {
        (top, bottom) = (Corners(SheetLayout.TopCode, modules), Corners(SheetLayout.BottomCode, modules));
        All =
        [
            .. top.Select(place => new SheetSquare(place, SheetCorner.Top, 0)), .. bottom.Select(place => new SheetSquare(place, SheetCorner.Bottom, 1)),
            new(Mark(SheetLayout.TopMark), null, 2), new(Mark(SheetLayout.BottomMark), null, 3),
        ];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<SheetSquare> All { get; }

    /// <summary>The places of a code's squares on the page, with those where it was seen.</summary>
    public IEnumerable<(Spot From, Spot To)> Of(SheetCorner corner, CodePlace seen) =>
        (corner == SheetCorner.Top ? top : bottom).Zip([seen.TopLeft, seen.TopRight, seen.BottomLeft]);

    private static Spot[] Corners(SheetBox box, int modules)
    {
        var edge = box.Side * Middle / modules;
        return [Straightening.On(box.X + edge, box.Y + edge), Straightening.On(box.X + box.Side - edge, box.Y + edge), Straightening.On(box.X + edge, box.Y + box.Side - edge)];
    }

    private static Spot Mark(SheetBox box) => Straightening.On(box.X + (box.Side / 2), box.Y + (box.Side / 2));
}

/// <summary>A square of the sheet: its place, the code whose it is, null for a mark, and which of the page's corners it stands in.</summary>
internal sealed record SheetSquare(Spot Place, SheetCorner? Code, int Corner);
