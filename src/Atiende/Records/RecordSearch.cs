#pragma warning disable CA1309 // These comparisons are the database's, whose column has ordinal order.
using System.Runtime.CompilerServices;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>
/// Finds records by the tables beside them. A table gives ids in the order of making, a batch at a time; the records are then compared whole,
/// so that what is found does not depend on how it is indexed.
/// </summary>
internal sealed class RecordSearch(Db db)
{
    // Ids asked at once, and rows looked through before a search is called too wide.
    private const int Batch = 200;
    private const int RowsMax = 20_000;

    // Up to how many records a word is counted: beyond, words are all as common.
    private const int CommonMax = 2_000;

    /// <summary>Records of a type that hold one of these keys, in the order of making or the latest first.</summary>
    public IQueryable<Guid> ByKeys(RecordShape type, IReadOnlyList<(string Field, IReadOnlyList<string> Values)> keys) =>
        keys.Select(key => ByKey(type, key.Field, key.Values)).Aggregate((one, other) => one.Union(other));

    /// <summary>Records of a type that hold one key.</summary>
    public IQueryable<Guid> ByKey(RecordShape type, string field, IReadOnlyList<string> values)
    {
        var name = type.Keys.First(k => k.Equals(field, StringComparison.OrdinalIgnoreCase));
        return values.Count == 1
            ? db.Set<RecordKey>().Where(k => k.Value == values[0] && k.Scope == type.Scope && k.Field == name).Select(k => k.RecordId)
            : db.Set<RecordKey>().Where(k => values.Contains(k.Value) && k.Scope == type.Scope && k.Field == name).Select(k => k.RecordId);
    }

    /// <summary>Records of a type, a key of which begins so, in no order.</summary>
    public IQueryable<Guid> ByKeyBeginning(RecordShape type, string beginning)
    {
        var after = OrdinalText.After(beginning);
        return db.Set<RecordKey>().Where(k => string.Compare(k.Value, beginning) >= 0 && string.Compare(k.Value, after) < 0 && k.Scope == type.Scope)
            .Select(k => k.RecordId);
    }

    /// <summary>All records of a type, or those in a state.</summary>
    public IQueryable<Guid> OfType(RecordShape type, string? state = null)
    {
        var (system, record) = (type.System.Id.Value, type.Type.Id.Value);
        var rows = db.Set<RecordRow>().Where(r => r.System == system && r.Type == record);
        return (state is null ? rows : rows.Where(r => r.State == state)).Select(r => r.Id);
    }

    /// <summary>Those of the records that are in a state; all where none is asked for.</summary>
    public IQueryable<Guid> In(string? state, IQueryable<Guid> ids) =>
        state is null ? ids : ids.Where(id => db.Set<RecordRow>().Any(r => r.Id == id && r.State == state));

    /// <summary>Records of which each of these is a whole word of the name; null where a word is nobody's.</summary>
    public async Task<IQueryable<Guid>?> ByWords(RecordShape type, IReadOnlyList<string> words, CancellationToken cancel)
    {
        // The rarest word leads, so that few others have to be looked up.
        var rarest = await Rarest(words, word => Exact(type, word), cancel);
        if (rarest is null) return null;

        // A record has a word once. Counted, not asked for with Any: of a plan for any words, PostgreSQL would read all the records of a common name.
        var found = Exact(type, rarest);
        foreach (var other in words.Where(w => w != rarest))
            found = found.Where(w => db.Set<RecordWord>().Count(o => o.RecordId == w.RecordId && o.Word == other) == 1);
        return found.Select(w => w.RecordId);
    }

    /// <summary>Some records of which each of these begins a word of the name, in no order.</summary>
    public async Task<IReadOnlyList<Guid>> ByBeginnings(RecordShape type, IReadOnlyList<string> beginnings, int most, CancellationToken cancel, string? state = null)
    {
        var rarest = await Rarest(beginnings, word => Beginning(type, word), cancel);
        if (rarest is null) return [];

        var found = Beginning(type, rarest);
        foreach (var other in beginnings.Where(w => w != rarest))
        {
            var after = OrdinalText.After(other);
            found = found.Where(w => db.Set<RecordWord>().Any(o =>
                o.RecordId == w.RecordId && string.Compare(o.Word, other) >= 0 && string.Compare(o.Word, after) < 0));
        }

        return [.. (await In(state, found.Select(w => w.RecordId)).Take(most).ToListAsync(cancel)).Distinct().Order()];
    }

    /// <summary>The records of a search that are wanted, in its order, read a batch at a time.</summary>
    /// <exception cref="TooWideException">It was looked through so many rows that the search is a mistake.</exception>
    public async IAsyncEnumerable<RecordRow> Read(
        IQueryable<Guid> ids, Func<RecordRow, bool> wanted, bool latestFirst, [EnumeratorCancellation] CancellationToken cancel)
    {
        Guid? last = null;
        for (var seen = 0; ; seen += Batch)
        {
            if (seen >= RowsMax) throw new TooWideException();

            var from = last;
            var next = (from, latestFirst) switch
            {
                (null, _) => ids,
                (_, false) => ids.Where(id => id > from),
                (_, true) => ids.Where(id => id < from),
            };
            next = latestFirst ? next.OrderByDescending(id => id) : next.OrderBy(id => id);
            var batch = await next.Take(Batch).ToListAsync(cancel);
            foreach (var row in await Rows(batch, cancel))
                if (wanted(row)) yield return row;

            if (batch.Count < Batch) yield break;

            last = batch[^1];
        }
    }

    /// <summary>The records of these ids, in their order.</summary>
    public async Task<IReadOnlyList<RecordRow>> Rows(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];

        var rows = await db.Set<RecordRow>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        return [.. ids.Distinct().Where(rows.ContainsKey).Select(id => rows[id])];
    }

    // Null where one of them is nobody's, so that nothing can be found.
    private static async Task<string?> Rarest(IReadOnlyList<string> words, Func<string, IQueryable<RecordWord>> rows, CancellationToken cancel)
    {
        if (words is [var only]) return only;

        var (rarest, fewest) = ((string?)null, int.MaxValue);
        foreach (var word in words)
        {
            var count = await rows(word).Select(w => w.RecordId).Take(CommonMax).CountAsync(cancel);
            if (count == 0) return null;
            if (count < fewest) (rarest, fewest) = (word, count);
        }

        return rarest;
    }

    private IQueryable<RecordWord> Exact(RecordShape type, string word) =>
        db.Set<RecordWord>().Where(w => w.Word == word && w.Scope == type.Scope);

    private IQueryable<RecordWord> Beginning(RecordShape type, string word)
    {
        var after = OrdinalText.After(word);
        return db.Set<RecordWord>().Where(w => string.Compare(w.Word, word) >= 0 && string.Compare(w.Word, after) < 0 && w.Scope == type.Scope);
    }
}

/// <summary>A search would have to look through too many records.</summary>
internal sealed class TooWideException() : Exception("The search is too wide.")
{
    /// <summary>What to do about it.</summary>
    public Bilingual Said { get; } = new(
        "La búsqueda abarca demasiados registros: agregue un dato que los distinga.",
        "The search covers too many records: add something that tells them apart.");
}
