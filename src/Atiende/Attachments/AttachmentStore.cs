using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Files of cases: content in its store first, then its row.</summary>
internal sealed partial class AttachmentStore(
    Db db, IContents contents, Thumbnails thumbnails, IncomingFiles incoming, IVirusScan scan, ICurrentOrganization organization, Settings settings, TimeProvider clock,
    ILogger<AttachmentStore> log) : IAttachments
{
    public bool HasThumbnails => thumbnails.Program is not null;

    public async Task<IReadOnlyList<Attachment>> Keep(IAsyncEnumerable<NewFile> files, AttachmentTerms terms, CancellationToken cancel)
    {
        var kept = new List<AttachmentRow>();
        await foreach (var file in files.WithCancellation(cancel))
        {
            if (kept.Count == terms.Rules.Most) throw TooMany(FileNames.Tidy(file.Name), terms.Rules);

            kept.Add(await Put(file, terms, kept.Count, cancel));
        }

        return await db.Write(async inner =>
        {
            var there = terms.Case is { } one ? await db.Set<AttachmentRow>().Where(a => a.CaseId == one && a.RemovedAt == null).ToListAsync(inner) : [];
            var result = new List<AttachmentRow>();
            foreach (var row in kept)
            {
                var same = there.Find(a => a.Hash == row.Hash && a.Name == row.Name);
                if (same is null)
                {
                    if (there.Count == terms.Rules.Most) throw TooMany(row.Name, terms.Rules);
                    db.Add(row);
                    there.Add(row);
                }

                result.Add(same ?? row);
            }

            return result.ConvertAll(Of);
        }, cancel);
    }

    public Task Bind(Guid toCase, IReadOnlyCollection<Guid> attachments, string origin, CaseFiles rules, CancellationToken cancel) => db.Write(async inner =>
    {
        var rows = await db.Set<AttachmentRow>().Where(a => attachments.Contains(a.Id) && a.Origin == origin && (a.CaseId == null || a.CaseId == toCase)).ToListAsync(inner);
        if (rows.Count < attachments.Count)
            throw new AttachmentRefusedException(AttachmentProblem.Gone, "", new("Un archivo ya no está: adjúntelo de nuevo.", "A file is not there any more: attach it again."));

        var there = await db.Set<AttachmentRow>().CountAsync(a => a.CaseId == toCase && a.RemovedAt == null, inner);
        foreach (var row in rows.Where(r => r.CaseId is null))
        {
            if (++there > rules.Most) throw TooMany(row.Name, rules);
            row.CaseId = toCase;
        }
    }, cancel);

    public async Task<IReadOnlyList<Attachment>> Of(Guid ofCase, CancellationToken cancel) =>
        [.. (await db.Set<AttachmentRow>().AsNoTracking().Where(a => a.CaseId == ofCase && a.RemovedAt == null).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancel)).Select(Of)];

    public async Task<Attachment?> Find(Guid id, CancellationToken cancel) =>
        await db.Set<AttachmentRow>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.RemovedAt == null, cancel) is { } row ? Of(row) : null;

    public async Task<string?> PathOf(Attachment attachment, CancellationToken cancel)
    {
        if (await contents.Fetch(Organization, attachment.Hash, cancel) is { } path) return path;

        LogGone(attachment.Id, attachment.Hash);
        return null;
    }

    public async Task<string?> ThumbnailOf(Attachment attachment, CancellationToken cancel) =>
        !attachment.IsPicture ? null
        : contents.ThumbnailOf(Organization, attachment.Hash) is var small && File.Exists(small) ? small
        : await PathOf(attachment, cancel) is { } path ? await thumbnails.Make(path, small, cancel) : null;

    private string Organization => organization.Id ?? throw new InvalidOperationException("A file belongs to an organisation, and none was entered.");

    private async Task<AttachmentRow> Put(NewFile file, AttachmentTerms terms, int before, CancellationToken cancel)
    {
        using var place = await incoming.Enter(cancel);
        var name = FileNames.Tidy(file.Name);
        var content = await IncomingFiles.Read(file.Content, name, terms.Rules.LargestMegabytes, cancel);
        var found = CheckedFile.Of(name, content, terms.Rules);
        var isScanned = await Scan(found, cancel);
        var hash = await Store(found, cancel);
        var now = clock.GetUtcNow().AddMicroseconds(before); // They stand in the order in which they came.
        return new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = terms.Case,
            Name = found.Name,
            MediaType = found.MediaType,
            Size = found.Content.Length,
            Hash = hash,
            Width = found.Width,
            Height = found.Height,
            At = now,
            Origin = terms.Origin,
            By = terms.By,
            IsPublic = terms.IsPublic,
            UnscannedSince = isScanned ? null : now,
        };
    }

    // As it would be stored; false where the scanner is down and the setting says to keep such files all the same.
    private async Task<bool> Scan(CheckedFile file, CancellationToken cancel)
    {
        try
        {
            if (await scan.Find(file.Content, cancel) is not { } harm) return true;

            LogHarmful(file.Name, harm);
        }
        catch (VirusScanDownException down)
        {
            if (settings.Unscanned is Unscanned.Keep)
            {
                LogKeptUnscanned(down);
                return false;
            }

            LogScanDown(down);
            throw new AttachmentRefusedException(AttachmentProblem.Unchecked, file.Name, new(
                $"«{file.Name}» no se pudo revisar ahora: envíelo otra vez en unos minutos.", $"\"{file.Name}\" could not be checked now: send it again in a few minutes."));
        }

        throw new AttachmentRefusedException(AttachmentProblem.Harmful, file.Name, new(
            $"«{file.Name}» trae un programa dañino: no se recibe.", $"\"{file.Name}\" holds a harmful program: it is not taken."));
    }

    // Nothing is acknowledged that the store did not take: the sender is told, and so is the operator.
    private async Task<string> Store(CheckedFile file, CancellationToken cancel)
    {
        try
        {
            return await contents.Put(Organization, file.Content, cancel);
        }
        catch (IOException away) when (StorageFaults.Of(away) is not null)
        {
            LogStoreAway(away);
            throw new AttachmentRefusedException(AttachmentProblem.Unkept, file.Name, new(
                $"«{file.Name}» no se pudo guardar ahora: envíelo otra vez en unos minutos.", $"\"{file.Name}\" could not be kept now: send it again in a few minutes."));
        }
    }

    private static AttachmentRefusedException TooMany(string name, CaseFiles rules) => new(AttachmentProblem.TooMany, name, new Bilingual(
        $"«{name}» no cabe: un caso recibe hasta {rules.Most} archivos.", $"\"{name}\" is one too many: a case takes up to {rules.Most} files."));

    private static Attachment Of(AttachmentRow row) =>
        new(row.Id, row.CaseId, row.Name, row.MediaType, row.Size, row.Hash, row.Width, row.Height, row.At, row.By, row.IsPublic, row.UnscannedSince is not null);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {Name} was not taken: {Harm}")]
    private partial void LogHarmful(string name, string harm);

    [LoggerMessage(Level = LogLevel.Error, Message = "Files cannot be looked into, and none is taken until they can")]
    private partial void LogScanDown(Exception down);

    [LoggerMessage(Level = LogLevel.Error, Message = "Files cannot be looked into; they are kept, marked so, and looked into once they can be")]
    private partial void LogKeptUnscanned(Exception down);

    [LoggerMessage(Level = LogLevel.Error, Message = "Files cannot be kept, and none is taken until they can")]
    private partial void LogStoreAway(Exception away);

    [LoggerMessage(Level = LogLevel.Error, Message = "The content {Hash} of attachment {Id} is gone; restore it from a backup")]
    private partial void LogGone(Guid id, string hash);
}
