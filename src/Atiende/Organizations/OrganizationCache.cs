using Atiende.Packs.Reading;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Organizations;

/// <summary>The organisations as the database has them, read when first asked for and again after they changed.</summary>
internal sealed partial class OrganizationCache(IServiceProvider services, ILogger<OrganizationCache> log)
{
    private readonly Lock turn = new();
    private IReadOnlyList<Served>? served;
    private bool isStale;

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Served> All
    {
        get
        {
            lock (turn)
            {
                if (served is null || isStale) (served, isStale) = (Read(served ?? []), false);
                return served;
            }
        }
    }

    /// <summary>What is in memory is looked at again before it is next used.</summary>
    public void Forget()
    {
        lock (turn) isStale = true;
    }

    /// <summary>Forgets where another process or node has changed a pack.</summary>
    public async Task Compare(CancellationToken cancel)
    {
        await using var scope = services.CreateSystemScope();
        var stored = await Rows(scope).ToDictionaryAsync(row => row.OrganizationId, row => row.Revision, cancel);
        lock (turn)
        {
            if (served is not null && (stored.Count != served.Count || !served.All(s => stored.GetValueOrDefault(s.Id) == s.Revision)))
                isStale = true;
        }
    }

    // Read without asynchrony: the face is asked in the middle of pages and of other rooms' work, and seldom has to read.
    private List<Served> Read(IReadOnlyList<Served> known)
    {
        using var scope = services.CreateSystemScope();
        var now = new List<Served>();
        foreach (var row in Rows(scope).ToList())
        {
            if (known.FirstOrDefault(s => s.Id == row.OrganizationId && s.Revision == row.Revision) is { } same) now.Add(same);
            else now.Add(Read(scope.ServiceProvider.GetRequiredService<Db>(), row));
        }

        return [.. now.OrderBy(s => s.Organization?.Pack.Identity.Name ?? s.Id, StringComparer.CurrentCulture)];
    }

    private Served Read(Db db, OrganizationRow row)
    {
        var texts = db.Set<PackFile>().IgnoreQueryFilters([Db.OrganizationFilter]).AsNoTracking()
            .Where(f => f.OrganizationId == row.OrganizationId).ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        var (pack, faults) = PackReader.Read(new(row.OrganizationId, texts));
        if (pack is null)
        {
            // It was without faults when it was stored: this program asks for more. The others go on.
            foreach (var fault in faults.Where(f => !f.IsWarning)) LogUnreadable(row.OrganizationId, fault.ToString());
            return new(row.OrganizationId, row.Revision, null, [], new Dictionary<string, string>());
        }

        var versions = db.Set<ProcedureVersionRow>().IgnoreQueryFilters([Db.OrganizationFilter]).AsNoTracking()
            .Where(v => v.OrganizationId == row.OrganizationId).ToList();
        var current = pack.Procedures.Select(p => (Code: p.Document!.Code.Value, Hash: ProcedureText.HashOf(ProcedureText.FilesOf(pack, p, texts))))
            .ToDictionary(c => c.Code, c => versions.First(v => v.Code == c.Code && v.Hash == c.Hash).Id, StringComparer.Ordinal);
        return new(row.OrganizationId, row.Revision, new(pack),
            [.. versions.OrderBy(v => v.Code, StringComparer.Ordinal).ThenByDescending(v => v.LoadedAt).ThenByDescending(v => v.Id, StringComparer.Ordinal)
                .Select(v => new ProcedureVersion(v))], current);
    }

    private static IQueryable<OrganizationRow> Rows(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<Db>().Set<OrganizationRow>().IgnoreQueryFilters([Db.OrganizationFilter]).AsNoTracking();

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored pack of {Organization} has an error, so it is not served; load a corrected one: {Fault}")]
    private partial void LogUnreadable(string organization, string fault);
}

/// <summary>An organisation in memory.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Revision">The revision of its pack.</param>
/// <param name="Organization">The organisation; null where its stored pack cannot be read.</param>
/// <param name="Versions">Every version of its documents.</param>
/// <param name="Current">The version of each document that its pack has now: code to id.</param>
internal sealed record Served(
    string Id, int Revision, Organization? Organization, IReadOnlyList<ProcedureVersion> Versions, IReadOnlyDictionary<string, string> Current);
