using System.Collections.Immutable;
using Atiende.Attachments;
using Atiende.Organizations;
using Atiende.PaperPads.Printing;
using Atiende.PaperPads.Reading;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.PaperPads;

/// <summary>Looks at the photographs that came, in their order, and says of each which sheet it is.</summary>
internal sealed class PhotoTurn(Db db, PhotoReader reader, PaperRecords records, IAttachments attachments, IOrganizations organizations, TimeProvider clock)
{
    private const string By = "paper-pads";
    private const int AtOnce = 10;

    private static readonly Dictionary<string, Datum> NothingMore = [];

    /// <summary>Reads those that wait; the result is how many.</summary>
    public async Task<int> Take(CancellationToken cancel)
    {
        var waiting = await db.Set<PaperPhoto>().AsNoTracking().Where(p => p.State == PhotoState.Unread).OrderBy(p => p.At).Take(AtOnce).ToListAsync(cancel);
        foreach (var photo in waiting)
        {
            var reading = await Look(photo, cancel);
            await db.Write(inner => Note(photo.Id, reading, inner), cancel);
        }

        return waiting.Count;
    }

    private async Task<PhotoReading> Look(PaperPhoto photo, CancellationToken cancel) =>
        await attachments.Find(photo.AttachmentId, cancel) is { } file && attachments.PathOf(file) is { } path
            ? await reader.Read(path, photo.Hash, code => LayoutOf(code, cancel), cancel) : new(null, new Dictionary<string, string>(), null);

    private async Task<SheetLayout?> LayoutOf(SheetCode code, CancellationToken cancel) =>
        await records.Site(code.Site, cancel) is { } site ? PadBook.Layout(organizations.Current, records.Paper, site.Facts) : null;

    private async Task Note(Guid id, PhotoReading reading, CancellationToken cancel)
    {
        var row = await db.Set<PaperPhoto>().SingleAsync(p => p.Id == id, cancel);
        if (row.State is not PhotoState.Unread) return;

        var suggested = new Dictionary<string, string>(reading.Suggested, StringComparer.Ordinal);
        if (reading.Printed is { } printed) suggested[records.Paper.Sheets.Folio] = printed;
        row.ReadAt = clock.GetUtcNow();
        row.Suggested = suggested.ToImmutableSortedDictionary(StringComparer.Ordinal);
        row.State = PhotoState.Waiting;
        if (reading.Code is not { } code || SheetDesk.FolioOf(code.Folio) is not { } folio) return;

        // A supervisor sends for several establishments: it counts for the sheet's own.
        (row.Folio, row.Site) = (folio, code.Site);
        var sheet = (await records.Sheets([folio], cancel)).FirstOrDefault();
        if (sheet is { State: SheetState.Entered or SheetState.Void } || await HasOther(row, folio, cancel)) row.State = PhotoState.Repeated;
        else if (sheet is not { State: SheetState.Received }) await records.Move(folio, code.Site, SheetState.Received, NothingMore, $"{By}:received:{id}", By, cancel);
    }

    private Task<bool> HasOther(PaperPhoto row, long folio, CancellationToken cancel) =>
        db.Set<PaperPhoto>().AnyAsync(p => p.Folio == folio && p.Id != row.Id && (p.State == PhotoState.Waiting || p.State == PhotoState.Entered), cancel);
}
