using Atiende.Packs.Reading;
using Atiende.Procedures.Reading;
using Atiende.Values;
using NodaTime;

namespace Atiende.Records;

/// <summary>A row of an import, read.</summary>
internal sealed record ImportRow(int Line, Datum Facts);

/// <summary>Reads a CSV file as records of a type; every fault names its line and column.</summary>
internal static class ImportRows
{
    private const int FaultsMax = 200;

    public static (IReadOnlyList<ImportRow> Rows, List<ImportFault> Faults) Read(RecordShape type, ImportFile file, DateTimeOffset now)
    {
        var broken = new List<Fault>();
        var faults = new List<ImportFault>();
        var table = CsvTable.Read(file.Name, file.Text, broken);
        faults.AddRange(broken.Take(FaultsMax).Select(f => new ImportFault(f.At.Line, null, $"{f.Wrong}. {f.Right}")));
        if (table is null) return ([], faults);

        faults.AddRange(table.Columns.Where(c => type.Field(c) is null)
            .Select(c => new ImportFault(1, c, $"{type.Type.Name} no tiene este dato; hay {string.Join(", ", type.Type.Fields.Select(f => f.Id.Value))}.")));
        if (faults.Count > 0) return ([], faults);

        var today = Instant.FromDateTimeOffset(now).InZone(type.Organization.Times.Zone).Date;
        var rows = new List<ImportRow>();
        foreach (var line in table.Lines)
        {
            if (faults.Count >= FaultsMax) break;

            rows.Add(new(line.At.Line, Datum.Of(Values(type, line, today, faults))));
        }

        return (rows, faults);
    }

    private static IEnumerable<KeyValuePair<string, Datum>> Values(RecordShape type, CsvLine line, LocalDate today, List<ImportFault> faults)
    {
        var values = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in type.Type.Fields)
        {
            if (line[field.Id] is not { } text)
            {
                if (field.Required) faults.Add(new(line.At.Line, field.Id, "Falta este dato: complételo."));
                continue;
            }

            var (value, problem) = RecordFields.Read(type, field, text, today);
            if (problem is not null) faults.Add(new(line.At.Line, field.Id, problem.Message.Spanish));
            else if (value is not null) values[field.Id] = value;
        }

        if (type.Type is { StateField: { } stated, States: { Count: > 0 } states } && values.TryGetValue(stated, out var state)
            && !states.Any(s => s.Id.Value == state.ToText()))
            faults.Add(new(line.At.Line, stated, $"No es un estado; hay {string.Join(", ", states.Select(s => s.Id.Value))}."));
        return values;
    }
}
