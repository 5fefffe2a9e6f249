using Atiende.Organizations;
using Atiende.PaperPads.Printing;
using Atiende.Papers;
using Atiende.Shell;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.PaperPads;

/// <summary>Prints pads and writes each printing down: all but the first are marked on every page.</summary>
internal sealed class PadPrinter(Db db, IOrganizations organizations, PaperRecords records, PaperDoors doors, IPrinter printer, Texts texts, Zones zones, TimeProvider clock)
{
    /// <summary>The numbers of those that were printed before.</summary>
    public async Task<IReadOnlySet<string>> Printed(IReadOnlyCollection<string> numbers, CancellationToken cancel) =>
        (await db.Set<PadPrinting>().AsNoTracking().Where(p => numbers.Contains(p.Number)).Select(p => p.Number).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The pad as PDF: cover and sheets.</summary>
    /// <exception cref="PrinterException">It cannot be printed now: says why. It does not count as printed then.</exception>
    public async Task<byte[]> Print(Pad pad, string by, CancellationToken cancel)
    {
        var pdf = await printer.Print(await Html(pad, by, cancel), cancel);
        var now = clock.GetUtcNow();
        await db.Write(inner =>
        {
            db.Add(new PadPrinting { Id = Guid.CreateVersion7(now), Number = pad.Number, At = now, By = by });
            return Task.CompletedTask;
        }, cancel);
        return pdf;
    }

    /// <summary>The pad as a page of HTML.</summary>
    public async Task<string> Html(Pad pad, string by, CancellationToken cancel)
    {
        var site = await records.Site(pad.Site, cancel) ?? throw new PaperRefusedException(new($"No hay un establecimiento «{pad.Site}».", $"There is no establishment \"{pad.Site}\"."));
        await doors.Ensure(pad.Site, by, cancel);
        var before = await db.Set<PadPrinting>().CountAsync(p => p.Number == pad.Number, cancel);
        var again = before == 0 ? null : texts["paper-pads.sheet.again", before, zones.Local(clock.GetUtcNow()).ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture)];
        var folios = Enumerable.Range(0, pad.Sheets).Select(index => pad.First + index);
        var words = new PadWords(
            texts["paper-pads.sheet.pad"], texts["paper-pads.sheet.folios"], texts["paper-pads.sheet.send"], texts["paper-pads.sheet.send-help"], texts["paper-pads.sheet.required"]);
        return new PadBook(organizations.Current, records.Paper)
            .Html(new(pad, site.Name, site.Facts, folios, Cover: true, await doors.Address(pad.Site, cancel), again, words));
    }
}
