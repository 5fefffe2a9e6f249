using System.Globalization;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Relations;

/// <summary>How cases relate, as it is stored.</summary>
internal sealed class CaseRelationStore(Db db, CaseSearch search, CaseLikenesses likenesses, CaseMerging merging, TimeProvider clock) : ICaseRelations
{
    // A part of a part of a part is as deep as matters go.
    private const int DeepestMost = 10;

    public Task<IReadOnlyList<CaseSummary>> Like(CaseToOpen asked, CancellationToken cancel) => likenesses.Like(asked, cancel);

    public Task<IReadOnlyList<CaseSummary>> LikeCase(Guid id, CancellationToken cancel) => likenesses.LikeCase(id, cancel);

    public Task<Guid> GoesOnIn(Guid id, CancellationToken cancel) => CaseChain.GoesOnIn(db, id, cancel);

    public Task Merge(Guid id, Guid into, string why, string by, CancellationToken cancel) => merging.Merge(id, into, why, by, cancel);

    public Task Unmerge(Guid id, string by, CancellationToken cancel) => merging.Unmerge(id, by, cancel);

    public async Task<CaseRelated?> Of(Guid id, CancellationToken cancel)
    {
        if (await search.Seen.FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one) return null;

        var links = await db.Set<CaseLink>().AsNoTracking().Where(l => l.CaseId == id || l.OtherId == id).OrderBy(l => l.At).ToListAsync(cancel);
        var linked = (await search.Some([.. links.Select(l => Other(l, id))], cancel)).ToDictionary(c => c.Id);
        var parts = await Parts(id, cancel);
        var merged = await Merged(id, cancel);
        HashSet<Guid> related = [id, .. linked.Keys, .. parts.Select(p => p.Id), .. merged.Select(m => m.Case.Id), one.ParentId ?? id];
        return new(
            await One(one.MergedInto, cancel), merged,
            [.. links.Where(l => linked.ContainsKey(Other(l, id))).Select(l => new LinkedCase(linked[Other(l, id)], l.Kind, l.At, l.By))],
            await One(one.ParentId, cancel), parts,
            one.MergedInto is not null ? [] : [.. (await likenesses.LikeCase(id, cancel)).Where(c => !related.Contains(c.Id))]);
    }

    public async Task<CasePair?> Pair(Guid id, string otherFolio, CancellationToken cancel)
    {
        var folio = otherFolio.Trim().ToUpperInvariant();
        if (await search.Seen.FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one
            || await search.Seen.FirstOrDefaultAsync(c => c.Folio == folio, cancel) is not { } other) return null;

        return new(search.Summary(one), search.Summary(other), NoLink(one, other),
            await merging.Refusal(one, other, cancel), await merging.Refusal(other, one, cancel), await NoPart(other, one, cancel));
    }

    public Task Link(Guid id, Guid other, string by, CancellationToken cancel) => Link(id, other, CaseLinkKind.Related, by, cancel);

    /// <summary>Links two cases, and says why.</summary>
    internal Task Link(Guid id, Guid other, CaseLinkKind kind, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var (one, two) = (await Row(id, inner), await Row(other, inner));
        if (NoLink(one, two) is { } refusal) throw new CaseRefusedException(refusal);

        var (first, second) = Ordered(id, other);
        if (await db.Set<CaseLink>().AnyAsync(l => l.CaseId == first && l.OtherId == second, inner)) return;

        var now = clock.GetUtcNow();
        db.Add(new CaseLink { CaseId = first, OtherId = second, Kind = kind, At = now, By = by });
        var (mine, theirs) = kind is CaseLinkKind.Split
            ? (new Bilingual($"De él se separa {two.Folio}", $"{two.Folio} is split off it"), new Bilingual($"Separado de {one.Folio}", $"Split off {one.Folio}"))
            : (new Bilingual($"Vinculado con {two.Folio}", $"Linked with {two.Folio}"), new Bilingual($"Vinculado con {one.Folio}", $"Linked with {one.Folio}"));
        await db.Say(one, CaseEventKind.Linked, mine, by, now, inner);
        await db.Say(two, CaseEventKind.Linked, theirs, by, now, inner);
    }, cancel);

    public Task Unlink(Guid id, Guid other, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var (first, second) = Ordered(id, other);
        if (await db.Set<CaseLink>().FirstOrDefaultAsync(l => l.CaseId == first && l.OtherId == second, inner) is not { } link) return;

        var (one, two, now) = (await Row(id, inner), await Row(other, inner), clock.GetUtcNow());
        db.Remove(link);
        await db.Say(one, CaseEventKind.Linked, new($"Deja de estar vinculado con {two.Folio}", $"No longer linked with {two.Folio}"), by, now, inner);
        await db.Say(two, CaseEventKind.Linked, new($"Deja de estar vinculado con {one.Folio}", $"No longer linked with {one.Folio}"), by, now, inner);
    }, cancel);

    public Task SetParent(Guid id, Guid? parent, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        await db.HoldCase(id, inner);
        var (one, now) = (await Row(id, inner), clock.GetUtcNow());
        if (one.ParentId == parent) return;

        if (one.ParentId is { } was && await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == was, inner) is { } before)
            await db.Say(one, CaseEventKind.Parent, new($"Deja de ser parte de {before.Folio}", $"No longer part of {before.Folio}"), by, now, inner);
        one.ParentId = parent;
        if (parent is not { } to) return;

        var above = await Row(to, inner);
        if (await NoPart(one, above, inner) is { } refusal) throw new CaseRefusedException(refusal);

        await db.Say(one, CaseEventKind.Parent, new($"Parte de {above.Folio}", $"Part of {above.Folio}"), by, now, inner);
    }, cancel);

    private static Bilingual? NoLink(Case one, Case other) => one.Id == other.Id ? new("Es el mismo caso.", "It is the same case.") : null;

    // Nothing is part of itself, over others neither; and what is closed waits for nothing.
    private async Task<Bilingual?> NoPart(Case part, Case whole, CancellationToken cancel)
    {
        if (part.Id == whole.Id) return new("Es el mismo caso.", "It is the same case.");
        if (whole.MergedInto is not null || part.MergedInto is not null) return new("Uno de los dos está unido a otro: relacione el caso en que sigue.", "One of them is merged into another: relate the one it goes on in.");
        if (!whole.IsOpen && part.IsOpen) return new($"{whole.Folio} ya se cerró: no espera a nadie.", $"{whole.Folio} is closed: it waits for nothing.");

        var above = whole.ParentId;
        for (var depth = 0; above is { } id; depth++)
        {
            if (id == part.Id || depth == DeepestMost) return new($"{whole.Folio} ya es parte de {part.Folio}.", $"{whole.Folio} is part of {part.Folio} already.");
            above = await db.Set<Case>().Where(c => c.Id == id).Select(c => c.ParentId).FirstOrDefaultAsync(cancel);
        }

        return null;
    }

    private async Task<IReadOnlyList<CaseSummary>> Parts(Guid id, CancellationToken cancel) =>
        await search.Some(await db.Set<Case>().Where(c => c.ParentId == id).OrderBy(c => c.OpenedAt).Select(c => c.Id).ToListAsync(cancel), cancel);

    private async Task<IReadOnlyList<MergedCase>> Merged(Guid id, CancellationToken cancel)
    {
        var ids = await CaseChain.MergedInto(db, id, cancel);
        if (ids.Count == 0) return [];

        var merges = (await db.Set<CaseMerge>().AsNoTracking().Where(m => ids.Contains(m.CaseId) && m.UndoneAt == null).ToListAsync(cancel)).ToDictionary(m => m.CaseId);
        var events = (await db.Set<CaseEvent>().AsNoTracking().Where(e => ids.Contains(e.CaseId)).OrderBy(e => e.Number).ToListAsync(cancel)).ToLookup(e => e.CaseId);
        return [.. (await search.Some(ids, cancel)).Where(c => merges.ContainsKey(c.Id)).Select(c => new MergedCase(c, merges[c.Id].At, merges[c.Id].By, merges[c.Id].Why,
            [.. events[c.Id].Select(e => new CaseEventView(e.At, e.What.In(CultureInfo.CurrentUICulture.Name), e.By))])).OrderBy(m => m.At)];
    }

    private async Task<CaseSummary?> One(Guid? id, CancellationToken cancel) => id is { } which && await search.Some([which], cancel) is [var one] ? one : null;

    private async Task<Case> Row(Guid id, CancellationToken cancel) => await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == id, cancel)
        ?? throw new CaseRefusedException(new("Este caso no existe.", "There is no such case."));

    private static Guid Other(CaseLink link, Guid id) => link.CaseId == id ? link.OtherId : link.CaseId;

    private static (Guid First, Guid Second) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);
}
