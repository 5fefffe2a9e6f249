using System.Text;

namespace Atiende.Protection;

/// <summary>Rows as CSV (RFC 4180) that a spreadsheet opens as it is: nothing in it is taken for a formula.</summary>
internal static class CsvText
{
    // Spreadsheets begin a formula with these.
    private static readonly char[] Formulas = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>In UTF-8, marked as such: spreadsheets guess otherwise.</summary>
    public static byte[] Of(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Cell(string value)
    {
        var safe = value.Length > 0 && Formulas.Contains(value[0]) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
