using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.PhoneBook;

/// <summary>
/// A directory's words in order, each with the entries it stands in: what begins with the typed letters is one stretch of it.
/// A word of several letters is met by its stem too, so that "reclamos" finds "reclamo". Built once a pack, then only read.
/// </summary>
internal sealed class PhoneIndex
{
    // How much a word says, by where it stands; a word typed whole counts double.
    private const int InNumber = 12;
    private const int FirstOfName = 8;
    private const int InName = 6;
    private const int InKeywords = 4;
    private const int InUnit = 2;
    private const int InPlace = 1;
    private const int StemLetters = 4;

    private readonly PhoneBookHit[] entries;
    private readonly string[] words;
    private readonly (int Entry, int Weight)[] stands;
    private readonly Dictionary<string, List<(int Entry, int Weight)>> stems = new(StringComparer.Ordinal);

    public PhoneIndex(Pack pack)
    {
        var units = pack.People.Units.ToDictionary(u => u.Id.Value, u => u.Name, StringComparer.Ordinal);
        var sorted = pack.Directory.OrderBy(e => Folding.Fold(e.Name), StringComparer.Ordinal).ToList();
        entries = [.. sorted.Select(e => Hit(e, units))];
        var all = sorted.SelectMany((entry, i) => WordsOf(entry, entries[i], i)).OrderBy(w => w.Word, StringComparer.Ordinal).ToList();
        words = [.. all.Select(w => w.Word)];
        stands = [.. all.Select(w => (w.Entry, w.Weight))];
        foreach (var (word, entry, weight) in all.Where(w => w.Word.Length >= StemLetters && !char.IsDigit(w.Word[0])))
        {
            var stem = SpanishStemmer.Stem(word);
            if (!stems.TryGetValue(stem, out var list)) stems[stem] = list = [];
            list.Add((entry, weight));
        }
    }

    public PhoneBookAnswer Search(string? text, PhoneBookKind? kind, int most)
    {
        var typed = Split(Folding.Fold(text)).ToList();
        var scores = new int[entries.Length];
        var met = new int[entries.Length];
        for (var i = 0; i < typed.Count; i++)
        {
            Array.Clear(met);
            Meet(typed[i], met);
            for (var entry = 0; entry < scores.Length; entry++)
                scores[entry] = met[entry] == 0 || (i > 0 && scores[entry] == 0) ? 0 : scores[entry] + met[entry];
        }

        return Answer(scores, kind, most, all: typed.Count == 0);
    }

    // The best of each score are kept, in the order of names; there are few scores and perhaps very many entries.
    private PhoneBookAnswer Answer(int[] scores, PhoneBookKind? kind, int most, bool all)
    {
        var best = new SortedDictionary<int, List<PhoneBookHit>>();
        var total = 0;
        for (var entry = 0; entry < scores.Length; entry++)
        {
            if ((scores[entry] == 0 && !all) || (kind is not null && entries[entry].Kind != kind)) continue;

            total++;
            if (!best.TryGetValue(-scores[entry], out var alike)) best[-scores[entry]] = alike = [];
            if (alike.Count < most) alike.Add(entries[entry]);
        }

        return new([.. best.Values.SelectMany(alike => alike).Take(most)], total);
    }

    private void Meet(string typed, int[] met)
    {
        var at = Array.BinarySearch(words, typed, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        while (at > 0 && words[at - 1] == typed) at--;
        for (; at < words.Length && words[at].StartsWith(typed, StringComparison.Ordinal); at++)
            Best(met, stands[at].Entry, words[at].Length == typed.Length ? stands[at].Weight * 2 : stands[at].Weight);

        if (typed.Length < StemLetters) return;

        foreach (var (entry, weight) in stems.GetValueOrDefault(SpanishStemmer.Stem(typed), []))
            Best(met, entry, weight);
    }

    private static void Best(int[] met, int entry, int weight) => met[entry] = Math.Max(met[entry], weight);

    private static PhoneBookHit Hit(DirectoryEntry entry, Dictionary<string, string> units)
    {
        var kind = Enum.Parse<PhoneBookKind>(entry.Kind, ignoreCase: true);
        var unit = entry.Unit is null ? null : units.GetValueOrDefault(entry.Unit, entry.Unit);
        return entry.Reserved
            ? new(entry.Id, kind, entry.Name, null, unit, null)
            : new(entry.Id, kind, entry.Name, entry.Number, unit, entry.Place);
    }

    // What is reserved is found by its name alone.
    private static IEnumerable<(string Word, int Entry, int Weight)> WordsOf(DirectoryEntry entry, PhoneBookHit hit, int index)
    {
        var weight = FirstOfName;
        foreach (var word in Split(Folding.Fold(hit.Name)))
        {
            yield return (word, index, weight);
            weight = InName;
        }

        foreach (var word in Split(Folding.Fold(hit.Unit))) yield return (word, index, InUnit);
        if (hit.Number is null) yield break;

        var digits = string.Concat(hit.Number.Where(char.IsDigit));
        yield return (digits, index, InNumber);
        foreach (var word in Split(Folding.Fold(hit.Number)).Where(word => word != digits)) yield return (word, index, InNumber);
        foreach (var word in Split(Folding.Fold(entry.Keywords))) yield return (word, index, InKeywords);
        foreach (var word in Split(Folding.Fold(hit.Place))) yield return (word, index, InPlace);
    }

    private static IEnumerable<string> Split(string folded)
    {
        var from = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            var letter = i < folded.Length && char.IsLetterOrDigit(folded[i]);
            if (letter && from < 0) from = i;
            if (letter || from < 0) continue;

            yield return folded[from..i];
            from = -1;
        }
    }
}
