using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>Our codes among those that zbarimg read.</summary>
internal static class QrCodes
{
    /// <summary>Our codes of its raw output, a line each; others are nothing to us.</summary>
    public static IReadOnlyList<SheetCode> Read(string raw) =>
        [.. raw.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(SheetCode.Read).OfType<SheetCode>()];
}
