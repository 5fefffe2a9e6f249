using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>The names a pack gives, by kind, to check the names it uses.</summary>
internal sealed class PackNames(Pack pack)
{
    public HashSet<string> Roles { get; } = Set(pack.People.Roles.Select(r => r.Id));
    public HashSet<string> Units { get; } = Set(pack.People.Units.Select(u => u.Id));
    public HashSet<string> Lines { get; } = Set(pack.Lines.ServiceLines.Select(l => l.Id));
    public HashSet<string> Queues { get; } = Set(pack.Lines.Queues.Select(q => q.Id));
    public HashSet<string> Windows { get; } = Set(pack.Calendar.Windows.Select(w => w.Id));
    public HashSet<string> Catalogues { get; } = pack.Catalogues.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
    public HashSet<string> Forms { get; } = Set(pack.Forms.Select(f => f.Id));
    public HashSet<string> Systems { get; } = Set(pack.Systems.Select(s => s.Id));
    public HashSet<string> Texts { get; } = Set(pack.Texts.Select(t => t.Id));
    public HashSet<string> Notices { get; } = Set(pack.Notices.Select(n => n.Id));
    public HashSet<string> Documents { get; } = Set(pack.Documents.Select(d => d.Id));
    public HashSet<string> Cases { get; } = Set(pack.Cases.Select(c => c.Id));

    /// <summary>The section of a document, or null.</summary>
    public Section? Section(string document, string section) =>
        pack.Procedures.FirstOrDefault(p => p.Document?.Code.Value == document)?.Sections.FirstOrDefault(s => s.Id.Value == section);

    /// <summary>The record type under its system and id.</summary>
    public RecordType? Record(string system, string record) =>
        pack.Systems.FirstOrDefault(s => s.Id.Value == system)?.Records.FirstOrDefault(r => r.Id.Value == record);

    /// <summary>A fault where a name is not among the known ones.</summary>
    public static IEnumerable<Fault> Missing(Name? name, IReadOnlyCollection<string> known, string kind)
    {
        if (name is { } used && !known.Contains(used.Value))
            yield return new(used.At, $"No {kind} is called '{used}'", Suggest(used, known));
    }

    /// <summary>A fault for each name that is not among the known ones.</summary>
    public static IEnumerable<Fault> Missing(IEnumerable<Name> names, IReadOnlyCollection<string> known, string kind) =>
        names.SelectMany(n => Missing(n, known, kind));

    /// <summary>Faults for names given twice.</summary>
    public IEnumerable<Fault> Twice() =>
    [
        .. Twice(pack.People.Roles.Select(r => r.Id), "role"),
        .. Twice(pack.People.Units.Select(u => u.Id), "unit"),
        .. Twice(pack.People.Members.Select(m => m.Id), "member"),
        .. Twice(pack.Lines.ServiceLines.Select(l => l.Id), "line"),
        .. Twice(pack.Lines.Queues.Select(q => q.Id), "queue"),
        .. Twice(pack.Calendar.Windows.Select(w => w.Id), "window"),
        .. Twice(pack.Forms.Select(f => f.Id), "form"),
        .. Twice(pack.Systems.Select(s => s.Id), "record system"),
        .. pack.Systems.SelectMany(s => Twice(s.Records.Select(r => r.Id), $"record type of {s.Id}")),
        .. Twice(pack.Cases.Select(c => c.Id), "case type"),
        .. Twice(pack.Texts.Select(t => t.Id), "text"),
        .. Twice(pack.Notices.Select(n => n.Id), "notice"),
        .. Twice(pack.Documents.Select(d => d.Id), "printed document"),
        .. Twice(pack.Indicators.Select(i => i.Id), "indicator"),
        .. Twice(pack.Procedures.Select(p => p.Document!.Code), "controlled document"),
    ];

    /// <summary>The nearest known name, to say what would be right.</summary>
    internal static string Suggest(string used, IReadOnlyCollection<string> known)
    {
        var near = known.Select(k => (Name: k, Distance: Distance(used, k))).OrderBy(k => k.Distance).FirstOrDefault();
        return near.Name is not null && near.Distance <= Math.Max(2, used.Length / 3)
            ? $"Did you mean '{near.Name}'?"
            : known.Count is 0 ? "None is defined yet" : $"Known: {string.Join(", ", known.Order(StringComparer.Ordinal).Take(12))}{(known.Count > 12 ? ", …" : "")}";
    }

    private static IEnumerable<Fault> Twice(IEnumerable<Name> names, string kind) =>
        names.GroupBy(n => n.Value, StringComparer.Ordinal).Where(g => g.Count() > 1).SelectMany(g => g.Skip(1))
            .Select(n => new Fault(n.At, $"The {kind} '{n}' is defined twice", "Give each its own id"));

    private static HashSet<string> Set(IEnumerable<Name> names) => names.Select(n => n.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Edits from one word to the other (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
