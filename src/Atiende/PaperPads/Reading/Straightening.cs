using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>
/// How a photograph must be turned, stretched and moved to lie on the printed page: x' = A x + B y + C, y' = D x + E y + F, found from the
/// corners of the codes, whose places on the paper are known, by least squares.
/// </summary>
internal sealed record Straightening(double A, double B, double C, double D, double E, double F)
{
    /// <summary>Pixels of the straightened page in a millimetre: 150 in an inch.</summary>
    public const double PixelsPerMillimetre = 150 / 25.4;

    private const int Squares = 3;

    // The middle of a code's square lies so many modules from its edges.
    private const double Middle = 3.5;

    /// <summary>The straightened page's width in pixels.</summary>
    public static int Width => (int)(SheetLayout.PageWidth * PixelsPerMillimetre);

    /// <summary>The straightened page's height in pixels.</summary>
    public static int Height => (int)(SheetLayout.PageHeight * PixelsPerMillimetre);

    /// <summary>The straightening by the codes that were found; null where none was.</summary>
    /// <param name="found">The codes.</param>
    /// <param name="modules">Modules on a side of the printed codes.</param>
    public static Straightening? Of(IReadOnlyList<PlacedCode> found, int modules)
    {
        var pairs = found.SelectMany(code => Pairs(code, modules)).ToList();
        // One code is a small corner of the page: stretching by it would tear the far end away, so it only turns and scales.
        return pairs.Count == 0 ? null : pairs.Count == Squares ? Similar(pairs) : Affine(pairs);
    }

    private static IEnumerable<(Spot Seen, Spot Wanted)> Pairs(PlacedCode code, int modules)
    {
        var box = code.Corner == SheetCorner.Top ? SheetLayout.TopCode : SheetLayout.BottomCode;
        var edge = box.Side * Middle / modules;
        Spot On(double x, double y) => new(x * PixelsPerMillimetre, y * PixelsPerMillimetre);
        yield return (code.Place.TopLeft, On(box.X + edge, box.Y + edge));
        yield return (code.Place.TopRight, On(box.X + box.Side - edge, box.Y + edge));
        yield return (code.Place.BottomLeft, On(box.X + edge, box.Y + box.Side - edge));
    }

    // Turned and scaled: the best complex factor between the two sets about their centres.
    private static Straightening? Similar(List<(Spot Seen, Spot Wanted)> pairs)
    {
        var (sx, sy, wx, wy) = Centres(pairs);
        double real = 0, imaginary = 0, size = 0;
        foreach (var (seen, wanted) in pairs)
        {
            var (x, y, u, v) = (seen.X - sx, seen.Y - sy, wanted.X - wx, wanted.Y - wy);
            real += (x * u) + (y * v);
            imaginary += (x * v) - (y * u);
            size += (x * x) + (y * y);
        }

        if (size < 1) return null;

        var (a, b) = (real / size, imaginary / size);
        return new(a, -b, wx - (a * sx) + (b * sy), b, a, wy - (b * sx) - (a * sy));
    }

    private static Straightening? Affine(List<(Spot Seen, Spot Wanted)> pairs)
    {
        var (sx, sy, wx, wy) = Centres(pairs);
        double xx = 0, xy = 0, yy = 0, xu = 0, yu = 0, xv = 0, yv = 0;
        foreach (var (seen, wanted) in pairs)
        {
            var (x, y, u, v) = (seen.X - sx, seen.Y - sy, wanted.X - wx, wanted.Y - wy);
            (xx, xy, yy) = (xx + (x * x), xy + (x * y), yy + (y * y));
            (xu, yu, xv, yv) = (xu + (x * u), yu + (y * u), xv + (x * v), yv + (y * v));
        }

        var determinant = (xx * yy) - (xy * xy);
        if (Math.Abs(determinant) < 1) return null;

        var (a, b) = (((xu * yy) - (yu * xy)) / determinant, ((yu * xx) - (xu * xy)) / determinant);
        var (d, e) = (((xv * yy) - (yv * xy)) / determinant, ((yv * xx) - (xv * xy)) / determinant);
        return new(a, b, wx - (a * sx) - (b * sy), d, e, wy - (d * sx) - (e * sy));
    }

    private static (double SeenX, double SeenY, double WantedX, double WantedY) Centres(List<(Spot Seen, Spot Wanted)> pairs) =>
        (pairs.Average(p => p.Seen.X), pairs.Average(p => p.Seen.Y), pairs.Average(p => p.Wanted.X), pairs.Average(p => p.Wanted.Y));
}
