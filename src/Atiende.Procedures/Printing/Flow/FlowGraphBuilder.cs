using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;

namespace Atiende.Procedures.Printing.Flow;

/// <summary>
/// Makes a section's graph. Steps stand in printed order, so what leads to a later step is an arrow and what leads back is a
/// connector that names the step: no line runs against the stream. Branches that lead to the same place and do nothing of their own share a box.
/// </summary>
public sealed class FlowGraphBuilder
{
    private readonly ProcedureIndex _index;
    private readonly Section _section;
    private readonly IDocumentNames _names;
    private readonly Phrases _phrases;
    private readonly List<FlowNode> _nodes = [];
    private readonly List<FlowEdge> _edges = [];
    private readonly List<(string Id, string Name)> _roles = [];
    private readonly Dictionary<string, int> _steps = new(StringComparer.Ordinal);

    private FlowGraphBuilder(ProcedureIndex index, Section section, IDocumentNames names)
    {
        (_index, _section, _names, _phrases) = (index, section, names, new(names));
        foreach (var step in section.Steps)
        {
            var entry = _index[ProcedureIndex.KeyOf(section.Id, step.Number)];
            _steps[entry.Key] = Add(new(FlowNodeKind.Step, [Text(step)], step.Number, RoleOf(entry.Role), step.Decide.Count > 0));
        }
    }

    /// <summary>The graph of a section of a document.</summary>
    public static FlowGraph Of(ProcedureIndex index, Section section, IDocumentNames names) => new FlowGraphBuilder(index, section, names).Build();

    private FlowGraph Build()
    {
        foreach (var (key, node) in _steps) From(_index[key], node);
        Starts();
        return new([.. _nodes], [.. _edges], [.. _roles]);
    }

    private void Starts()
    {
        var begun = _section.Starts.GroupBy(s => s.Step?.Value ?? _section.Steps[0].Number.Value)
            .ToDictionary(g => ProcedureIndex.KeyOf(_section.Id, g.Key), g => g.Select(_names.Start).Distinct().ToList(), StringComparer.Ordinal);
        foreach (var (key, node) in _steps)
        {
            var words = begun.GetValueOrDefault(key, []);
            if (words.Count == 0 && _edges.Exists(e => e.To == node)) continue;
            if (words.Count == 0) words = From(key);

            var start = Add(new(FlowNodeKind.Start, [.. words.Count > 0 ? words : [_phrases.Of("Inicio", "Start")]]));
            _edges.Add(new(start, node));
        }
    }

    // The sections that lead to a step which nothing in its own section leads to.
    private List<string> From(string key) => [.. _index.Nodes
        .Where(n => n.Section.Id.Value != _section.Id.Value && Leads(n, key))
        .Select(n => _phrases.Of($"Desde {n.Section.Id}", $"From {n.Section.Id}")).Distinct()];

    private bool Leads(NodeEntry from, string key) =>
        (from.Node.Go is { } go && _index.Resolve(go, from.Section)?.Key == key)
        || (from.Node.Call is { } call && (call.Value == key || (call.Value == _section.Id.Value && _index.First(call)?.Key == key)));

    private void From(NodeEntry entry, int node)
    {
        if (entry.Node.Decide.Count == 0)
        {
            Lead(entry, node);
            return;
        }

        foreach (var alike in Alike(entry))
        {
            var branch = Add(new(FlowNodeKind.Branch, [.. alike.Select(way => Words((Branch)way.Node))], Role: _nodes[node].Role, Decides: alike[0].Node.Decide.Count > 0));
            _edges.Add(new(node, branch));
            From(alike[0], branch);
        }
    }

    // Ways on that are the same but for their condition, in the order printed.
    private IEnumerable<List<NodeEntry>> Alike(NodeEntry entry) => entry.Branches
        .Select(b => _index[b.Key])
        .GroupBy(way => way.Node is Branch { Do: null, Call: null, Decide.Count: 0, Role: null } plain ? Target(way, plain) : way.Key)
        .Select(group => group.ToList());

    private static string Target(NodeEntry way, Branch branch) =>
        branch.End is { } end ? $"end {end.Kind} {end.ContinuesIn?.Value}" : $"go {branch.Go?.Value ?? way.Next}";

    private void Lead(NodeEntry entry, int node)
    {
        if (entry.Node.End is { } end)
        {
            _edges.Add(new(node, Add(new(FlowNodeKind.End, [Sentence(_phrases.Ends(end))]))));
            return;
        }

        var target = entry.Node.Go is { } go ? _index.Resolve(go, entry.Section) : entry.Next is { } next ? _index[next] : null;
        if (target is null)
        {
            _edges.Add(new(node, Add(new(FlowNodeKind.End, [Sentence(_phrases.Ends(new End()))]))));
            return;
        }

        var here = _steps.TryGetValue(target.Key, out var to);
        if (here && to > _steps[StepKey(entry)])
            _edges.Add(new(node, to, RoleOf(target.Role) != _nodes[node].Role));
        else
            _edges.Add(new(node, Add(new(FlowNodeKind.Connector, [Connector(target, here)]))));
    }

    private string StepKey(NodeEntry entry) => ProcedureIndex.KeyOf(_section.Id, entry.Step.Number);

    private string Connector(NodeEntry target, bool here) => here
        ? _phrases.Of($"Vuelve al paso {target.Step.Number}", $"Back to step {target.Step.Number}")
        : $"{target.Section.Id} · {_phrases.Of("paso", "step")} {target.Step.Number}";

    private string Text(Step step)
    {
        var text = step.Do is null ? "" : _names.In(step.Do);
        return step.Call is { } call ? $"{text} ({_phrases.Of("recorre", "goes through")} {call.Value})" : text;
    }

    private string Words(Branch branch) => _names.In(branch.Condition) + (branch.Do is null ? "" : $": {_names.In(branch.Do)}");

    private int RoleOf(string id)
    {
        var at = _roles.FindIndex(r => r.Id == id);
        if (at >= 0) return at;

        _roles.Add((id, _names.Who(id)));
        return _roles.Count - 1;
    }

    private int Add(FlowNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
