using System.Text.Json;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Files: their rows go at once, their content at the next sweep, where nothing else has the same.</summary>
internal sealed class AttachmentPersonalData(Db db, IContents contents, ICurrentOrganization organization, IClosedCases cases) : IPersonalData, IRetained
{
    public IReadOnlyCollection<string> Forgets => ["Attachments.Name", "Attachments.Hash", "Attachments.Origin", "Attachments.By", "Attachments.RemovedWhy", "Uploads.Name", "Uploads.Origin"];

    public string Kind => "attachments";

    public async Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel)
    {
        var files = await db.Set<AttachmentRow>().AsNoTracking().Where(a => a.CaseId != null && subject.Cases.Contains(a.CaseId.Value) && a.IsPublic)
            .OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancel);
        if (files.Count == 0) return [];

        // Two files of one name are two files.
        var named = files.Select((file, index) => (File: file, Name: $"{index + 1:000}-{file.Name}")).ToList();
        var held = new List<HeldFile>();
        foreach (var (file, name) in named)
            if (await contents.Fetch(organization.Id!, file.Hash, cancel) is { } path) held.Add(new(name, path));

        return
        [
            new("files", new("Archivos", "Files"), JsonSerializer.SerializeToNode(named.Select(f => new { f.Name, f.File.MediaType, f.File.Size, f.File.At }), JsonColumns.Options)!)
            {
                Files = held,
            },
        ];
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var origins = subject.PortalPeople.Select(id => $"portal:{id}").ToList();
        await db.Set<AttachmentRow>().Where(a => (a.CaseId != null && subject.Cases.Contains(a.CaseId.Value)) || origins.Contains(a.Origin)).ExecuteDeleteAsync(cancel);
        await db.Set<UploadRow>().Where(u => (u.CaseId != null && subject.Cases.Contains(u.CaseId.Value)) || origins.Contains(u.Origin)).ExecuteDeleteAsync(cancel);
    }

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
    {
        var ids = await Due(rule).OrderBy(a => a.At).Select(a => a.Id).Take(most).ToListAsync(inner);
        return await db.Set<AttachmentRow>().Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(inner);
    }, cancel);

    private IQueryable<AttachmentRow> Due(RetentionRule rule)
    {
        var closed = cases.ClosedBefore(rule.Before);
        return db.Set<AttachmentRow>().AsNoTracking().Where(a => a.CaseId != null && closed.Contains(a.CaseId.Value));
    }
}
