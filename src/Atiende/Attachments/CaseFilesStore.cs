using Atiende.Cases;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>What the staff does with files of cases, as it is stored.</summary>
internal sealed class CaseFilesStore(Db db, ICaseHistory history, TimeProvider clock) : ICaseFiles
{
    private const int WhyLength = 500;

    public async Task<IReadOnlyList<string>> Names(Guid ofCase, IReadOnlyCollection<Guid> files, CancellationToken cancel) =>
        await Of(ofCase, files).Select(a => a.Name).ToListAsync(cancel);

    public Task CopyTo(Guid toCase, Guid ofCase, IReadOnlyCollection<Guid> files, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        foreach (var file in await Of(ofCase, files).ToListAsync(inner))
        {
            db.Add(new AttachmentRow
            {
                Id = Guid.CreateVersion7(now),
                CaseId = toCase,
                Name = file.Name,
                MediaType = file.MediaType,
                Size = file.Size,
                Hash = file.Hash,
                Width = file.Width,
                Height = file.Height,
                At = now,
                Origin = file.Origin,
                By = by,
                IsPublic = file.IsPublic,
                UnscannedSince = file.UnscannedSince,
            });
            now = now.AddMicroseconds(1); // They stand in the order in which they came.
        }
    }, cancel);

    public Task<bool> Remove(Guid ofCase, Guid file, string why, string by, CancellationToken cancel) => Change(ofCase, file, removed: false, row =>
    {
        var said = why.Trim() is { Length: > WhyLength } long_ ? long_[..WhyLength] : why.Trim();
        (row.RemovedAt, row.RemovedBy, row.RemovedWhy) = (clock.GetUtcNow(), by, said);
        return new($"Se quita el archivo «{row.Name}»: {said}", $"The file \"{row.Name}\" is taken off: {said}");
    }, by, cancel);

    public Task<bool> Restore(Guid ofCase, Guid file, string by, CancellationToken cancel) => Change(ofCase, file, removed: true, row =>
    {
        (row.RemovedAt, row.RemovedBy, row.RemovedWhy) = (null, null, null);
        return new($"Vuelve el archivo «{row.Name}»", $"The file \"{row.Name}\" is back");
    }, by, cancel);

    public Task<bool> Mark(Guid ofCase, Guid file, bool isPublic, string by, CancellationToken cancel) => Change(ofCase, file, removed: false, row =>
    {
        if (row.IsPublic == isPublic) return null;

        row.IsPublic = isPublic;
        return isPublic ? new($"El archivo «{row.Name}» lo ve también la persona", $"The person sees the file \"{row.Name}\" too") : new($"El archivo «{row.Name}» es interno", $"The file \"{row.Name}\" is internal");
    }, by, cancel);

    public async Task<IReadOnlyList<RemovedFile>> Removed(Guid ofCase, CancellationToken cancel) =>
        [.. (await db.Set<AttachmentRow>().AsNoTracking().Where(a => a.CaseId == ofCase && a.RemovedAt != null).OrderByDescending(a => a.RemovedAt).ToListAsync(cancel))
            .Select(a => new RemovedFile(a.Id, a.Name, a.RemovedAt!.Value, a.RemovedBy ?? "", a.RemovedWhy ?? ""))];

    private Task<bool> Change(Guid ofCase, Guid file, bool removed, Func<AttachmentRow, Bilingual?> change, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<AttachmentRow>().FirstOrDefaultAsync(a => a.Id == file && a.CaseId == ofCase && a.RemovedAt != null == removed, inner) is not { } row) return false;

        if (change(row) is { } said) await history.Say(ofCase, said, by, inner);
        return true;
    }, cancel);

    private IQueryable<AttachmentRow> Of(Guid ofCase, IReadOnlyCollection<Guid> files) =>
        db.Set<AttachmentRow>().AsNoTracking().Where(a => a.CaseId == ofCase && a.RemovedAt == null && files.Contains(a.Id)).OrderBy(a => a.At).ThenBy(a => a.Id);
}
