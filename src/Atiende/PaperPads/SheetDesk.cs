using System.Collections.Immutable;
using System.Globalization;
using Atiende.Attachments;
using Atiende.Fabric;
using Atiende.Filing;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Atiende.PaperPads;

/// <summary>Enters sheets: case, photograph, sheet and queue in one transaction.</summary>
internal sealed class SheetDesk(Db db, PaperRecords records, PaperQueue queue, IFiling filing, IAttachments attachments, IOrganizations organizations, IAudit audit, TimeProvider clock)
{
    private const string Paper = "paper";
    private const int FolioMost = 12;

    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly Dictionary<string, Datum> NothingMore = [];
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Files a sheet as a case.</summary>
    /// <exception cref="PaperRefusedException">Another has it, or its folio was entered or annulled before.</exception>
    /// <exception cref="FilingRefusedException">Something is missing or wrong; says each field of the case.</exception>
    public async Task<Filed> Enter(Guid photo, SheetForm form, string by, CancellationToken cancel)
    {
        await Hold(photo, by, cancel);
        var folio = form.Folio;
        return await db.Write(async inner =>
        {
            var row = await db.Set<PaperPhoto>().SingleAsync(p => p.Id == photo, inner);
            await CheckUnused(folio, inner);
            var file = await attachments.Find(row.AttachmentId, inner);
            var filed = await filing.File(new(Paper, form.CaseFields(), $"{Paper}:{folio}", by, "sheet") { Files = file is null ? [] : [file.Name] }, inner);
            if (file is not null) await attachments.Bind(filed.Case, [file.Id], PhotoIntake.Origin(row.Id), filing.Type!.Files ?? records.Paper.Photos, inner);
            await records.Move(folio, form.Site, SheetState.Entered, Dates(form), $"paper-pads:entered:{row.Id}", by, inner);
            (row.State, row.Folio, row.Site, row.CaseId, row.CaseFolio) = (PhotoState.Entered, folio, form.Site, filed.Case, filed.Folio);
            End(row, by, null);
            return filed;
        }, cancel);
    }

    /// <summary>Puts a sheet off: it comes again after the others.</summary>
    public async Task Skip(Guid photo, string? reason, string by, CancellationToken cancel)
    {
        await Hold(photo, by, cancel);
        await Change(photo, row => (row.Queued, row.Reason, row.LeasedBy, row.LeasedUntil) = (clock.GetUtcNow(), reason, null, null), cancel);
    }

    /// <summary>Says that a photograph cannot be read: its establishment is asked for another.</summary>
    public async Task Illegible(Guid photo, string reason, string by, CancellationToken cancel)
    {
        await Hold(photo, by, cancel);
        await Change(photo, row =>
        {
            row.State = PhotoState.Illegible;
            End(row, by, reason);
        }, cancel);
    }

    /// <summary>Annuls a photograph's sheet: it counts for nothing.</summary>
    public async Task Void(Guid photo, long? folio, string reason, string by, CancellationToken cancel)
    {
        await Hold(photo, by, cancel);
        await db.Write(async inner =>
        {
            var row = await db.Set<PaperPhoto>().SingleAsync(p => p.Id == photo, inner);
            if ((folio ?? row.Folio) is { } known)
            {
                await CheckUnused(known, inner);
                await records.Move(known, row.Site, SheetState.Void, NothingMore, $"paper-pads:void:{row.Id}", by, inner);
                row.Folio = known;
            }

            row.State = PhotoState.Void;
            End(row, by, reason);
            await audit.Write(new(by, "paper.sheet.void", $"paper-photo:{row.Id}", reason), inner);
        }, cancel);
    }

    /// <summary>Annuls a sheet of an establishment without a photograph.</summary>
    /// <exception cref="PaperRefusedException">It is none of its pads', or was entered before.</exception>
    public async Task Void(string site, string typed, string by, CancellationToken cancel)
    {
        var pads = await records.Pads(site, cancel);
        if (FolioOf(typed) is not { } folio || !pads.Any(p => p.First <= folio && folio <= p.Last))
            throw new PaperRefusedException(new($"«{typed}» no es un folio de los talonarios de este establecimiento.", $"\"{typed}\" is no folio of this establishment's pads."));

        await db.Write(async inner =>
        {
            await CheckUnused(folio, inner);
            await records.Move(folio, site, SheetState.Void, NothingMore, $"paper-pads:void:{folio}", by, inner);
            await audit.Write(new(by, "paper.sheet.void", $"paper-sheet:{folio}", ""), inner);
        }, cancel);
    }

    /// <summary>A folio as it was typed; null for what is none.</summary>
    public static long? FolioOf(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= FolioMost } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var folio) ? folio : null;

    private async Task Hold(Guid photo, string by, CancellationToken cancel)
    {
        if (!await queue.Take(photo, by, cancel))
            throw new PaperRefusedException(new("Otra persona tiene o ya ingresó esta hoja.", "Somebody else has this sheet, or entered it."));
    }

    private async Task CheckUnused(long folio, CancellationToken cancel)
    {
        if (await records.Sheets([folio], cancel) is [{ State: SheetState.Entered or SheetState.Void } sheet, ..])
            throw new PaperRefusedException(sheet.State is SheetState.Entered
                ? new($"El folio {folio} ya fue ingresado.", $"Folio {folio} was entered before.")
                : new($"El folio {folio} está anulado.", $"Folio {folio} is void."));
    }

    private Dictionary<string, Datum> Dates(SheetForm form)
    {
        var dates = new Dictionary<string, Datum>();
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(organizations.Current.Times.Zone).LocalDateTime;
        if (records.Paper.Sheets.Entered is { } entered) dates[entered] = Datum.Of(Minute.Format(now));
        if (records.Paper.Sheets.Written is { } written && form.Written is { } day) dates[written] = day;
        return dates;
    }

    private Task Change(Guid photo, Action<PaperPhoto> change, CancellationToken cancel) =>
        db.Write(async inner => change(await db.Set<PaperPhoto>().SingleAsync(p => p.Id == photo, inner)), cancel);

    // What was suggested has served: it holds what somebody wrote, and the case holds what was entered.
    private void End(PaperPhoto row, string by, string? reason) =>
        (row.Suggested, row.DoneAt, row.DoneBy, row.Reason, row.LeasedBy, row.LeasedUntil) = (Nothing, clock.GetUtcNow(), by, reason, null, null);
}
