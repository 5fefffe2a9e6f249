using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Procedures.Walking;

namespace Atiende.Packs.Checking;

/// <summary>Checks that every role, text, system, case, notice and window a procedure names exists in its pack.</summary>
internal sealed class ProcedureNames(Pack pack, PackNames names, Procedure procedure)
{
    private readonly HashSet<string> _bound = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _routed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _cases = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<Fault> Check()
    {
        var index = new ProcedureIndex(procedure.Document, procedure.Sections);
        foreach (var lookUp in index.Nodes.SelectMany(n => n.Node.LookUp)) _bound.Add(lookUp.As);
        foreach (var update in index.Nodes.SelectMany(n => n.Node.Effects).OfType<UpdateEffect>().Where(u => u.As is not null)) _bound.Add(update.As!.Value);

        foreach (var save in index.Nodes.SelectMany(n => n.Node.Effects).OfType<SaveEffect>()) _cases.TryAdd(save.As ?? save.Case, save.Case);
        _routed.UnionWith(index.Nodes.Select(n => n.Node.Route?.As.Value).OfType<string>());

        return [.. procedure.Sections.SelectMany(Section), .. index.Nodes.SelectMany(n => Node(n.Node)), .. index.Nodes.SelectMany(n => Ask(n.Node))];
    }

    private IEnumerable<Fault> Section(Section section) =>
    [
        .. PackNames.Missing(section.Role, names.Roles, "role"),
        .. section.Starts.SelectMany(s => PackNames.Missing(s.Line, names.Lines, "line")),
        .. section.Starts.Where(s => s.Channel is not null && !IsChannel(s.Channel.Value))
            .Select(s => new Fault(s.Channel!.Value.At, $"'{s.Channel}' is no channel", $"One of: {string.Join(", ", Enum.GetNames<ChannelKind>().Select(Shape.Kebab))}")),
    ];

    private IEnumerable<Fault> Node(Node node)
    {
        var faults = new List<Fault>(
        [
            .. PackNames.Missing(node.Say.Concat(node.Show), names.Texts, "text"),
            .. PackNames.Missing(node.Tell.Where(t => t.Value != "self"), names.Notices, "notice"),
            .. PackNames.Missing((node as Step)?.Role, names.Roles, "role"),
            .. PackNames.Missing((node as Branch)?.Role, names.Roles, "role"),
            .. node.LookUp.SelectMany(LookUp),
            .. Route(node.Route),
            .. (node as Step)?.Unit is { } unit && !IsFilledIn(unit) ? PackNames.Missing(unit, names.Units, "unit") : [],
            .. node.Effects.SelectMany(Effect),
            .. Windows((node as Branch)?.Facts),
        ]);
        if (node is Step { Do: null } step) faults.Add(new(step.At, $"Step {step.Number} does not say what to do", "Give it `do`"));
        if (node.Tell.Any(t => t.Value == "self") && node.Ref is null)
            faults.Add(new(node.At, "`tell: self` stands at a node without ref", "Give the node its ref, or name a notice"));
        return faults;
    }

    private IEnumerable<Fault> Ask(Node node)
    {
        if (node.Ask is not { } ask) return [];

        var form = pack.Forms.FirstOrDefault(f => f.Id.Value == ask.Form?.Value);
        var fields = ask.Fields.Concat(form?.Fields ?? []).Select(f => f.Id.Value).ToList();
        return
        [
            .. PackNames.Missing(ask.Form, names.Forms, "form"),
            .. new DataShapes(pack, names).FieldsOf(ask.Fields),
            .. PackNames.Missing(ask.AnyOf, fields, "field of this step"),
        ];
    }

    private IEnumerable<Fault> LookUp(LookUp lookUp)
    {
        var type = names.Record(lookUp.System, lookUp.Record);
        if (type is null) return NoRecord(lookUp.System, lookUp.Record);

        var fields = type.Fields.Select(f => f.Id.Value).ToList();
        return
        [
            .. lookUp.By.Where(b => !fields.Contains(SearchKey.Read(b).Field, StringComparer.OrdinalIgnoreCase))
                .Select(b => new Fault(b.At, $"'{SearchKey.Read(b).Field}' is no field of '{type.Id}'", PackNames.Suggest(SearchKey.Read(b).Field, fields))),
            .. lookUp.Where.Keys.Where(w => !fields.Contains(w, StringComparer.OrdinalIgnoreCase))
                .Select(w => new Fault(lookUp.At, $"`where` names '{w}', which is no field of '{type.Id}'", PackNames.Suggest(w, fields))),
            .. Bound(lookUp.Of),
        ];
    }

    private IEnumerable<Fault> Route(Route? route)
    {
        if (route is null) yield break;

        if (!_cases.TryGetValue(route.Case, out var type))
            yield return new(route.Case.At, $"No case of this procedure is called '{route.Case}'", PackNames.Suggest(route.Case, _cases.Keys));
        else if (pack.Routing.All(t => t.Case.Value != type))
            yield return new(route.Case.At, $"The case type '{type}' has no routing rules", $"Write routing/{type}.yaml");
    }

    private IEnumerable<Fault> CheckRoute(CheckRouteEffect check) =>
    [
        .. check.To is { } to && !IsFilledIn(to) ? Who(to) : [],
        .. _routed.Contains(check.Of) ? [] : new[] { new Fault(check.Of.At, $"No routing is bound under the name '{check.Of}'", PackNames.Suggest(check.Of, _routed)) },
    ];

    private static bool IsFilledIn(Name name) => name.Value.Contains('{', StringComparison.Ordinal);

    private IEnumerable<Fault> Effect(Effect effect)
    {
        IEnumerable<Fault> own = effect switch
        {
            SaveEffect save => Save(save),
            SubOrderEffect part => pack.Cases.Any(c => c.SubOrderStates.Any(s => s.Id.Value == part.State.Value)) ? []
                : [new(part.State.At, $"No case type has sub-orders with the state '{part.State}'", "Name one of its `sub-order-states`")],
            UpdateEffect update => Update(update),
            MailEffect mail => [.. PackNames.Missing(mail.Notice, names.Notices, "notice"), .. Who(mail.To)],
            TransferEffect transfer => [.. PackNames.Missing(transfer.Tell, names.Notices, "notice"), .. PackNames.Missing(transfer.System, names.Systems, "record system")],
            HandOverEffect over => over.To.Where(to => !IsFilledIn(to)).SelectMany(Who),
            CheckRouteEffect check => CheckRoute(check),
            PromiseEffect promise => [.. promise.To is { } to ? Who(to) : [], .. promise.Owner is { } owner ? Who(owner) : []],
            DirectEffect direct => Who(direct.To),
            PrintEffect print => PackNames.Missing(print.Document, names.Documents, "printed document"),
            FolderEffect folder => PackNames.Missing(folder.System, names.Systems, "record system"),
            ReportEffect report => report.To is { } reader ? Who(reader) : [],
            CheckEffect check => [.. PackNames.Missing(check.Window, names.Windows, "window"), .. Windows(check.Holds)],
            _ => [],
        };
        return [.. own, .. Windows(effect.When)];
    }

    private IEnumerable<Fault> Save(SaveEffect save)
    {
        if (pack.Cases.FirstOrDefault(c => c.Id.Value == save.Case.Value) is not { } type) return PackNames.Missing(save.Case, names.Cases, "case type");

        var fields = type.Fields.Select(f => f.Id.Value).ToList();
        var kinds = type.Kinds.Select(k => k.Name).ToList();
        return
        [
            .. save.To is { } to && !IsFilledIn(to) ? Who(to) : [],
            .. PackNames.Missing(save.State, [.. type.States.Select(s => s.Id.Value)], $"state of '{type.Id}'"),
            .. save.Fields.Keys.Concat(save.FieldsIfNone.Keys).Where(f => !fields.Contains(f, StringComparer.OrdinalIgnoreCase))
                .Select(f => new Fault(save.At, $"'{f}' is no field of case type '{type.Id}'", PackNames.Suggest(f, fields))),
            .. new[] { save.Kind, save.KindIfNone }.OfType<string>().Where(k => !k.Contains('{', StringComparison.Ordinal) && kinds.Count > 0 && !kinds.Contains(k, StringComparer.Ordinal))
                .Select(k => new Fault(save.At, $"'{k}' is no kind of case type '{type.Id}'", PackNames.Suggest(k, kinds))),
        ];
    }

    private IEnumerable<Fault> Update(UpdateEffect update)
    {
        var type = names.Record(update.System, update.Record);
        if (type is null) return NoRecord(update.System, update.Record);

        var fields = type.Fields.Select(f => f.Id.Value).ToList();
        return
        [
            .. update.Set.Keys.Where(f => !fields.Contains(f, StringComparer.OrdinalIgnoreCase))
                .Select(f => new Fault(update.At, $"'{f}' is no field of '{type.Id}'", PackNames.Suggest(f, fields))),
            .. PackNames.Missing(update.State, [.. type.States.Select(s => s.Id.Value)], $"state of '{type.Id}'"),
            .. Bound(update.Of),
        ];
    }

    private IEnumerable<Fault> NoRecord(Name system, Name record) =>
        names.Systems.Contains(system.Value)
            ? [new(record.At, $"The system '{system}' has no record type '{record}'", PackNames.Suggest(record, [.. pack.Systems.First(s => s.Id.Value == system.Value).Records.Select(r => r.Id.Value)]))]
            : PackNames.Missing(system, names.Systems, "record system");

    private IEnumerable<Fault> Bound(Name? name) =>
        name is { } used && !_bound.Contains(used.Value.Split('.')[0])
            ? [new(used.At, $"Nothing is bound under the name '{used}'", _bound.Count == 0 ? "A look-up binds it by `as`" : $"Bound here: {string.Join(", ", _bound)}")]
            : [];

    private IEnumerable<Fault> Who(Name who) =>
        names.Roles.Contains(who.Value) || names.Units.Contains(who.Value) || names.Systems.Contains(who.Value) ? []
            : [new(who.At, $"No role or unit is called '{who}'", PackNames.Suggest(who, [.. names.Roles, .. names.Units]))];

    private IEnumerable<Fault> Windows(IReadOnlyDictionary<string, FactTest>? tests) =>
        (tests ?? new Dictionary<string, FactTest>()).Values.SelectMany(t => PackNames.Missing(t.Within, names.Windows, "window"));

    private bool IsChannel(Name channel) =>
        Enum.GetNames<ChannelKind>().Any(c => Shape.Kebab(c) == channel.Value)
        || pack.Identity.Channels.Any(c => c.Called.Contains(channel.Value, StringComparer.OrdinalIgnoreCase));
}
