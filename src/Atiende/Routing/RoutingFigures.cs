using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Routing;

/// <summary>Counts by rule what the rules did, and finds the cases behind each number.</summary>
internal sealed class RoutingFigures(Db db)
{
    /// <summary>What each rule did since then, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, RuleFigures>> ByRule(string caseType, DateTimeOffset since, CancellationToken cancel) =>
        (await db.Set<RoutingDecisionRow>().Where(d => d.CaseType == caseType && d.At >= since)
            .GroupBy(d => d.Rule)
            .Select(g => new { Rule = g.Key, Routed = g.Count(), Checked = g.Count(d => d.Right != null), Corrected = g.Count(d => d.Right != null && d.Right != d.To) })
            .ToListAsync(cancel)).ToDictionary(g => g.Rule, g => new RuleFigures(g.Routed, g.Checked, g.Corrected), StringComparer.Ordinal);

    /// <summary>The newest cases that a rule routed, those that were corrected first where only these are wanted.</summary>
    public async Task<IReadOnlyList<PastCase>> OfRule(string caseType, string rule, bool correctedOnly, int most, CancellationToken cancel) =>
        await Past(Decisions(caseType).Where(d => d.Rule == rule && (!correctedOnly || (d.Right != null && d.Right != d.To))), most, cancel);

    /// <summary>The last cases of a type.</summary>
    public Task<IReadOnlyList<PastCase>> Last(string caseType, int most, CancellationToken cancel) => Past(Decisions(caseType), most, cancel);

    private IQueryable<RoutingDecisionRow> Decisions(string caseType) => db.Set<RoutingDecisionRow>().AsNoTracking().Where(d => d.CaseType == caseType);

    private static async Task<IReadOnlyList<PastCase>> Past(IQueryable<RoutingDecisionRow> some, int most, CancellationToken cancel) =>
        [.. (await some.OrderByDescending(d => d.At).Take(most).ToListAsync(cancel))
            .Select(d => new PastCase(d.CaseId, d.Folio, d.Version, d.Rule, d.To, d.Facts, d.At, d.Right, d.CheckedBy, d.CheckedAt))];
}

/// <summary>What a rule did: cases routed, those somebody looked at, and those among them that should have gone elsewhere.</summary>
internal sealed record RuleFigures(int Routed, int Checked, int Corrected)
{
    /// <summary>Nothing yet.</summary>
    public static RuleFigures None { get; } = new(0, 0, 0);

    /// <summary>Corrected, of those looked at: percent; null while nobody looked.</summary>
    public double? Percent => Checked > 0 ? 100.0 * Corrected / Checked : null;
}

/// <summary>A case that was routed.</summary>
public sealed record PastCase(
    Guid? Case, string? Folio, int Version, string Rule, string To, ImmutableSortedDictionary<string, Datum> Facts, DateTimeOffset At,
    string? Right, string? CheckedBy, DateTimeOffset? CheckedAt)
{
    /// <summary>Whether somebody found that it should have gone elsewhere.</summary>
    public bool IsCorrected => Right is not null && Right != To;
}
