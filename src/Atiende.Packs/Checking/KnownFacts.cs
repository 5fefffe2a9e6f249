using Atiende.Packs.Model;
using Atiende.Packs.Routing;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Packs.Checking;

/// <summary>
/// Warns of facts that nothing in the pack ever gives: a name misspelt in `facts` or in a {placeholder} would never hold and never be filled in.
/// Whatever any procedure asks for, finds or saves counts as given, since procedures of one attention carry over what is known.
/// </summary>
internal sealed class KnownFacts
{
    // Given by the channel, the desk and the clock; folio and fecha by whoever prints; texto and enlace by who writes to a case's person.
    private static readonly string[] Given =
        ["channel", "canal", "line", "agente", "organizacion", "ahora", "now", "hoy", "today", "folio", "fecha", "rings", "trigger", "texto", "enlace"];

    // What the sheet of an order is filled with besides its fields.
    private static readonly string[] OfSheets = ["clase", "estado", "subordenes"];

    private readonly Pack _pack;
    private readonly List<Node> _nodes;
    private readonly HashSet<string> _names = new(Given, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public KnownFacts(Pack pack)
    {
        _pack = pack;
        _nodes = [.. pack.Procedures.Concat(pack.Menus).SelectMany(p => new ProcedureIndex(p.Document, p.Sections).Nodes).Select(n => n.Node)];
        foreach (var field in _nodes.SelectMany(n => n.Ask?.Fields ?? []).Concat(pack.Forms.SelectMany(f => f.Fields)).Concat(pack.Documents.SelectMany(d => d.Fields)))
            _names.Add(field.Id);
        if (pack.Cases.Any(c => c.Work?.Sheet is not null)) _names.UnionWith(OfSheets);
        foreach (var found in _nodes.SelectMany(n => n.LookUp)) Bind(found.As, found.System, found.Record);
        foreach (var update in _nodes.SelectMany(n => n.Effects).OfType<UpdateEffect>())
        {
            if (update.As is { } name) Bind(name, update.System, update.Record);
            if (update.Of is { } of && _parts.TryGetValue(of, out var parts)) parts.UnionWith(update.Set.Keys);
        }

        foreach (var route in _nodes.Select(n => n.Route).OfType<Route>())
            Parts(route.As).UnionWith([.. Router.Parts, .. pack.Routing.SelectMany(t => t.Sets).Select(s => s.Value)]);
        foreach (var save in _nodes.SelectMany(n => n.Effects).OfType<SaveEffect>()) Bind(save.As ?? save.Case, pack.Cases.FirstOrDefault(c => c.Id.Value == save.Case.Value));
    }

    public IEnumerable<Fault> Check() =>
    [
        .. _nodes.SelectMany(Node),
        .. _pack.Texts.SelectMany(t => Words(t.Text, t.At)),
        .. _pack.Notices.SelectMany(n => Words(n.Text, n.At).Concat(Words(n.About, n.At))),
        .. _pack.Documents.SelectMany(d => Words(d.Text, d.At)),
    ];

    private IEnumerable<Fault> Node(Node node) =>
    [
        .. Tests((node as Branch)?.Facts),
        .. Words((node as Step)?.Unit?.Value, node.At),
        .. (node.Ask?.Fields ?? []).SelectMany(f => Words(f.Default, f.Id.At)),
        .. node.Effects.SelectMany(Effect),
    ];

    private IEnumerable<Fault> Effect(Effect effect) =>
    [
        .. Tests(effect.When),
        .. effect switch
        {
            SaveEffect save => save.Fields.SelectMany(f => Words(f.Value, save.At)).Concat(Words(save.To?.Value, save.At)).Concat(Words(save.Kind, save.At)),
            SubOrderEffect part => part.Fields.SelectMany(f => Words(f.Value, part.At)),
            UpdateEffect update => update.Set.SelectMany(f => Words(f.Value, update.At)),
            HandOverEffect over => over.Data.SelectMany(d => Known(d, over.At)).Concat(Words(over.About, over.At))
                .Concat(over.To.SelectMany(to => Words(to.Value, to.At))).Concat(over.Due?.Of is { } lasts ? Known(lasts, over.At) : []),
            CheckRouteEffect check => Words(check.To?.Value, check.At),
            PromiseEffect promise => Words(promise.About, promise.At),
            // Of several the first that is known is used: one must be.
            TransferEffect transfer => transfer.To.Any(t => !Words(t, transfer.At).Any()) ? [] : transfer.To.SelectMany(t => Words(t, transfer.At)),
            DirectEffect direct => Words(direct.For, direct.At),
            CheckEffect check => Tests(check.Holds),
            _ => [],
        },
    ];

    private IEnumerable<Fault> Tests(IReadOnlyDictionary<string, FactTest>? tests)
    {
        foreach (var (path, test) in tests ?? new Dictionary<string, FactTest>())
        {
            var unknown = Known(path, test.At).ToList();
            foreach (var fault in unknown) yield return fault;

            if (unknown.Count > 0 || !_values.TryGetValue(path, out var values)) continue;
            foreach (var value in test.OneOf.Concat(test.Not).Select(v => v.ToText()).Where(v => !values.Any(known => Folding.Same(known, v))))
                yield return new(test.At, $"'{path}' is never '{value}'", PackNames.Suggest(value, values), IsWarning: true);
        }
    }

    private IEnumerable<Fault> Words(Datum value, Place at) => value is TextDatum { Text: var words } ? Words(words, at) : [];

    private IEnumerable<Fault> Words(string? words, Place at) => Template.Names(words ?? "").SelectMany(name => Known(name, at));

    private IEnumerable<Fault> Known(string path, Place at)
    {
        var folio = path.StartsWith("folio:", StringComparison.OrdinalIgnoreCase);
        var name = folio ? path[6..] : path;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var head = dot < 0 ? name : name[..dot];
        if (!_parts.TryGetValue(head, out var parts))
        {
            if (!_names.Contains(head)) yield return new(at, $"Nothing gives the fact '{head}'", PackNames.Suggest(head, [.. _names, .. _parts.Keys]), IsWarning: true);
            yield break;
        }

        var part = dot < 0 ? "exists" : name[(dot + 1)..].Split('.')[0];
        if (part != "exists" && !_names.Contains(head) && !parts.Contains(part))
            yield return new(at, $"'{head}' has no '{part}'", PackNames.Suggest(part, parts), IsWarning: true);
    }

    private void Bind(string name, string system, string record)
    {
        if (_pack.Systems.FirstOrDefault(s => s.Id.Value == system)?.Records.FirstOrDefault(r => r.Id.Value == record) is not { } type) return;

        Parts(name).UnionWith(type.Fields.Select(f => f.Id.Value));
        if (type.StateField is { } state && type.States.Count > 0) Values($"{name}.{state}", type.States);
    }

    private void Bind(string name, CaseType? type)
    {
        if (type is null) return;

        Parts(name).UnionWith([.. type.Fields.Select(f => f.Id.Value), "kind", "state", "folio", "to"]);
        Values($"{name}.state", type.States);
    }

    private HashSet<string> Parts(string name) =>
        _parts.TryGetValue(name, out var parts) ? parts : _parts[name] = new(StringComparer.OrdinalIgnoreCase);

    // One name may be bound to several types: a value of any of them may hold.
    private void Values(string path, IReadOnlyList<State> states) =>
        (_values.TryGetValue(path, out var values) ? values : _values[path] = []).UnionWith(states.SelectMany(s => new[] { s.Id.Value, s.Name ?? s.Id }));
}
