using Atiende.Cases;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Looks into what was kept while the virus scanner did not answer. What is harmful is taken off, and its case's history says so.</summary>
internal sealed partial class UnscannedTurn(
    Db db, IContents contents, IVirusScan scan, ICaseMatters matters, ICaseHistory history, ICurrentOrganization organization, ILogger<UnscannedTurn> log)
{
    private const int AtOnce = 20;
    private const string Who = "antivirus";

    /// <summary>True where there may be more to look into at once.</summary>
    public async Task<bool> Next(CancellationToken cancel)
    {
        if (!scan.IsOn) return false;

        var some = await db.Set<AttachmentRow>().AsNoTracking().Where(a => a.UnscannedSince != null).OrderBy(a => a.UnscannedSince).Take(AtOnce).ToListAsync(cancel);
        foreach (var row in some)
        {
            if (await contents.Fetch(organization.Id!, row.Hash, cancel) is not { } path) continue;

            string? harm;
            try
            {
                harm = await scan.Find(await File.ReadAllBytesAsync(path, cancel), cancel);
            }
            catch (VirusScanDownException)
            {
                return false; // The next round asks again.
            }

            await db.Write(inner => harm is null ? Clear(row.Id, inner) : TakeOff(row.Id, harm, inner), cancel);
            if (harm is not null) LogHarmful(row.Id, harm);
        }

        return some.Count == AtOnce;
    }

    private Task<int> Clear(Guid id, CancellationToken cancel) =>
        db.Set<AttachmentRow>().Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.UnscannedSince, (DateTimeOffset?)null), cancel);

    private async Task<int> TakeOff(Guid id, string harm, CancellationToken cancel)
    {
        if (await db.Set<AttachmentRow>().FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } row) return 0;

        db.Remove(row);
        if (row.CaseId is { } ofCase && await matters.Find(ofCase, cancel) is not null)
            await history.Say(ofCase, new($"Se quita el archivo «{row.Name}»: trae un programa dañino ({harm})", $"The file \"{row.Name}\" is taken off: it holds a harmful program ({harm})"), Who, cancel);
        return 1;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {Id}, kept while the scanner was down, was taken off: {Harm}")]
    private partial void LogHarmful(Guid id, string harm);
}
