using System.Text.Json;
using System.Text.RegularExpressions;
using Atiende.Procedures.Language;
using Atiende.Values;

namespace Atiende.Shell.Parts;

/// <summary>What <c>FieldInput</c> posts, as the one text that <c>FieldRule.Read</c> takes: choices one a line, rows as a JSON array.</summary>
public static partial class FieldPosts
{
    // As many rows as FieldRule takes.
    private const int RowsMax = Values.Fields.FieldRule.ItemsMax;

    /// <summary>What was typed into a field; null where the form does not hold it.</summary>
    public static string? Raw(IFormCollection form, Field field, string prefix = "")
    {
        var name = prefix + field.Id.Value;
        if (field.Type is FieldKind.Rows) return RawRows(form, field, name);

        return form.TryGetValue(name, out var values) ? string.Join('\n', values.Where(value => !string.IsNullOrEmpty(value))) : null;
    }

    /// <summary>What a stored value looks like in its control.</summary>
    public static string? Raw(Datum? value) => value switch
    {
        null => null,
        ListDatum { Items: [RowDatum, ..] } rows => JsonSerializer.Serialize<Datum>(rows),
        ListDatum list => string.Join('\n', list.Items.Select(item => item.ToText())),
        _ => value.ToText(),
    };

    internal static string HtmlId(string name) => "f-" + NotOfIds().Replace(name, "-").Trim('-');

    internal static string Cell(string name, int row, string column) => $"{name}[{row}].{column}";

    internal static IReadOnlyList<string> Keys(string? raw) =>
        raw?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    internal static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw)) return [];

        try
        {
            return JsonSerializer.Deserialize<Datum>(raw) is not ListDatum rows ? [] :
                [.. rows.Items.OfType<RowDatum>().Select(row => row.Parts.ToDictionary(part => part.Key, part => part.Value.ToText()))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? RawRows(IFormCollection form, Field field, string name)
    {
        var rows = new List<Dictionary<string, string>>();
        for (var row = 0; row < RowsMax && field.Columns.Any(column => form.ContainsKey(Cell(name, row, column.Id))); row++)
        {
            var cells = field.Columns
                .Select(column => (Key: column.Id.Value, Value: form[Cell(name, row, column.Id)].ToString()))
                .Where(cell => cell.Value.Length > 0)
                .ToDictionary(cell => cell.Key, cell => cell.Value);
            if (cells.Count > 0) rows.Add(cells);
        }

        return rows.Count == 0 ? null : JsonSerializer.Serialize(rows);
    }

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex NotOfIds();
}
