using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Routing;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Routing;

/// <summary>The rules in force, and those that were.</summary>
internal sealed class RoutingRules(Db db, IOrganizations organizations, TimeProvider clock)
{
    /// <summary>The tables that the pack has.</summary>
    public IReadOnlyList<RoutingTable> Tables => organizations.Current.Pack.Routing;

    /// <summary>The table of a case type; null where its cases are not routed by rules.</summary>
    public RoutingTable? Table(string caseType) => Tables.FirstOrDefault(t => t.Case.Value == caseType);

    /// <summary>What is in force; null where nothing was ever loaded.</summary>
    public Task<RoutingVersionRow?> InForce(string caseType, CancellationToken cancel) =>
        db.Set<RoutingVersionRow>().AsNoTracking().Where(v => v.CaseType == caseType).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);

    /// <summary>One version; null where there is none.</summary>
    public Task<RoutingVersionRow?> Version(string caseType, int number, CancellationToken cancel) =>
        db.Set<RoutingVersionRow>().AsNoTracking().FirstOrDefaultAsync(v => v.CaseType == caseType && v.Number == number, cancel);

    /// <summary>All versions, the newest first.</summary>
    public async Task<IReadOnlyList<RoutingVersionRow>> Versions(string caseType, CancellationToken cancel) =>
        await db.Set<RoutingVersionRow>().AsNoTracking().Where(v => v.CaseType == caseType).OrderByDescending(v => v.Number).ToListAsync(cancel);

    /// <summary>What is wrong with rules; nothing, where they may be put in force.</summary>
    public IReadOnlyList<RoutingProblem> Check(RoutingTable table, IEnumerable<StoredRule> rules) =>
        new RoutingCheck(organizations.Current.Pack, table).Of([.. rules.Select(r => r.Rule)]);

    /// <summary>Puts rules in force as the next version, in the caller's transaction.</summary>
    public async Task<int> Add(string caseType, IEnumerable<StoredRule> rules, bool fromPack, int? based, string by, string? why, CancellationToken cancel)
    {
        var last = await db.Set<RoutingVersionRow>().Where(v => v.CaseType == caseType).MaxAsync(v => (int?)v.Number, cancel) ?? 0;
        db.Add(new RoutingVersionRow
        {
            CaseType = caseType,
            Number = last + 1,
            Rules = [.. rules],
            FromPack = fromPack,
            Based = based,
            At = clock.GetUtcNow(),
            By = by,
            Why = why,
        });
        return last + 1;
    }
}
