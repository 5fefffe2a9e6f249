using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Files on their way: a row for each, its bytes in the store of pieces. How much is here is what lies there and nothing else.</summary>
internal sealed class UploadStore(Db db, IPieces pieces, IAttachments attachments, ICurrentOrganization organization, TimeProvider clock) : IUploads
{
    /// <summary>How long a file may take to come.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // More at once than a person chooses, fewer than fill a disk.
    private const int AtOnceMost = 40;
    private const long Megabyte = 1024 * 1024;

    private string Organization => organization.Id ?? throw new InvalidOperationException("A file belongs to an organisation, and none was entered.");

    public async Task<Upload> Begin(NewUpload upload, CancellationToken cancel)
    {
        var name = FileNames.Tidy(upload.Name);
        if (upload.Size <= 0) throw new UploadRefusedException(UploadProblem.TooLarge, new($"«{name}» está vacío.", $"\"{name}\" is empty."));
        if (upload.Size > upload.Rules.LargestMegabytes * Megabyte)
            throw new UploadRefusedException(UploadProblem.TooLarge, new(
                $"«{name}» pesa más de {upload.Rules.LargestMegabytes} MB: redúzcalo.", $"\"{name}\" is larger than {upload.Rules.LargestMegabytes} MB: make it smaller."));

        return await db.Write(async inner =>
        {
            var now = clock.GetUtcNow();
            if (await db.Set<UploadRow>().CountAsync(u => u.Origin == upload.Origin && u.AttachmentId == null && u.At > now - Kept, inner) >= AtOnceMost)
                throw new UploadRefusedException(UploadProblem.TooMany, new("Hay muchos archivos en camino: espere a que terminen.", "Many files are on their way: wait until they are here."));

            var row = new UploadRow
            {
                Id = Guid.CreateVersion7(now),
                Name = name,
                Size = upload.Size,
                CaseId = upload.Case,
                Origin = upload.Origin,
                IsPublic = upload.IsPublic,
                At = now,
            };
            db.Add(row);
            return Of(row, 0);
        }, cancel);
    }

    public async Task<Upload?> Find(Guid id, string origin, CancellationToken cancel) =>
        await db.Set<UploadRow>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Origin == origin, cancel) is not { } row ? null
            : Of(row, row.AttachmentId is null ? await pieces.LengthOf(Organization, row.Id, cancel) : row.Size);

    public async Task<Upload> Append(Upload upload, long offset, Stream piece, CancellationToken cancel) =>
        upload with { Offset = await pieces.Append(Organization, upload.Id, offset, piece, upload.Size, cancel) };

    public async Task<Attachment> Finish(Upload upload, CaseFiles rules, string by, CancellationToken cancel)
    {
        if (upload.Attachment is { } made && await attachments.Find(made, cancel) is { } before) return before;
        if (await pieces.LengthOf(Organization, upload.Id, cancel) != upload.Size)
            throw new UploadRefusedException(UploadProblem.Unfinished, new("El archivo no está completo todavía.", "The file is not whole yet."));

        Attachment kept;
        try
        {
            await using var content = await pieces.Open(Organization, upload.Id, cancel);
            kept = (await attachments.Keep(One(new(upload.Name, content)), new(rules, upload.Case, upload.Origin, by, upload.IsPublic), cancel))[0];
        }
        catch (AttachmentRefusedException refused) when (!refused.IsPassing)
        {
            await Drop(upload, cancel);
            throw;
        }

        await db.Write(inner => db.Set<UploadRow>().Where(u => u.Id == upload.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.AttachmentId, kept.Id), inner), cancel);
        await pieces.Remove(Organization, upload.Id, cancel);
        return kept;
    }

    public async Task Drop(Upload upload, CancellationToken cancel)
    {
        await db.Write(inner => db.Set<UploadRow>().Where(u => u.Id == upload.Id).ExecuteDeleteAsync(inner), cancel);
        await pieces.Remove(Organization, upload.Id, cancel);
    }

    private static async IAsyncEnumerable<NewFile> One(NewFile file)
    {
        await Task.CompletedTask;
        yield return file;
    }

    private static Upload Of(UploadRow row, long here) => new(row.Id, row.Name, row.Size, here, row.CaseId, row.Origin, row.IsPublic, row.AttachmentId);
}
