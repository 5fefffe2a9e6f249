using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Exports;

/// <summary>The exports' table, and what a member does with their own.</summary>
internal sealed class ExportStore(Db db, IAudit audit, ExportFolder folder, ICurrentOrganization organization, Bell<ExportWork> bell, TimeProvider clock) : IExports
{
    /// <summary>How long a file is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private const int ListMost = 100;

    public Task<Guid> Begin(ExportAsk ask, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        var row = new ExportRow
        {
            Id = Guid.CreateVersion7(now),
            Member = ask.Reader.Member,
            Ask = ask,
            At = now,
            State = ExportState.Waiting,
            BeatAt = now,
            GoneAt = now + KeptFor,
        };
        db.Add(row);
        // The filters may hold a person's name: they stay in the export's own row.
        await audit.Write(new(ask.Reader.Member, "export.asked", $"export:{row.Id}", $"{ask.Source} · {ask.Format}{(ask.Reader.Personal ? " · personal" : "")}"), inner);
        db.AfterCommit(bell.Ring);
        return row.Id;
    }, cancel);

    public async Task<ExportView?> Find(Guid id, string member, CancellationToken cancel) =>
        await Mine(member).FirstOrDefaultAsync(e => e.Id == id, cancel) is { } row ? View(row) : null;

    public async Task<IReadOnlyList<ExportView>> Of(string member, CancellationToken cancel) =>
        [.. (await Mine(member).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(ListMost).ToListAsync(cancel)).Select(View)];

    public async Task Drop(Guid id, string member, CancellationToken cancel)
    {
        if (await Mine(member).FirstOrDefaultAsync(e => e.Id == id, cancel) is not { } row) return;

        await db.Write(async inner =>
        {
            await db.Set<ExportRow>().Where(e => e.Id == id && e.Member == member).ExecuteDeleteAsync(inner);
            await audit.Write(new(member, "export.dropped", $"export:{id}", row.Ask.Source), inner);
        }, cancel);
        folder.Remove(Organization, id, row.Ask.Format);
    }

    public async Task<string?> Fetch(Guid id, string member, CancellationToken cancel)
    {
        if (await Mine(member).FirstOrDefaultAsync(e => e.Id == id && e.State == ExportState.Done, cancel) is not { } row) return null;

        var path = folder.PathOf(Organization, id, row.Ask.Format);
        if (!File.Exists(path)) return null;

        await audit.Write(new(member, "export.fetched", $"export:{id}", $"{row.Ask.Source} · {row.Rows}"), cancel);
        return path;
    }

    private string Organization => organization.Id ?? throw new InvalidOperationException("An export belongs to an organisation, and none was entered.");

    private IQueryable<ExportRow> Mine(string member)
    {
        var now = clock.GetUtcNow();
        return db.Set<ExportRow>().AsNoTracking().Where(e => e.Member == member && e.GoneAt > now);
    }

    private static ExportView View(ExportRow row) =>
        new(row.Id, row.Ask.Source, row.Ask.Format, row.State, row.At, row.Rows, row.Total, row.Bytes, row.Name, row.GoneAt);
}
