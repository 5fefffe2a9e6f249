using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>What the staff does with files of cases, as it is stored.</summary>
internal sealed class CaseFilesStore(Db db, TimeProvider clock) : ICaseFiles
{
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
            });
            now = now.AddMicroseconds(1); // They stand in the order in which they came.
        }
    }, cancel);

    private IQueryable<AttachmentRow> Of(Guid ofCase, IReadOnlyCollection<Guid> files) =>
        db.Set<AttachmentRow>().AsNoTracking().Where(a => a.CaseId == ofCase && files.Contains(a.Id)).OrderBy(a => a.At).ThenBy(a => a.Id);
}
