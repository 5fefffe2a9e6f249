namespace Atiende.Values;

/// <summary>Shortens personal data for lists and logs: enough to recognise, not enough to know.</summary>
public static class Masking
{
    private const char Dot = '•';

    /// <summary>"María Pérez" becomes "M… P…".</summary>
    public static string Name(string? name) => string.Join(' ',
        (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => First(word) + "…"));

    /// <summary>"00000001-8" becomes "••••••01-8": separators stay, and at most the last three characters, never over a third.</summary>
    public static string Document(string? number) => KeepLast(number ?? "", 3);

    /// <summary>"2200-0099" becomes "••••-•099", likewise; use <see cref="Telephones.Telephone.Masked"/> where the number has been read.</summary>
    public static string Telephone(string? number) => KeepLast(number ?? "", 3);

    /// <summary>"persona@ejemplo.invalid" becomes "p…@e….invalid".</summary>
    public static string Email(string? address)
    {
        var text = (address ?? "").Trim();
        var at = text.LastIndexOf('@');
        if (at < 1)
            return text.Length == 0 ? "" : "…";
        var domain = text[(at + 1)..];
        var end = domain.LastIndexOf('.');
        return end < 1 ? $"{First(text)}…@…" : $"{First(text)}…@{First(domain)}…{domain[end..]}";
    }

    private static string KeepLast(string text, int most)
    {
        var total = text.Count(char.IsLetterOrDigit);
        var hidden = total - Math.Min(most, total / 3);
        return string.Concat(text.Select(c => char.IsLetterOrDigit(c) && hidden-- > 0 ? Dot : c));
    }

    // A whole character: some take two UTF-16 units.
    private static string First(string word) =>
        char.IsHighSurrogate(word[0]) && word.Length > 1 ? word[..2] : word[..1];
}
