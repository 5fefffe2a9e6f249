using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>What a record is searched by, beside it: its keys and the words of its names.</summary>
internal sealed class RecordIndex(Db db)
{
    /// <summary>Adds what a new record is searched by.</summary>
    public void Add(RecordShape type, Guid id, Datum facts)
    {
        foreach (var (field, value) in KeysOf(type, facts))
            db.Add(new RecordKey { Value = value, Scope = type.Scope, Field = field, RecordId = id });
        foreach (var word in WordsOf(type, facts))
            db.Add(new RecordWord { Word = word, Scope = type.Scope, RecordId = id });
    }

    /// <summary>Brings what a changed record is searched by to its facts.</summary>
    public async Task Change(RecordShape type, Guid id, Datum facts, CancellationToken cancel)
    {
        var keys = KeysOf(type, facts).ToHashSet();
        foreach (var known in await db.Set<RecordKey>().Where(k => k.RecordId == id).ToListAsync(cancel))
            if (!keys.Remove((known.Field, known.Value))) db.Remove(known);

        var words = WordsOf(type, facts).ToHashSet(StringComparer.Ordinal);
        foreach (var known in await db.Set<RecordWord>().Where(w => w.RecordId == id).ToListAsync(cancel))
            if (!words.Remove(known.Word)) db.Remove(known);

        foreach (var (field, value) in keys) db.Add(new RecordKey { Value = value, Scope = type.Scope, Field = field, RecordId = id });
        foreach (var word in words) db.Add(new RecordWord { Word = word, Scope = type.Scope, RecordId = id });
    }

    /// <summary>Takes a record that goes out of the search.</summary>
    public async Task Remove(Guid id, CancellationToken cancel)
    {
        db.RemoveRange(await db.Set<RecordKey>().Where(k => k.RecordId == id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<RecordWord>().Where(w => w.RecordId == id).ToListAsync(cancel));
    }

    /// <summary>Field and key of each value by which a record is found.</summary>
    public static IEnumerable<(string Field, string Value)> KeysOf(RecordShape type, Datum facts) =>
        from field in type.Keys
        let value = facts.Part(field)
        where value is { IsEmpty: false }
        from key in RecordValues.Keys(type, field, value)
        select (field, key);

    /// <summary>The words of a record's names.</summary>
    public static IEnumerable<string> WordsOf(RecordShape type, Datum facts) =>
        type.Names.Select(facts.Part).OfType<Datum>().SelectMany(name => RecordValues.Words(name.ToText())).Distinct(StringComparer.Ordinal);
}
