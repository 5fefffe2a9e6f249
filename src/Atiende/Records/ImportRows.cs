using Atiende.Values;
using NodaTime;

namespace Atiende.Records;

/// <summary>A row of an import, read.</summary>
internal sealed record ImportRow(int Line, Datum Facts);

/// <summary>Reads a CSV file as records of a type; every fault names its line and column.</summary>
internal static class ImportRows
{
    /// <summary>After so many faults the rest of the file is not looked through.</summary>
    public const int FaultsMax = 200;

    private static readonly Bilingual Missing = new("Falta este dato: complételo.", "This is missing: fill it in.");

    public static (IReadOnlyList<ImportRow> Rows, List<ImportFault> Faults) Read(RecordShape type, string text, DateTimeOffset now)
    {
        var table = ImportTable.Read(text, FaultsMax);
        var faults = table.Faults.ToList();
        if (table.Columns.Count > 0) faults.AddRange(Columns(type, table.Columns));
        if (faults.Count > 0) return ([], faults);

        var today = Instant.FromDateTimeOffset(now).InZone(type.Organization.Times.Zone).Date;
        var rows = new List<ImportRow>();
        foreach (var line in table.Lines)
        {
            if (faults.Count >= FaultsMax) break;

            rows.Add(new(line.Line, Datum.Of(Values(type, line, today, faults))));
        }

        return (rows, faults);
    }

    // What is no field, and what must be there and is not: once for the whole file, in its heading.
    private static IEnumerable<ImportFault> Columns(RecordShape type, IReadOnlyList<string> columns)
    {
        var known = string.Join(", ", type.Type.Fields.Select(f => f.Id.Value));
        foreach (var column in columns.Where(c => type.Field(c) is null))
            yield return new(1, column, new($"No es un dato de {type.Type.Name}; hay {known}.", $"{type.Type.Name} has no such field; there are {known}."));
        foreach (var field in type.Type.Fields.Where(f => f.Required && !columns.Contains(f.Id.Value, StringComparer.OrdinalIgnoreCase)))
            yield return new(1, field.Id, new("Falta esta columna: agréguela.", "This column is missing: add it."));
    }

    private static Dictionary<string, Datum> Values(RecordShape type, ImportLine line, LocalDate today, List<ImportFault> faults)
    {
        var values = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in type.Type.Fields)
        {
            if (!line.Cells.TryGetValue(field.Id, out var text))
            {
                if (field.Required) faults.Add(new(line.Line, field.Id, Missing));
                continue;
            }

            var (value, problem) = RecordFields.Read(type, field, text, today);
            if (problem is not null) faults.Add(new(line.Line, field.Id, problem.Message));
            else if (value is not null) values[field.Id] = value;
        }

        if (type.Type is { StateField: { } stated, States: { Count: > 0 } states } && values.TryGetValue(stated, out var state)
            && !states.Any(s => s.Id.Value == state.ToText()))
        {
            var known = string.Join(", ", states.Select(s => s.Id.Value));
            faults.Add(new(line.Line, stated, new($"No es un estado; hay {known}.", $"This is no state; there are {known}.")));
        }

        return values;
    }
}
