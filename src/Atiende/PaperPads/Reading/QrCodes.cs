using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>Our codes among those that zbarimg read, and which of them lies where.</summary>
internal static class QrCodes
{
    /// <summary>Our codes of its raw output, a line each; others are nothing to us.</summary>
    public static IReadOnlyList<SheetCode> Read(string raw) =>
        [.. raw.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(SheetCode.Read).OfType<SheetCode>()];

    /// <summary>
    /// How the codes may lie: which of two is the upper one a picture does not say where the camera leaned, so both ways are to be tried; of one
    /// alone it must be known which it is.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<PlacedCode>> Ways(IReadOnlyList<SheetCode> codes, IReadOnlyList<CodePlace> places)
    {
        var corners = codes.Select(c => c.Corner).Distinct().ToList();
        return places switch
        {
            [var one, var other, ..] => [[new(SheetCorner.Top, one), new(SheetCorner.Bottom, other)], [new(SheetCorner.Top, other), new(SheetCorner.Bottom, one)]],
            [var only] when corners is [var corner] => [[new(corner, only)]],
            _ => [],
        };
    }
}

/// <summary>A code of a sheet in a picture.</summary>
internal sealed record PlacedCode(SheetCorner Corner, CodePlace Place);
