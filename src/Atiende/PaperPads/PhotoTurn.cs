using System.Collections.Immutable;
using Atiende.Attachments;
using Atiende.Organizations;
using Atiende.PaperPads.Printing;
using Atiende.PaperPads.Reading;
using Atiende.Procedures.Language;
using Atiende.Shell.Parts;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.PaperPads;

/// <summary>Looks at the photographs that came, in their order, and says of each which sheet it is.</summary>
internal sealed class PhotoTurn(Db db, PhotoReader reader, PaperRecords records, IAttachments attachments, IOrganizations organizations, TimeProvider clock)
{
    private const string By = "paper-pads";
    private const int AtOnce = 10;

    private static readonly Dictionary<string, Datum> NothingMore = [];
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

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
        await attachments.Find(photo.AttachmentId, cancel) is { } file && await attachments.PathOf(file, cancel) is { } path
            ? await reader.Read(path, photo.Hash, code => LayoutOf(code, cancel), cancel) : new(null, new Dictionary<string, string>(), null);

    private async Task<SheetLayout?> LayoutOf(SheetCode code, CancellationToken cancel) =>
        await records.Site(code.Site, cancel) is { } site ? PadBook.Layout(organizations.Current, records.Paper, site.Facts) : null;

    private async Task Note(Guid id, PhotoReading reading, CancellationToken cancel)
    {
        var row = await db.Set<PaperPhoto>().SingleAsync(p => p.Id == id, cancel);
        if (row.State is not PhotoState.Unread) return;

        row.ReadAt = clock.GetUtcNow();
        row.Suggested = Suggestions(reading);
        row.State = PhotoState.Waiting;
        if (reading.Code is not { } code || SheetDesk.FolioOf(code.Folio) is not { } folio) return;

        // A supervisor sends for several establishments: it counts for the sheet's own.
        (row.Folio, row.Site) = (folio, code.Site);
        var sheet = (await records.Sheets([folio], cancel)) is [var only, ..] ? only : null;
        // What was read of it is for who enters it, and nobody enters this one.
        if (sheet is { State: SheetState.Entered or SheetState.Void } || await HasOther(row, folio, cancel)) (row.State, row.Suggested) = (PhotoState.Repeated, Nothing);
        else if (sheet is not { State: SheetState.Received }) await records.Move(folio, code.Site, SheetState.Received, NothingMore, $"{By}:received:{id}", By, cancel);
    }

    // Words that the field would refuse were read wrong.
    private ImmutableSortedDictionary<string, string> Suggestions(PhotoReading reading)
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(organizations.Current.Times.Zone).Date;
        var fields = SheetForm.Fields(organizations.Current.Pack).Where(f => f.Id.Value != records.Paper.Sheets.Site.Value).ToDictionary(f => f.Id.Value, StringComparer.Ordinal);
        var suggested = Nothing.ToBuilder();
        foreach (var (key, value) in reading.Suggested)
        {
            if (!key.StartsWith(PhotoReading.Typed, StringComparison.Ordinal)) suggested[key] = value;
            else if (fields.GetValueOrDefault(EnteredAs(key[PhotoReading.Typed.Length..], fields)) is { } field && FieldRules.Of(field, organizations.Current).Read(value, today) is { Problem: null, Value.IsEmpty: false })
                suggested[PhotoReading.Typed + field.Id.Value] = value;
        }

        if (reading.Printed is { } printed) suggested[PhotoReading.Typed + records.Paper.Sheets.Folio] = printed;
        return suggested.ToImmutable();
    }

    // What is told at length stands in one field of the sheet and one of the desk, whatever each is called.
    private string EnteredAs(string printed, Dictionary<string, Field> entered)
    {
        if (entered.ContainsKey(printed)) return printed;

        var told = PadBook.Fields(organizations.Current.Pack, records.Paper).Where(f => f.Type is FieldKind.LongText).ToList();
        var typed = entered.Values.Where(f => f.Type is FieldKind.LongText).ToList();
        return told is [var one] && one.Id.Value == printed && typed is [var other] ? other.Id.Value : printed;
    }

    private Task<bool> HasOther(PaperPhoto row, long folio, CancellationToken cancel) =>
        db.Set<PaperPhoto>().AnyAsync(p => p.Folio == folio && p.Id != row.Id && (p.State == PhotoState.Waiting || p.State == PhotoState.Entered), cancel);
}
