using System.Globalization;
using System.Text;
using QRCoder;

namespace Atiende.PaperPads.Printing;

/// <summary>QR codes as pictures that stand in a page: one path, a unit a module, without the quiet zone.</summary>
internal static class QrSvg
{
    // A quarter of the code may be unreadable: pens, folds, shadows.
    private const QRCodeGenerator.ECCLevel Level = QRCodeGenerator.ECCLevel.Q;

    // What QRCoder puts around the code.
    private const int QuietZone = 4;

    /// <summary>How many modules the code of a text has on a side.</summary>
    public static int Modules(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, Level);
        return code.ModuleMatrix.Count - (2 * QuietZone);
    }

    /// <summary>The SVG element; its size is its box's.</summary>
    public static string Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, Level);
        var rows = code.ModuleMatrix;
        var side = rows.Count - (2 * QuietZone);
        var path = new StringBuilder();
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var from = x;
                while (x < side && rows[y + QuietZone][x + QuietZone]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>");
    }
}
