using System.Text.Json;
using NodaTime;

namespace Atiende.Values.Fields;

/// <summary>Reads a table: a JSON array of objects, each value read by its column's rule. Rows with nothing in them are left out.</summary>
internal static class RowsReader
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };

    public static FieldReading Read(FieldRule rule, string raw, LocalDate today)
    {
        try
        {
            using var json = JsonDocument.Parse(raw, Shallow);
            return json.RootElement.ValueKind == JsonValueKind.Array ? ReadRows(rule, json.RootElement, today) : NotRows;
        }
        // A broken \u escape is only found when the text is taken out.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return NotRows;
        }
    }

    private static FieldReading NotRows { get; } =
        FieldReading.Refused("rows.form", "La tabla no se pudo leer: escriba sus filas de nuevo.", "The table could not be read: write its rows again.");

    private static FieldReading ReadRows(FieldRule rule, JsonElement rows, LocalDate today)
    {
        if (rows.GetArrayLength() > FieldRule.ItemsMax)
            return FieldReading.Refused("many.count", $"Hay {rows.GetArrayLength()} filas: deje a lo más {FieldRule.ItemsMax}.",
                $"There are {rows.GetArrayLength()} rows: leave {FieldRule.ItemsMax} at most.");
        var read = new List<Datum>();
        var warnings = new List<FieldProblem>();
        var number = 0;
        foreach (var row in rows.EnumerateArray())
        {
            number++;
            if (row.ValueKind != JsonValueKind.Object)
                return NotRows;
            var reading = ReadRow(rule, row, number, today);
            if (reading.Problem is not null)
                return reading;
            warnings.AddRange(reading.Warnings);
            if (reading.Value is not null)
                read.Add(reading.Value);
        }

        return new(Datum.Of(read), null, warnings);
    }

    private static FieldReading ReadRow(FieldRule rule, JsonElement row, int number, LocalDate today)
    {
        var typed = row.EnumerateObject().Where(cell => !string.IsNullOrWhiteSpace(TextOf(cell.Value))).ToList();
        if (typed.Count == 0)
            return FieldReading.Nothing;
        var unknown = typed.FindIndex(cell => rule.Columns.All(column => column.Key != cell.Name));
        if (unknown >= 0)
            return FieldReading.Refused("rows.column", $"Fila {number}: no hay columna «{typed[unknown].Name}».",
                $"Row {number}: there is no column \"{typed[unknown].Name}\".");
        var cells = new List<KeyValuePair<string, Datum>>();
        var warnings = new List<FieldProblem>();
        foreach (var (key, column) in rule.Columns)
        {
            var reading = column.Read(row.TryGetProperty(key, out var cell) ? TextOf(cell) : null, today);
            if (reading.Problem is { } problem)
                return FieldReading.Refused(FieldRule.Placed(problem, $"Fila {number}, {key}", $"Row {number}, {key}"));
            warnings.AddRange(reading.Warnings.Select(warning => FieldRule.Placed(warning, $"Fila {number}, {key}", $"Row {number}, {key}")));
            if (reading.Value is { } value)
                cells.Add(new(key, value));
        }

        return new(Datum.Of(cells), null, warnings);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };
}
