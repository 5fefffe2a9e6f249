namespace Atiende.PaperPads;

/// <summary>Pads of numbered forms at establishments: issued, accounted, and where their photographs are sent.</summary>
public interface IPaperPads
{
    /// <summary>Whether the organisation has pads.</summary>
    bool Has { get; }

    /// <summary>Issues a pad of so many sheets to an establishment: its folios are taken and never given again.</summary>
    /// <exception cref="PaperRefusedException">There is no such establishment, or it is too many sheets; says which.</exception>
    Task<Pad> Issue(string site, int sheets, string by, CancellationToken cancel);

    /// <summary>The pad of a number, or null.</summary>
    Task<Pad?> Find(string number, CancellationToken cancel);

    /// <summary>The account of every establishment that has a pad, by its number.</summary>
    Task<IReadOnlyList<SiteAccount>> Accounts(CancellationToken cancel);

    /// <summary>The account of one establishment; null where there is no such establishment.</summary>
    Task<SiteAccount?> Account(string site, CancellationToken cancel);
}

/// <summary>A pad: its number, the establishment's, and its folios from the first to the last.</summary>
public sealed record Pad(string Number, string Site, long First, long Last, string? Delivered)
{
    /// <summary>How many sheets it has.</summary>
    public int Sheets => (int)(Last - First + 1);
}

/// <summary>What is known of a sheet that was used.</summary>
/// <param name="Folio">Its number.</param>
/// <param name="Site">The establishment's number.</param>
/// <param name="State">Where it stands.</param>
public sealed record Sheet(long Folio, string Site, SheetState State);

/// <summary>Where a sheet stands.</summary>
public enum SheetState
{
    /// <summary>Printed; nothing is known of it.</summary>
    Issued,

    /// <summary>Written, as somebody said; no photograph came.</summary>
    Written,

    /// <summary>Its photograph came; it waits to be entered.</summary>
    Received,

    /// <summary>It is a case.</summary>
    Entered,

    /// <summary>It counts for nothing.</summary>
    Void,
}

/// <summary>The sheets of an establishment, counted.</summary>
/// <param name="Site">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Pads">Its pads, the latest last.</param>
/// <param name="Used">The sheets of which something is known.</param>
/// <param name="Missing">The folios that were skipped: nothing is known of them, and a later one of the pad was used.</param>
/// <param name="Repeated">How many photographs showed a sheet that had come before.</param>
/// <param name="LastPhoto">When its last photograph came.</param>
/// <param name="DaysWithout">How many days, today included, it has sent none; null where it has no pad yet.</param>
/// <param name="Late">Whether that is too many.</param>
public sealed record SiteAccount(
    string Site, string Name, IReadOnlyList<Pad> Pads, IReadOnlyList<Sheet> Used, IReadOnlyList<long> Missing, int Repeated,
    DateTimeOffset? LastPhoto, int? DaysWithout, bool Late)
{
    /// <summary>Folios of its pads.</summary>
    public int Issued => Pads.Sum(p => p.Sheets);

    /// <summary>Sheets whose photograph came, entered or not.</summary>
    public int Sent => Used.Count(s => s.State is SheetState.Received or SheetState.Entered);

    /// <summary>Sheets that are cases.</summary>
    public int Entered => Used.Count(s => s.State is SheetState.Entered);

    /// <summary>Sheets that count for nothing.</summary>
    public int Void => Used.Count(s => s.State is SheetState.Void);
}

/// <summary>Something that cannot be done with paper; nothing was stored.</summary>
public sealed class PaperRefusedException(Values.Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Why, in both languages.</summary>
    public Values.Bilingual Said { get; } = said;
}
