using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>Checks catalogues, fields, record types, rows and case types.</summary>
internal sealed class DataShapes(Pack pack, PackNames names)
{
    public IEnumerable<Fault> Check() =>
    [
        .. pack.Catalogues.SelectMany(Entries),
        .. pack.Forms.SelectMany(f => FieldsOf(f.Fields)),
        .. pack.Documents.SelectMany(d => FieldsOf(d.Fields)),
        .. pack.Systems.SelectMany(s => s.Records).SelectMany(Record),
        .. pack.Rows.SelectMany(Rows),
        .. pack.Cases.SelectMany(Case),
        .. pack.Indicators.SelectMany(i => ClockShapes.Faults(i, pack.Cases)),
    ];

    /// <summary>Faults of a list of fields.</summary>
    public IEnumerable<Fault> FieldsOf(IReadOnlyList<Field> fields)
    {
        foreach (var twice in fields.GroupBy(f => f.Id.Value, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return new(twice.Last().Id.At, $"The field '{twice.Key}' stands twice", "Give each its own id");

        foreach (var field in fields)
        {
            foreach (var fault in PackNames.Missing(field.Catalogue, names.Catalogues, "catalogue")) yield return fault;

            if (field.Type is FieldKind.Choice or FieldKind.Choices && field.Options.Count == 0 && field.Catalogue is null)
                yield return new(field.Id.At, $"The choice '{field.Id}' has nothing to choose from", "Give it `options` or a `catalogue`");
            if (field.Type is FieldKind.Rows && field.Columns.Count == 0)
                yield return new(field.Id.At, $"The rows of '{field.Id}' have no columns", "Give it `columns`");
            if (field.Within is { } within && fields.All(f => !f.Id.Value.Equals(within.Value, StringComparison.OrdinalIgnoreCase)))
                yield return new(within.At, $"No field '{within}' stands beside '{field.Id}'", "Name the field that holds the parent entry");
            foreach (var fault in FieldsOf(field.Columns)) yield return fault;
        }
    }

    private static IEnumerable<Fault> Entries(Catalogue catalogue)
    {
        foreach (var entry in catalogue.Entries.Where(e => e.Id.Length == 0 || e.Name.Length == 0))
            yield return new(entry.At, $"An entry of '{catalogue.Id}' lacks id or name", "Fill in both");
        foreach (var twice in catalogue.Entries.GroupBy(e => e.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new(twice.Last().At, $"The id '{twice.Key}' stands twice in '{catalogue.Id}'", "Give each entry its own id");
    }

    private IEnumerable<Fault> Record(RecordType type)
    {
        foreach (var fault in FieldsOf(type.Fields)) yield return fault;

        var fields = type.Fields.Select(f => f.Id.Value).ToList();
        foreach (var fault in PackNames.Missing(type.Keys.Concat(type.Names).Concat(type.JoinedBy), fields, $"field of '{type.Id}'")) yield return fault;
        foreach (var fault in PackNames.Missing(type.StateField, fields, $"field of '{type.Id}'")) yield return fault;
        foreach (var fault in States(type.States)) yield return fault;
        foreach (var hidden in type.SeenBy.Keys.Except(fields, StringComparer.OrdinalIgnoreCase))
            yield return new(type.At, $"`seen-by` names '{hidden}', which is no field of '{type.Id}'", PackNames.Suggest(hidden, fields));
        foreach (var seer in type.SeenBy.Values.SelectMany(v => v).Except(names.Roles, StringComparer.Ordinal))
            yield return new(type.At, $"`seen-by` of '{type.Id}' names the role '{seer}', which does not exist", PackNames.Suggest(seer, names.Roles));
    }

    private IEnumerable<Fault> Rows(RecordRows rows)
    {
        if (names.Record(rows.System, rows.Record) is not { } type) yield break;

        foreach (var row in rows.Rows)
        {
            if (type.Keys.Count > 0 && type.Keys.All(k => !row.Values.ContainsKey(k)))
                yield return new(row.At, "The row has none of the record's keys, so nothing can find it", $"Fill in one of {string.Join(", ", type.Keys)}");
            if (type.StateField is { } field && row.Values.TryGetValue(field, out var state) && type.States.Count > 0
                && type.States.All(s => s.Id.Value != state.ToText() && s.Name != state.ToText()))
                yield return new(row.At, $"'{state.ToText()}' is no state of '{type.Id}'", $"Its states: {string.Join(", ", type.States.Select(s => s.Id))}");
        }
    }

    private IEnumerable<Fault> Case(CaseType type)
    {
        foreach (var fault in PackNames.Missing(type.System, names.Systems, "record system")) yield return fault;
        foreach (var fault in FieldsOf(type.Fields)) yield return fault;
        foreach (var fault in States(type.States)) yield return fault;
        foreach (var fault in States(type.SubOrderStates)) yield return fault;
        foreach (var fault in PackNames.Missing(type.OnePer, [.. type.Fields.Select(f => f.Id.Value)], $"field of '{type.Id}'")) yield return fault;
        foreach (var fault in ClockShapes.Faults(type, names)) yield return fault;
        foreach (var (key, field) in type.Ticket.Where(t => type.Fields.All(f => f.Id.Value != t.Value)))
            yield return new(type.At, $"`ticket` names '{field}' for {key}, which is no field of '{type.Id}'", PackNames.Suggest(field, [.. type.Fields.Select(f => f.Id.Value)]));
        if (type.States.Count == 0) yield return new(type.At, $"The case type '{type.Id}' has no states", "Give it at least one");
        if (!type.Folio.Contains("{number", StringComparison.Ordinal))
            yield return new(type.At, $"The folio '{type.Folio}' holds no number", "Write a pattern such as ABC-{year}-{number:000000}");
        foreach (var fault in type.Actions is { } actions ? ActionFaults(actions, type) : []) yield return fault;
        foreach (var fault in FileShapes.Faults(type.Files, type)) yield return fault;
        foreach (var fault in OrderShapes.Faults(type, names)) yield return fault;
        if (type.Duplicates is { } duplicates)
            foreach (var fault in DuplicateShapes.Faults(duplicates, type)) yield return fault;
        foreach (var fault in MessageShapes.Faults(type, pack, names)) yield return fault;
        if (type.Filing is { } filing)
            foreach (var fault in FilingShapes.Faults(filing, type, names)) yield return fault;
    }

    private static IEnumerable<Fault> ActionFaults(CaseActions actions, CaseType type)
    {
        if (type.Fields.FirstOrDefault(f => f.Id.Value == actions.Field.Value) is not { Type: FieldKind.Rows } field)
        {
            var rows = type.Fields.Where(f => f.Type is FieldKind.Rows).Select(f => f.Id.Value).ToList();
            yield return new(actions.Field.At, $"'{actions.Field}' is no field of rows of '{type.Id}'", PackNames.Suggest(actions.Field, rows));
            yield break;
        }

        var columns = field.Columns.Select(c => c.Id.Value).ToList();
        var named = new[] { actions.Action, actions.Owner, actions.Date, actions.Check, actions.Checked, actions.Effective, actions.Evidence }.OfType<Name>();
        foreach (var fault in PackNames.Missing(named, columns, $"column of '{field.Id}'")) yield return fault;
    }

    private static IEnumerable<Fault> States(IReadOnlyList<State> states)
    {
        var known = states.Select(s => s.Id.Value).ToList();
        foreach (var fault in PackNames.Missing(states.SelectMany(s => s.From), known, "state")) yield return fault;
        foreach (var twice in states.GroupBy(s => s.Id.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new(twice.Last().Id.At, $"The state '{twice.Key}' stands twice", "Give each its own id");
    }
}
