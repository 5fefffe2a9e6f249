using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Relations;

/// <summary>Keeps by what each case is like others, and finds those.</summary>
internal sealed class CaseLikenesses(Db db, IOrganizations organizations, CaseSearch search, TimeProvider clock)
{
    // So many are worth looking at before one opens another.
    private const int Most = 5;

    /// <summary>Writes down what a case that was opened or changed is like now. In the caller's transaction.</summary>
    public async Task Keep(Case one, CaseType type, bool opened, CancellationToken cancel)
    {
        if (type.Duplicates is null) return;

        var key = CaseLikeness.KeyOf(type, one.Kind, one.ContactId, one.Fields);
        var held = opened ? null : await db.Set<CaseLikeness>().FirstOrDefaultAsync(l => l.CaseId == one.Id, cancel);
        if (held is null && key is not null) db.Add(new CaseLikeness { CaseId = one.Id, Key = key, At = one.OpenedAt });
        else if (held is not null && key is null) db.Remove(held);
        else if (held is not null) held.Key = key!;
    }

    public async Task<IReadOnlyList<CaseSummary>> Like(CaseToOpen asked, CancellationToken cancel)
    {
        if (TypeOf(asked.Type) is not { Duplicates: { } rule } type || CaseLikeness.KeyOf(type, asked.Kind, asked.Contact, asked.Fields) is not { } key) return [];

        var since = clock.GetUtcNow() - rule.Span;
        return await Shown(await db.Set<CaseLikeness>().Where(l => l.Key == key && l.At >= since).OrderByDescending(l => l.At).Take(Most)
            .Join(db.Set<Case>(), l => l.CaseId, c => c.Id, (_, c) => c.MergedInto ?? c.Id).ToListAsync(cancel), cancel);
    }

    /// <summary>One question where there are none, as is most often so.</summary>
    public async Task<IReadOnlyList<CaseSummary>> LikeCase(Guid id, CancellationToken cancel)
    {
        var found = await db.Set<CaseLikeness>().Where(one => one.CaseId == id)
            .Join(db.Set<CaseLikeness>(), one => one.Key, other => other.Key, (one, other) => new { Own = one.At, other.At, other.CaseId })
            .Where(l => l.CaseId != id && l.At <= l.Own).OrderByDescending(l => l.At).Take(Most)
            .Join(db.Set<Case>(), l => l.CaseId, c => c.Id, (l, c) => new { l.Own, l.At, c.Type, Id = c.MergedInto ?? c.Id }).ToListAsync(cancel);
        return await Shown([.. found.Where(f => f.Id != id && TypeOf(f.Type)?.Duplicates is { } rule && f.At >= f.Own - rule.Span).Select(f => f.Id)], cancel);
    }

    private async Task<IReadOnlyList<CaseSummary>> Shown(List<Guid> found, CancellationToken cancel) =>
        found.Count == 0 ? [] : await search.Some([.. found.Distinct()], cancel);

    private CaseType? TypeOf(string id) => organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == id);
}
