using NodaTime;

namespace Atiende.PaperPads;

/// <summary>Counts sheets: pure, from what the records and the photographs say.</summary>
internal static class PadAccounting
{
    /// <summary>The account of an establishment.</summary>
    /// <param name="site">Its number.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="pads">Its pads.</param>
    /// <param name="sheets">Its sheets, issued ones too or not.</param>
    /// <param name="photos">Its photographs, counted.</param>
    /// <param name="today">Today, where it lies.</param>
    /// <param name="lateAfter">How many days without a photograph are too many.</param>
    public static SiteAccount Of(string site, string name, IReadOnlyList<Pad> pads, IReadOnlyList<Sheet> sheets, SitePhotos photos, LocalDate today, int lateAfter)
    {
        var ordered = pads.OrderBy(p => p.First).ToList();
        var used = sheets.Where(s => s.State is not SheetState.Issued).OrderBy(s => s.Folio).ToList();
        var known = used.Select(s => s.Folio).ToHashSet();
        var without = ordered.Count == 0 ? (int?)null : DaysWithout(ordered, photos, today);
        return new(site, name, ordered, used, [.. ordered.SelectMany(pad => Missing(pad, known))], photos.Repeated, photos.Last, without, without >= lateAfter);
    }

    // People write from the first sheet on: one that was skipped, with a later one used, was lost or is still to come.
    private static IEnumerable<long> Missing(Pad pad, HashSet<long> known)
    {
        var last = known.Where(folio => folio >= pad.First && folio <= pad.Last).DefaultIfEmpty(0).Max();
        for (var folio = pad.First; folio < last; folio++)
            if (!known.Contains(folio)) yield return folio;
    }

    // From the day after the last photograph on, or from the day of the first pad where none ever came.
    private static int DaysWithout(List<Pad> pads, SitePhotos photos, LocalDate today)
    {
        var since = photos.LastDay ?? (pads.Select(p => DayOf(p.Delivered)).Where(d => d is not null).Min() is { } first ? first.PlusDays(-1) : today.PlusDays(-1));
        return Math.Max(0, Period.Between(since, today, PeriodUnits.Days).Days);
    }

    private static LocalDate? DayOf(string? text) =>
        text is not null && NodaTime.Text.LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;
}

/// <summary>The photographs of an establishment, counted: when the last came, on which of its days, and how many showed a sheet again.</summary>
internal sealed record SitePhotos(DateTimeOffset? Last, LocalDate? LastDay, int Repeated)
{
    public static SitePhotos None { get; } = new(null, null, 0);
}
