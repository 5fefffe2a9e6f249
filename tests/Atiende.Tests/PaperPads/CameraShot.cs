using System.Text;

namespace Atiende.Tests.PaperPads;

/// <summary>How a made-up camera sees a page: where its corners come to lie, the light, the sharpness. Pure, and the same each time.</summary>
/// <param name="Corners">Upper left, upper right, lower right and lower left corner of the page in the photograph, each from 0 to 1.</param>
internal sealed record CameraShot((double X, double Y)[] Corners)
{
    private const byte Table = 95;

    /// <summary>Upright, filling the picture.</summary>
    public static CameraShot Flat { get; } = new([(0.06, 0.04), (0.94, 0.04), (0.94, 0.96), (0.06, 0.96)]);

    /// <summary>The picture's size in pixels.</summary>
    public (int Width, int Height) Size { get; init; } = (2250, 3000);

    /// <summary>What is left of the light in the darkest corner, from 0 to 1.</summary>
    public double Shadow { get; init; } = 1;

    /// <summary>A hard edge of shadow across the page: what is left of the light beyond it.</summary>
    public double HandShadow { get; init; } = 1;

    /// <summary>How far ink is from paper, from 0 to 1.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>Blur, as sigma in pixels.</summary>
    public double Blur { get; init; }

    /// <summary>Turned about the middle of the picture.</summary>
    public CameraShot Turned(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (w, h) = Size;
        return this with
        {
            Corners = [.. Corners.Select(c => (X: (c.X - 0.5) * w, Y: (c.Y - 0.5) * h)).Select(c => (((c.X * cos) - (c.Y * sin)) / w + 0.5, ((c.X * sin) + (c.Y * cos)) / h + 0.5))],
        };
    }

    /// <summary>The photograph of a page, both as PGM; boxes of 4 mm at the places given, in millimetres, are crossed.</summary>
    public byte[] Take(byte[] pgm, double pixelsPerMillimetre, (double X, double Y)[] ticks)
    {
        var (width, height, from) = Head(pgm);
        var page = pgm.AsSpan(from, width * height).ToArray();
        foreach (var (x, y) in ticks) Cross(page, width, x * pixelsPerMillimetre, y * pixelsPerMillimetre, 4 * pixelsPerMillimetre);
        var (w, h) = Size;
        var picture = new byte[w * h];
        var toPage = Inverse(SquareTo([.. Corners.Select(c => (c.X * w, c.Y * h))]));
        var noise = new Random(7);
        for (var y = 0; y < h; y++)
            for (var x = 0; x < w; x++)
            {
                var d = (toPage[6] * x) + (toPage[7] * y) + toPage[8];
                var (u, v) = (((toPage[0] * x) + (toPage[1] * y) + toPage[2]) / d * width, ((toPage[3] * x) + (toPage[4] * y) + toPage[5]) / d * height);
                double seen = u >= 0 && v >= 0 && u < width - 1 && v < height - 1 ? Mixed(page, width, u, v) : Table;
                seen = 225 - ((225 - seen) * Contrast);
                var light = 1 - ((1 - Shadow) * (x + y) / (w + h));
                if ((2 * x) + y > 1.35 * w) light *= HandShadow;
                picture[(y * w) + x] = (byte)Math.Clamp((seen * light) + (noise.NextDouble() * 8) - 4, 0, 255);
            }

        return [.. Encoding.ASCII.GetBytes($"P5\n{w} {h}\n255\n"), .. picture];
    }

    private static double Mixed(byte[] page, int width, double u, double v)
    {
        var (x, y) = ((int)u, (int)v);
        var (right, down) = (u - x, v - y);
        var at = (y * width) + x;
        return (((page[at] * (1 - right)) + (page[at + 1] * right)) * (1 - down)) + (((page[at + width] * (1 - right)) + (page[at + width + 1] * right)) * down);
    }

    private static void Cross(byte[] page, int width, double left, double top, double side)
    {
        for (var step = 3.0; step < side - 3; step += 0.5)
            for (var thick = -1; thick <= 1; thick++)
            {
                page[((int)(top + step) * width) + (int)(left + step) + thick] = 40;
                page[((int)(top + step) * width) + (int)(left + side - step) + thick] = 40;
            }
    }

    // The square of unit side onto four corners (Heckbert, Fundamentals of Texture Mapping, 2.2.3).
    private static double[] SquareTo((double X, double Y)[] c)
    {
        var (dx1, dx2, sx) = (c[1].X - c[2].X, c[3].X - c[2].X, c[0].X - c[1].X + c[2].X - c[3].X);
        var (dy1, dy2, sy) = (c[1].Y - c[2].Y, c[3].Y - c[2].Y, c[0].Y - c[1].Y + c[2].Y - c[3].Y);
        var determinant = (dx1 * dy2) - (dx2 * dy1);
        var (g, h) = (((sx * dy2) - (dx2 * sy)) / determinant, ((dx1 * sy) - (sx * dy1)) / determinant);
        return
        [
            c[1].X - c[0].X + (g * c[1].X), c[3].X - c[0].X + (h * c[3].X), c[0].X,
            c[1].Y - c[0].Y + (g * c[1].Y), c[3].Y - c[0].Y + (h * c[3].Y), c[0].Y, g, h, 1,
        ];
    }

    private static double[] Inverse(double[] m) =>
    [
        (m[4] * m[8]) - (m[5] * m[7]), (m[2] * m[7]) - (m[1] * m[8]), (m[1] * m[5]) - (m[2] * m[4]),
        (m[5] * m[6]) - (m[3] * m[8]), (m[0] * m[8]) - (m[2] * m[6]), (m[2] * m[3]) - (m[0] * m[5]),
        (m[3] * m[7]) - (m[4] * m[6]), (m[1] * m[6]) - (m[0] * m[7]), (m[0] * m[4]) - (m[1] * m[3]),
    ];

    private static (int Width, int Height, int From) Head(byte[] pgm)
    {
        var numbers = new List<int>();
        var at = 2;
        while (numbers.Count < 3)
        {
            while (char.IsWhiteSpace((char)pgm[at])) at++;
            var start = at;
            while (!char.IsWhiteSpace((char)pgm[at])) at++;
            numbers.Add(int.Parse(Encoding.ASCII.GetString(pgm, start, at - start), System.Globalization.CultureInfo.InvariantCulture));
        }

        return (numbers[0], numbers[1], at + 1);
    }
}
