namespace Atiende.PaperPads.Printing;

/// <summary>
/// What the codes of a printed sheet say: organisation, establishment and folio, and which of the two it is. In capitals, since a QR code
/// holds those in fewer modules, which a bad photograph spares longer.
/// </summary>
/// <param name="Organization">The organisation's id.</param>
/// <param name="Site">The establishment's number.</param>
/// <param name="Folio">The sheet's number.</param>
/// <param name="Corner">Which of the sheet's codes.</param>
internal sealed record SheetCode(string Organization, string Site, string Folio, SheetCorner Corner)
{
    private const string Begins = "ATIENDE";

    /// <summary>As it is printed.</summary>
    public string Text => string.Join(':', Begins, Organization, Site, Folio, Corner == SheetCorner.Top ? "T" : "B").ToUpperInvariant();

    /// <summary>Reads a code; null for what is none of ours.</summary>
    public static SheetCode? Read(string text) =>
        text.Split(':') is [var begins, { Length: > 0 } organization, { Length: > 0 } site, { Length: > 0 and <= 12 } folio, "T" or "B"] parts
        && begins.Equals(Begins, StringComparison.OrdinalIgnoreCase) && folio.All(char.IsAsciiDigit)
            ? new(organization.ToLowerInvariant(), site, folio, parts[4] == "T" ? SheetCorner.Top : SheetCorner.Bottom) : null;
}

/// <summary>Where a code stands on its sheet.</summary>
internal enum SheetCorner
{
    /// <summary>At the top, right.</summary>
    Top,

    /// <summary>At the bottom, left.</summary>
    Bottom,
}
