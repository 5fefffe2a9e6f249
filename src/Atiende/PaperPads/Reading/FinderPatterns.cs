namespace Atiende.PaperPads.Reading;

/// <summary>
/// The three squares in the corners of a QR code, as places in a picture: along any line through such a square's middle, dark and light
/// follow each other as 1:1:3:1:1 (ISO/IEC 18004, 6.3.3). zbarimg says what codes say, but not where they are.
/// </summary>
internal static class FinderPatterns
{
    // Darker than this part of the mean about it is ink, whatever the light; the mean is taken over so much of the picture's longer side.
    private const double Dark = 0.88;
    private const int WindowPart = 40;

    // How far a run may be from its share, in modules; and on how many lines a square must be seen.
    private const double Tolerance = 0.75;
    private const int SeenLeast = 3;

    // So many squares are tried in threes at most.
    private const int Most = 16;

    // Legs are as long as each other and at right angles, but for the camera's slant: a page that leans away by half.
    private const double LegTolerance = 0.45;
    private const double CosineMost = 0.4;
    private const double ModuleTolerance = 0.4;

    // So many threes are kept: a square that is none, such as the small one inside a code, makes threes too.
    private const int PlacesMost = 12;

    /// <summary>Where codes of so many modules a side may stand in a picture, the likeliest first, by their squares' middles; and all squares, the marks among them.</summary>
    public static FoundSquares Find(GreyPicture picture, int modules)
    {
        var squares = Squares(new Ink(picture, Dark, Math.Max(8, Math.Max(picture.Width, picture.Height) / WindowPart)))
            .Where(s => s.Seen >= SeenLeast).OrderByDescending(s => s.Seen).Take(Most).ToList();
        var places = new List<(double Off, CodePlace Place)>();
        for (var corner = 0; corner < squares.Count; corner++)
            for (var one = 0; one < squares.Count; one++)
                for (var other = one + 1; other < squares.Count; other++)
                    if (one != corner && other != corner && PlaceOf(squares[corner], squares[one], squares[other], modules) is { } place) places.Add(place);

        return new([.. places.OrderBy(p => p.Off).Take(PlacesMost).Select(p => p.Place)], [.. squares.Select(s => new Spot(s.X, s.Y))]);
    }

    private static (double Off, CodePlace Place)? PlaceOf(Square corner, Square one, Square other, int modules)
    {
        var (ax, ay, bx, by) = (one.X - corner.X, one.Y - corner.Y, other.X - corner.X, other.Y - corner.Y);
        var (a, b) = (Math.Sqrt((ax * ax) + (ay * ay)), Math.Sqrt((bx * bx) + (by * by)));
        var module = (corner.Module + one.Module + other.Module) / 3;
        var uneven = Math.Abs(a - b) / Math.Max(a, b);
        var cosine = Math.Abs(((ax * bx) + (ay * by)) / Math.Max(1, a * b));
        // A line that crosses a turned code aslant sees longer modules, up to the square's diagonal.
        var size = (a + b) / 2 / (modules - 7);
        var wide = module / size;
        if (uneven > LegTolerance || cosine > CosineMost || wide < 1 - ModuleTolerance || wide > Math.Sqrt(2) + ModuleTolerance) return null;

        // Turning right from the upper right corner leads to the lower left one.
        var (right, down) = (ax * by) - (ay * bx) > 0 ? (one, other) : (other, one);
        return (uneven + cosine, new(new(corner.X, corner.Y), new(right.X, right.Y), new(down.X, down.Y)));
    }

    private static List<Square> Squares(Ink ink)
    {
        var found = new List<Square>();
        Span<int> runs = stackalloc int[5];
        for (var y = 0; y < ink.Height; y++)
        {
            runs.Clear();
            var dark = false;
            for (var x = 0; x <= ink.Width; x++)
            {
                var now = x < ink.Width && ink[x, y];
                if (now == dark && x < ink.Width)
                {
                    runs[4]++;
                    continue;
                }

                // The run that ends here was dark: it may be the last of five.
                if (dark && IsPattern(runs) && Middle(ink, x - runs[4] - runs[3] - (runs[2] / 2.0), y, runs) is { } square) Add(found, square);
                runs[1..].CopyTo(runs);
                runs[4] = 1;
                dark = now;
            }
        }

        return found;
    }

    // The same must be seen from top to bottom, and from there again from left to right.
    private static Square? Middle(Ink ink, double x, int y, ReadOnlySpan<int> across)
    {
        var width = Sum(across);
        if (Cross(ink, (int)x, y, 0, 1, width) is not var (middleY, height) || Cross(ink, (int)x, (int)Math.Round(middleY), 1, 0, width) is not var (middleX, again)) return null;

        return new(middleX, middleY, (height + again) / 14.0);
    }

    // The five runs through a dark place in a direction: their middle and length; null where they are not 1:1:3:1:1.
    private static (double Middle, int Length)? Cross(Ink ink, int x, int y, int dx, int dy, int longest)
    {
        if (x < 0 || y < 0 || x >= ink.Width || y >= ink.Height || !ink[x, y]) return null;

        Span<int> runs = stackalloc int[5];
        var back = Walk(ink, x, y, -dx, -dy, runs, 2, -1, 2 * longest);
        runs[2]--; // The place itself is counted from both sides.
        var on = Walk(ink, x, y, dx, dy, runs, 2, 1, 2 * longest);
        if (back < 0 || on < 0 || !IsPattern(runs)) return null;

        var start = (dx != 0 ? x : y) - back;
        return (start + runs[0] + runs[1] + (runs[2] / 2.0), Sum(runs));
    }

    private static int Walk(Ink ink, int x, int y, int dx, int dy, Span<int> runs, int from, int turn, int most)
    {
        var (at, steps) = (from, 0);
        var dark = true;
        while (at is >= 0 and < 5)
        {
            if (x < 0 || y < 0 || x >= ink.Width || y >= ink.Height || steps > most) return at is 0 or 4 && runs[at] > 0 ? steps - 1 : -1;

            if (ink[x, y] != dark)
            {
                (dark, at) = (!dark, at + turn);
                if (at is < 0 or > 4) break;
            }

            runs[at]++;
            (x, y, steps) = (x + dx, y + dy, steps + 1);
        }

        return steps - 1;
    }

    private static bool IsPattern(ReadOnlySpan<int> runs)
    {
        var module = Sum(runs) / 7.0;
        return module >= 1 && runs[0] > 0 && Near(runs[0], 1) && Near(runs[1], 1) && Near(runs[2], 3) && Near(runs[3], 1) && Near(runs[4], 1);

        bool Near(int run, int share) => Math.Abs(run - (share * module)) <= Tolerance * module * (share == 3 ? 1.5 : 1);
    }

    private static int Sum(ReadOnlySpan<int> runs) => runs[0] + runs[1] + runs[2] + runs[3] + runs[4];

    private static void Add(List<Square> found, Square square)
    {
        var same = found.Find(f => Math.Abs(f.X - square.X) < 2 * f.Module && Math.Abs(f.Y - square.Y) < 2 * f.Module);
        if (same is null) found.Add(square);
        else same.Take(square);
    }

    private sealed class Square(double x, double y, double module)
    {
        public double X { get; private set; } = x;
        public double Y { get; private set; } = y;
        public double Module { get; private set; } = module;
        public int Seen { get; private set; } = 1;

        public void Take(Square other)
        {
            (X, Y, Module) = (((X * Seen) + other.X) / (Seen + 1), ((Y * Seen) + other.Y) / (Seen + 1), ((Module * Seen) + other.Module) / (Seen + 1));
            Seen++;
        }
    }

    // Which pixels are ink: darker than the mean about them, so that shadows are not.
    private sealed class Ink
    {
        private readonly bool[] dark;

        public Ink(GreyPicture picture, double part, int radius)
        {
            (Width, Height) = (picture.Width, picture.Height);
            dark = new bool[Width * Height];
            var sums = new long[(Width + 1) * (Height + 1)];
            for (var y = 0; y < Height; y++)
            {
                long row = 0;
                for (var x = 0; x < Width; x++)
                {
                    row += picture[x, y];
                    sums[((y + 1) * (Width + 1)) + x + 1] = sums[(y * (Width + 1)) + x + 1] + row;
                }
            }

            for (var y = 0; y < Height; y++)
            {
                var (top, bottom) = (Math.Max(0, y - radius), Math.Min(Height, y + radius + 1));
                for (var x = 0; x < Width; x++)
                {
                    var (left, right) = (Math.Max(0, x - radius), Math.Min(Width, x + radius + 1));
                    var sum = sums[(bottom * (Width + 1)) + right] - sums[(top * (Width + 1)) + right] - sums[(bottom * (Width + 1)) + left] + sums[(top * (Width + 1)) + left];
                    dark[(y * Width) + x] = picture[x, y] * (long)((bottom - top) * (right - left)) < part * sum;
                }
            }
        }

        public int Width { get; }

        public int Height { get; }

        public bool this[int x, int y] => dark[(y * Width) + x];
    }
}

/// <summary>What was found in a picture: where codes may stand, and the middles of all squares.</summary>
internal sealed record FoundSquares(IReadOnlyList<CodePlace> Codes, IReadOnlyList<Spot> Squares);

/// <summary>Where a code lies in a picture: the middles of its squares.</summary>
internal sealed record CodePlace(Spot TopLeft, Spot TopRight, Spot BottomLeft)
{
    /// <summary>Whether a square is one of its own.</summary>
    public bool Has(Spot square) => square == TopLeft || square == TopRight || square == BottomLeft;

    /// <summary>Whether they have a square in common.</summary>
    public bool Shares(CodePlace other) => Has(other.TopLeft) || Has(other.TopRight) || Has(other.BottomLeft);
}

/// <summary>A place, in pixels or millimetres.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Spot(double X, double Y);
