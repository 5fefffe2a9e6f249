using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>Our codes among those that zbarimg read, and which of them lies where.</summary>
internal static class QrCodes
{
    /// <summary>Our codes of its raw output, a line each; others are nothing to us.</summary>
    public static IReadOnlyList<SheetCode> Read(string raw) =>
        [.. raw.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(SheetCode.Read).OfType<SheetCode>()];

    /// <summary>The codes with their places: the upper one is the larger; of one alone it must be known which it is.</summary>
    public static IReadOnlyList<PlacedCode> Place(IReadOnlyList<SheetCode> codes, IReadOnlyList<CodePlace> places)
    {
        var corners = codes.Select(c => c.Corner).Distinct().ToList();
        if (places is [var one, var other, ..])
        {
            var (top, bottom) = one.Leg >= other.Leg ? (one, other) : (other, one);
            return [new(SheetCorner.Top, top), new(SheetCorner.Bottom, bottom)];
        }

        return places is [var only] && corners is [var corner] ? [new(corner, only)] : [];
    }
}

/// <summary>A code of a sheet in a picture.</summary>
internal sealed record PlacedCode(SheetCorner Corner, CodePlace Place);
