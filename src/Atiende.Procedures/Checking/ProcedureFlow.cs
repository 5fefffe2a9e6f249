using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Procedures.Walking;

namespace Atiende.Procedures.Checking;

/// <summary>Checks that a document can be walked: every target exists, every step is reached, every walk can end.</summary>
public sealed class ProcedureFlow(IReadOnlyList<Section> sections)
{
    private readonly ProcedureIndex _index = new(null, sections);

    /// <summary>Every fault.</summary>
    public IReadOnlyList<Fault> Check()
    {
        var faults = new List<Fault>([.. NumbersTwice(), .. Targets(), .. DeadEnds(), .. Overlaps()]);
        // Reachability says nothing true while targets are missing.
        if (faults.TrueForAll(f => f.IsWarning)) faults.AddRange([.. Unreached(), .. Endless(), .. NeverComeBack()]);
        return faults;
    }

    private IEnumerable<Fault> NumbersTwice() =>
        from section in sections
        from twice in section.Steps.GroupBy(s => s.Number.Value, StringComparer.Ordinal).Where(g => g.Count() > 1)
        from step in twice.Skip(1)
        select new Fault(step.Number.At, $"Two steps of {section.Id} have the number '{twice.Key}'", "Number them as the document does");

    private IEnumerable<Fault> Targets()
    {
        foreach (var entry in _index.Nodes)
        {
            if (entry.Node.Go is { } go && _index.Resolve(go, entry.Section) is null)
                yield return new(go.At, $"There is no step '{go}'", $"Write a number of section {entry.Section.Id}, or section/number of another");
            if (entry.Node.Call is { } call && _index.First(call) is null)
                yield return new(call.At, $"There is no section '{call}' to call", $"Sections: {string.Join(", ", sections.Select(s => s.Id))}");
            if (entry.Node.Ask?.Input?.Otherwise is { } otherwise && _index.Resolve(otherwise, entry.Section) is null)
                yield return new(otherwise.At, $"There is no step '{otherwise}'", $"Write a number of section {entry.Section.Id}");
        }

        foreach (var start in sections.SelectMany(s => s.Starts.Select(t => (Section: s, t.Step))).Where(s => s.Step is not null))
        {
            if (_index.Resolve(start.Step!.Value, start.Section) is null)
                yield return new(start.Step.Value.At, $"There is no step '{start.Step}' to start at", $"Write a number of section {start.Section.Id}");
        }
    }

    private IEnumerable<Fault> DeadEnds()
    {
        foreach (var section in sections.Where(s => s.Steps.Count == 0))
            yield return new(section.At, $"Section {section.Id} has no steps", "Write at least one");

        foreach (var entry in _index.Nodes)
        {
            var ways = (entry.Node.Go is null ? 0 : 1) + (entry.Node.End is null ? 0 : 1) + (entry.Node.Decide.Count == 0 ? 0 : 1);
            if (ways > 1) yield return new(entry.Node.At, $"{Called(entry)} leads on in {ways} ways at once", "Keep one of `go`, `end`, `decide`");
            if (ways == 0 && entry.Node is Branch) yield return new(entry.Node.At, $"{Called(entry)} leads nowhere", "Give it `go`, `end` or `decide`");
            if (ways == 0 && entry.Node is Step && entry.Next is null) yield return new(entry.Node.At, $"{Called(entry)} is the last one and has no end", "Give it `end: concluded`, or `go`");
        }
    }

    private IEnumerable<Fault> Overlaps() =>
        from entry in _index.Nodes
        from one in entry.Branches
        from other in entry.Branches
        where string.CompareOrdinal(one.Key, other.Key) < 0 && one.Branch.Facts.Count > 0 && SameFacts(one.Branch, other.Branch)
        select new Fault(other.Branch.At, $"Two branches of {Called(entry)} are preselected by the same facts", "Facts must tell branches apart", IsWarning: true);

    private static bool SameFacts(Branch one, Branch other) =>
        one.Facts.Count == other.Facts.Count && one.Facts.All(f => other.Facts.TryGetValue(f.Key, out var test) && SameTest(f.Value, test));

    private static bool SameTest(FactTest one, FactTest other) =>
        one.OneOf.SequenceEqual(other.OneOf) && one.Not.SequenceEqual(other.Not) && one.Exists == other.Exists
        && Equals(one.AtLeast, other.AtLeast) && Equals(one.AtMost, other.AtMost) && one.Within?.Value == other.Within?.Value;

    private IEnumerable<Fault> Unreached()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<NodeEntry>(Entries());
        while (open.TryDequeue(out var entry))
        {
            if (!reached.Add(entry.Key)) continue;
            foreach (var next in Ways(entry)) open.Enqueue(next);
        }

        return from entry in _index.Nodes
               where entry.Node is Step && !reached.Contains(entry.Key)
               select new Fault(entry.Node.At, $"{Called(entry)} is never reached", "Lead a branch or step to it, give the section a start, or take it out");
    }

    /// <summary>Where walks begin: the first step of each section that something starts, and the steps that starts name.</summary>
    private IEnumerable<NodeEntry> Entries()
    {
        foreach (var section in sections.Where(s => s.Starts.Count > 0))
        {
            if (section.Starts.Any(s => s.Step is null)) yield return _index.First(section.Id)!;
            foreach (var start in section.Starts.Where(s => s.Step is not null)) yield return _index.Resolve(start.Step!.Value, section)!;
        }
    }

    private IEnumerable<Fault> Endless()
    {
        var ending = new HashSet<string>(_index.Nodes.Where(e => e.Node.End is not null).Select(e => e.Key), StringComparer.Ordinal);
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var entry in _index.Nodes.Where(e => !ending.Contains(e.Key) && Ways(e).Any(w => ending.Contains(w.Key))))
                grown |= ending.Add(entry.Key);
        }

        return from entry in _index.Nodes
               where entry.Node is Step && !ending.Contains(entry.Key)
               select new Fault(entry.Node.At, $"From {Called(entry)} no end can be reached", "A loop needs a way out: give one of its branches an end");
    }

    private IEnumerable<Fault> NeverComeBack() =>
        from called in _index.Nodes.Where(e => e.Node.Call is not null).Select(e => e.Node.Call!.Value).DistinctBy(c => c.Value)
        where _index.Nodes.Where(e => e.Section.Id.Value == called.Value).All(e => e.Node.End is not { Kind: EndKind.Return, ContinuesIn: null })
        select new Fault(called.At, $"Section '{called}' is called but never comes back", "Give one of its branches `end: return`");

    private IEnumerable<NodeEntry> Ways(NodeEntry entry)
    {
        if (entry.Node.Call is { } call && _index.First(call) is { } called) yield return called;
        if (entry.Node.Ask?.Input?.Otherwise is { } otherwise) yield return _index.Resolve(otherwise, entry.Section)!;

        if (entry.Node.Decide.Count > 0)
        {
            foreach (var (key, _) in entry.Branches) yield return _index[key];
        }
        else if (entry.Node.Go is { } go) yield return _index.Resolve(go, entry.Section)!;
        else if (entry.Node.End is null && entry.Next is { } next) yield return _index[next];
    }

    private static string Called(NodeEntry entry) =>
        entry.Node is Branch branch ? $"The branch '{branch.Condition}' of {entry.Section.Id}/{entry.Step.Number}" : $"Step {entry.Section.Id}/{entry.Step.Number}";
}
