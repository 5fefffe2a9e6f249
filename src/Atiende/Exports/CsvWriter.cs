using System.Buffers;
using System.Globalization;
using System.Text;

namespace Atiende.Exports;

/// <summary>Writes a table as CSV (RFC 4180) that no spreadsheet takes for formulas.</summary>
internal static class CsvWriter
{
    // What begins with one of these is a formula to a spreadsheet (OWASP, CSV injection).
    private const string FormulaBeginnings = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t");

    private const string Moment = "yyyy-MM-dd HH:mm:ss";
    private const int Buffer = 64 * 1024;

    public static async Task Write(Stream to, ExportTable table, Func<long, Task> progress, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Buffer, leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(string.Join(',', table.Columns.Select(column => Cell(column))));
        var line = new StringBuilder();
        long done = 0;
        await foreach (var row in table.Rows.WithCancellation(cancel))
        {
            line.Clear();
            for (var i = 0; i < row.Count; i++)
            {
                if (i > 0) line.Append(',');
                line.Append(Written(row[i], table.Zone));
            }

            await text.WriteLineAsync(line, cancel);
            await progress(++done);
        }

        await text.FlushAsync(cancel);
    }

    private static string Written(object? cell, TimeZoneInfo zone) => cell switch
    {
        null => "",
        string text => Cell(text),
        bool truth => truth ? "1" : "0",
        DateTimeOffset at => TimeZoneInfo.ConvertTime(at, zone).ToString(Moment, CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A cell of {cell.GetType()} cannot be written."),
    };

    /// <summary>A text as a cell; an apostrophe keeps what looks like a formula a text.</summary>
    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && FormulaBeginnings.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
