using System.Globalization;
using Atiende.Organizations;
using Atiende.PaperPads.Printing;
using Atiende.Papers;
using Atiende.Shell;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.PaperPads;

/// <summary>
/// Prints pads and writes each printing down: who, when, which folios and, from the second on, why. All but the first are marked on every page.
/// A reprint gives no folio: what is counted are sheets, and those are the same.
/// </summary>
internal sealed class PadPrinter(Db db, IOrganizations organizations, PaperRecords records, PaperDoors doors, IPrinter printer, Texts texts, Zones zones, TimeProvider clock)
{
    /// <summary>The printings of these pads, the earliest first.</summary>
    public async Task<IReadOnlyList<PadPrinted>> Printings(IReadOnlyCollection<string> numbers, CancellationToken cancel) =>
        await db.Set<PadPrinting>().AsNoTracking().Where(p => numbers.Contains(p.Number)).OrderBy(p => p.At).ThenBy(p => p.Id)
            .Select(p => new PadPrinted(p.Number, p.At, p.By, p.First, p.Last, p.Reason)).ToListAsync(cancel);

    /// <summary>The pad, or some of its folios, as PDF.</summary>
    /// <exception cref="PaperRefusedException">The folios are none of the pad's, or it is a reprint and no reason was given.</exception>
    /// <exception cref="PrinterException">It cannot be printed now: says why. It does not count as printed then.</exception>
    public async Task<byte[]> Print(Pad pad, PrintAsked asked, string by, CancellationToken cancel)
    {
        var pdf = await printer.Print(await Html(pad, asked, by, cancel), cancel);
        var now = clock.GetUtcNow();
        await db.Write(async inner =>
        {
            var again = await db.Set<PadPrinting>().AnyAsync(p => p.Number == pad.Number, inner);
            db.Add(new PadPrinting
            {
                Id = Guid.CreateVersion7(now),
                Number = pad.Number,
                At = now,
                By = by,
                First = asked.First ?? pad.First,
                Last = asked.Last ?? pad.Last,
                Reason = again ? asked.Reason : null,
            });
        }, cancel);
        return pdf;
    }

    /// <summary>The same as a page of HTML.</summary>
    /// <exception cref="PaperRefusedException">The folios are none of the pad's, or it is a reprint and no reason was given.</exception>
    public async Task<string> Html(Pad pad, PrintAsked asked, string by, CancellationToken cancel)
    {
        var (first, last) = (asked.First ?? pad.First, asked.Last ?? pad.Last);
        if (first < pad.First || last > pad.Last || last < first)
            throw new PaperRefusedException(new($"Los folios de {pad.Number} van de {pad.First} a {pad.Last}.", $"The folios of {pad.Number} go from {pad.First} to {pad.Last}."));

        var before = await db.Set<PadPrinting>().CountAsync(p => p.Number == pad.Number, cancel);
        if (before > 0 && string.IsNullOrWhiteSpace(asked.Reason))
            throw new PaperRefusedException(new($"{pad.Number} ya se imprimió: diga por qué se imprime otra vez.", $"{pad.Number} was printed before: say why it is printed again."));

        var site = await records.Site(pad.Site, cancel) ?? throw new PaperRefusedException(new($"No hay un establecimiento «{pad.Site}».", $"There is no establishment \"{pad.Site}\"."));
        await doors.Ensure(pad.Site, by, cancel);
        var again = before == 0 ? null : texts["paper-pads.sheet.again", before, zones.Local(clock.GetUtcNow()).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)];
        var folios = Enumerable.Range(0, (int)(last - first + 1)).Select(index => first + index);
        var words = new PadWords(
            texts["paper-pads.sheet.pad"], texts["paper-pads.sheet.folios"], texts["paper-pads.sheet.send"], texts["paper-pads.sheet.send-help"], texts["paper-pads.sheet.required"],
            texts["paper-pads.sheet.watermark"]);
        // Single sheets that are printed again go into a pad that has its cover.
        var whole = (first, last) == (pad.First, pad.Last);
        return new PadBook(organizations.Current, records.Paper)
            .Html(new(pad, site.Name, site.Facts, folios, whole, await doors.Address(pad.Site, cancel), again, words));
    }
}

/// <summary>A printing that was: of which pad, when, by whom, which folios, and why where it was a reprint.</summary>
public sealed record PadPrinted(string Number, DateTimeOffset At, string By, long? First, long? Last, string? Reason);

/// <summary>What of a pad is to be printed.</summary>
/// <param name="First">The first folio; null for the pad's.</param>
/// <param name="Last">The last folio; null for the pad's.</param>
/// <param name="Reason">Why it is printed again; not needed the first time.</param>
public sealed record PrintAsked(long? First, long? Last, string? Reason)
{
    /// <summary>The whole pad.</summary>
    public static PrintAsked Whole(string? reason = null) => new(null, null, reason);
}
