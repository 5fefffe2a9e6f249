using Atiende.Procedures.Language;

namespace Atiende.Procedures.Walking;

/// <summary>A document's sections with every node under its key, for walking. Built once a version, then only read.</summary>
/// <remarks>A step's key is "section/number"; a branch adds its place, "7.1/03:3", and a branch of a branch "7.1/03:3.1".</remarks>
public sealed class ProcedureIndex
{
    private readonly Dictionary<string, NodeEntry> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeEntry> _firstByRef = new(StringComparer.Ordinal);

    /// <summary>Indexes the sections of one document.</summary>
    public ProcedureIndex(ControlledDocument? document, IReadOnlyList<Section> sections)
    {
        Document = document;
        Sections = sections.ToDictionary(s => s.Id.Value, StringComparer.Ordinal);
        foreach (var section in sections)
        {
            for (var i = 0; i < section.Steps.Count; i++)
            {
                var step = section.Steps[i];
                var next = i + 1 < section.Steps.Count ? KeyOf(section.Id, section.Steps[i + 1].Number) : null;
                Add(new(KeyOf(section.Id, step.Number), step, section, step, next, Parent: null));
            }
        }
    }

    /// <summary>The document, or null for a machine's menu.</summary>
    public ControlledDocument? Document { get; }

    /// <summary>The sections by id.</summary>
    public IReadOnlyDictionary<string, Section> Sections { get; }

    /// <summary>Every node, in printed order.</summary>
    public IEnumerable<NodeEntry> Nodes => _byKey.Values;

    /// <summary>The key of a step.</summary>
    public static string KeyOf(string section, string number) => $"{section}/{number}";

    /// <summary>The node under a key, or null.</summary>
    public NodeEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The node under a key; a key comes from this index or from a run of this version.</summary>
    public NodeEntry this[string key] => _byKey[key];

    /// <summary>The first node that carries a ref of the traceability table, or null.</summary>
    public NodeEntry? ByRef(string reference) => _firstByRef.GetValueOrDefault(reference);

    /// <summary>The first step of a section, or null where there is no such section.</summary>
    public NodeEntry? First(string section) =>
        Sections.TryGetValue(section, out var found) && found.Steps.Count > 0
            ? Find(KeyOf(section, found.Steps[0].Number)) : null;

    /// <summary>Where a target leads: a number of this section, or section/number. Null where it does not exist.</summary>
    public NodeEntry? Resolve(string target, Section from) =>
        Find(KeyOf(from.Id, target)) ?? (target.Contains('/', StringComparison.Ordinal) ? Find(target) : null);

    private void Add(NodeEntry entry)
    {
        _byKey.TryAdd(entry.Key, entry);
        if (entry.Node.Ref is { } reference) _firstByRef.TryAdd(reference, entry);
        var mark = entry.Node is Step ? ":" : ".";
        for (var i = 0; i < entry.Node.Decide.Count; i++)
            Add(entry with { Key = $"{entry.Key}{mark}{i + 1}", Node = entry.Node.Decide[i], Parent = entry.Key });
    }
}

/// <summary>A node where it stands.</summary>
/// <param name="Key">Its key in the index.</param>
/// <param name="Node">The step or branch.</param>
/// <param name="Section">The section it stands in.</param>
/// <param name="Step">The step, or the step the branch belongs to.</param>
/// <param name="Next">The key of the step printed after <paramref name="Step"/>.</param>
/// <param name="Parent">For a branch, the key of the node that offers it.</param>
public sealed record NodeEntry(string Key, Node Node, Section Section, Step Step, string? Next, string? Parent)
{
    /// <summary>The role that does it, as the document says.</summary>
    public string Role => (Node as Branch)?.Role?.Value ?? Step.Role?.Value ?? Section.Role.Value;

    /// <summary>The branches it offers, with their keys.</summary>
    public IEnumerable<(string Key, Branch Branch)> Branches =>
        Node.Decide.Select((branch, i) => ($"{Key}{(Node is Step ? ":" : ".")}{i + 1}", branch));

    /// <summary>Whether someone must look at it: something is said, shown, asked, searched, called or chosen.</summary>
    public bool Stands => Node is Step || Node.Ask is not null || Node.Decide.Count > 0 || Node.Say.Count > 0
        || Node.Show.Count > 0 || Node.LookUp.Count > 0 || Node.Route is not null || Node.Call is not null;
}
