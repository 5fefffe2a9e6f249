using Atiende.Contacts;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>
/// What a typed text finds: the case of that folio, the cases of the people it names, those that have all of its words, and those that have
/// some of its words and are of a person whom the others name. People are found by their own register: no name stands among the words.
/// </summary>
internal sealed class CaseTextSearch(Db db, IContacts contacts)
{
    // People whose cases are looked for, words that are looked at, and how far it is counted which word is the rarest.
    private const int PeopleMost = 200;
    private const int WordsMost = 8;
    private const int Probe = 2000;

    /// <summary>Ways to the cases that a text finds; none where it finds nothing. A case may be found by several of them.</summary>
    public async Task<IReadOnlyList<Func<IQueryable<Case>, IQueryable<Case>>>> Ways(string text, CancellationToken cancel)
    {
        var folio = text.Trim().ToUpperInvariant();
        var ways = new List<Func<IQueryable<Case>, IQueryable<Case>>> { some => some.Where(c => c.Folio == folio) };
        if (await People(text, cancel) is { Count: > 0 } people) ways.Add(some => some.Where(c => people.Contains(c.ContactId)));

        var words = await RarestFirst([.. SearchWords.Of(text).Take(WordsMost)], cancel);
        var known = words.Where(w => w.Count > 0).Select(w => w.Word).ToList();
        var unknown = words.Where(w => w.Count == 0).Select(w => w.Word).ToList();
        if (known.Count == 0) return ways;

        if (unknown.Count == 0) ways.Add(some => Having(known, some));
        else if (await Named(text, unknown, cancel) is { Count: > 0 } named) ways.Add(some => Having(known, some.Where(c => named.Contains(c.ContactId))));

        return ways;
    }

    // From the rarest word's cases, whose order is theirs: the first page ends the reading.
    private IQueryable<Case> Having(List<string> words, IQueryable<Case> some)
    {
        var all = db.Set<CaseWord>();
        var rarest = words[0];
        var found = all.Where(w => w.Word == rarest);
        foreach (var word in words.Skip(1)) found = found.Where(w => all.Any(o => o.Word == word && o.CaseId == w.CaseId));
        return found.Join(some, w => w.CaseId, c => c.Id, (_, c) => c);
    }

    private async Task<List<(string Word, int Count)>> RarestFirst(IReadOnlyList<string> words, CancellationToken cancel)
    {
        var counted = new List<(string Word, int Count)>();
        foreach (var word in words)
            counted.Add((word, words.Count == 1 ? 1 : await db.Set<CaseWord>().Where(w => w.Word == word).Take(Probe).CountAsync(cancel)));
        return [.. counted.OrderBy(w => w.Count)];
    }

    // The words as they were typed, for names are not cut to their stems.
    private async Task<List<Guid?>> Named(string text, List<string> unknown, CancellationToken cancel) =>
        await People(string.Join(' ', text.Split(' ').Where(typed => SearchWords.Of(typed).Any(unknown.Contains))), cancel);

    private async Task<List<Guid?>> People(string text, CancellationToken cancel) =>
        [.. (await contacts.Search(text, PeopleMost, cancel)).Select(c => (Guid?)c.Id)];
}
