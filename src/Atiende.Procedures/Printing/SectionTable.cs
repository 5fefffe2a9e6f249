using System.Collections.Immutable;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Procedures.Printing;

/// <summary>A section in the form of the sources: who is responsible, the step, the action, with branches as its sub-items.</summary>
public sealed class SectionTable
{
    private readonly ProcedureIndex _index;
    private readonly IDocumentNames _names;
    private readonly Phrases _phrases;

    private SectionTable(ProcedureIndex index, IDocumentNames names) => (_index, _names, _phrases) = (index, names, new(names));

    /// <summary>The lines of a section's table.</summary>
    public static ImmutableArray<StepRow> Of(ProcedureIndex index, Section section, IDocumentNames names)
    {
        var table = new SectionTable(index, names);
        var rows = section.Steps.Select(step => table.Row(index[ProcedureIndex.KeyOf(section.Id, step.Number)])).ToList();
        for (var i = 0; i < rows.Count;)
        {
            var span = rows.Skip(i).TakeWhile(r => r.Role == rows[i].Role).Count();
            rows[i] = rows[i] with { RoleSpan = span };
            i += span;
        }

        return [.. rows];
    }

    /// <summary>The id of a step in a page of its document.</summary>
    public static string AnchorOf(string section, string number) => $"paso-{Folding.Slug(section)}-{Folding.Slug(number)}";

    private StepRow Row(NodeEntry entry)
    {
        var lines = new List<ActionLine>();
        Own(entry, 0, lines);
        Ways(entry, 0, lines);
        if (entry.Node.Decide.Count == 0 && Goes(entry, said: false) is { } goes)
            lines.Add(new(ActionKind.Goes, 0, null, Sentence(goes.Words), Goes: goes.Words, Anchor: goes.Anchor));

        var step = entry.Step;
        return new(entry.Key, step.Number, AnchorOf(entry.Section.Id, step.Number), step.Ref, entry.Role, _names.Who(entry.Role), 0,
            step.Do is null ? null : _names.In(step.Do), [.. lines], step.Reading);
    }

    private void Own(NodeEntry entry, int depth, List<ActionLine> lines)
    {
        var node = entry.Node;
        var from = lines.Count;

        foreach (var id in node.Say) Add(ActionKind.Says, _names.Text(id).Words);
        foreach (var id in node.Show) Add(ActionKind.Shows, _names.Text(id).Title ?? id);
        if (node.Ask is { } ask) Add(ActionKind.Asks, Asked(ask));
        foreach (var search in node.LookUp) Add(ActionKind.LooksUp, _names.Record(search.System, search.Record));
        if (node.Route is not null) Add(ActionKind.LooksUp, _phrases.Routes());
        if (node.Call is { } call) Add(ActionKind.Calls, _phrases.Calls(SectionName(call)));
        foreach (var effect in node.Effects) Add(ActionKind.Does, _phrases.Does(effect), effect.Ref);
        foreach (var id in node.Tell.Where(id => id.Value != "self")) Add(ActionKind.Tells, _names.Notice(id));

        // Said once: a record may be searched by several keys, an effect have several conditions.
        void Add(ActionKind kind, string text, string? reference = null)
        {
            if (!lines.Skip(from).Any(l => l.Kind == kind && l.Text == text)) lines.Add(new(kind, depth, null, text, reference));
        }
    }

    private void Ways(NodeEntry entry, int depth, List<ActionLine> lines)
    {
        var letter = 0;
        foreach (var (key, branch) in entry.Branches)
        {
            var way = _index[key];
            var goes = branch.Decide.Count > 0 ? null : Goes(way, said: true);
            var text = _names.In(branch.Condition) + (branch.Do is null ? "" : $". {_names.In(branch.Do)}");
            lines.Add(new(ActionKind.Branch, depth + 1, MarkOf(letter++, depth), text, branch.Ref, goes?.Words, goes?.Anchor));
            Own(way, depth + 1, lines);
            Ways(way, depth + 1, lines);
        }
    }

    // Where a node leads; a step that simply goes on to the next one printed says nothing.
    private (string Words, string? Anchor)? Goes(NodeEntry entry, bool said)
    {
        if (entry.Node.End is { } end) return (_phrases.Ends(end), null);
        if (entry.Node.Go is { } go && _index.Resolve(go, entry.Section) is { } target && (said || target.Key != entry.Next))
            return To(entry, target);
        if (!said) return null;

        return entry.Next is { } next ? To(entry, _index[next]) : (_phrases.Ends(new End()), null);
    }

    private (string Words, string? Anchor) To(NodeEntry from, NodeEntry target)
    {
        var words = target.Section.Id.Value == from.Section.Id.Value
            ? _phrases.GoesOn(target.Step.Number)
            : _phrases.GoesOnIn(SectionName(target.Section.Id), target.Step.Number);
        return (words, AnchorOf(target.Section.Id, target.Step.Number));
    }

    private string SectionName(string id) =>
        _index.Sections.TryGetValue(id.Split('/')[0], out var section) ? $"{section.Id} {_names.In(section.Title)}" : id;

    private string Asked(Ask ask)
    {
        var labels = ask.Fields.Select(f => _names.In(f.Label)).Concat(ask.Form is { } form ? _names.Form(form) : []);
        return string.Join(" · ", labels);
    }

    // a), b), … for a step's branches; i), ii), … for those of a branch.
    private static string MarkOf(int i, int depth) => depth % 2 == 0 ? $"{Letters(i)})" : $"{Roman(i + 1)})";

    private static string Letters(int i) => i < 26 ? $"{(char)('a' + i)}" : Letters((i / 26) - 1) + Letters(i % 26);

    private static string Roman(int i) =>
        string.Concat(Enumerable.Repeat("x", i / 10)) + (i % 10) switch
        {
            4 => "iv",
            9 => "ix",
            var n => (n >= 5 ? "v" : "") + new string('i', n % 5),
        };

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
