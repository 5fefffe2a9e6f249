using Atiende.Values;
using CsvHelper;

namespace Atiende.Records;

/// <summary>A CSV file's text as rows of named cells (RFC 4180); parted by semicolons where its heading is, as spreadsheets in Spanish write it.</summary>
internal sealed record ImportTable(IReadOnlyList<string> Columns, IReadOnlyList<ImportLine> Lines, IReadOnlyList<ImportFault> Faults)
{
    public static ImportTable Read(string text, int faultsMax)
    {
        if (string.IsNullOrWhiteSpace(text)) return Broken(new("El archivo está vacío: empiece con una línea de nombres de columnas.", "The file is empty: begin with a line of column names."));

        var faults = new List<ImportFault>();
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = true,
            Separator = Separator(text),
            TrimWhitespace = true,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = bad => faults.Add(new((int)bad.LineNumber, null, new(
                "La fila está rota: ponga entre comillas las celdas con comas o comillas, y duplique las comillas de adentro.",
                "The row is broken: quote cells that hold commas or quotes, and double the quotes inside."))),
        });
        var columns = csv.Headers.Select(h => h.Trim()).ToList();
        if (columns.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(c => c.Count() > 1) is { } twice)
            return Broken(new("La columna está dos veces: deje una.", "The column is there twice: leave one."), twice.Key);

        var lines = new List<ImportLine>();
        while (csv.Read() && faults.Count < faultsMax)
        {
            var line = (int)csv.LineNumber;
            if (csv.FieldCount == columns.Count)
                lines.Add(new(line, columns.Select((name, i) => (name, Cell: csv.GetString(i))).Where(c => c.Cell.Length > 0)
                    .ToDictionary(c => c.name, c => c.Cell, StringComparer.OrdinalIgnoreCase)));
            else
                faults.Add(new(line, null, new(
                    $"La fila tiene {csv.FieldCount} celdas y el encabezado {columns.Count}: ponga entre comillas las celdas con comas.",
                    $"The row has {csv.FieldCount} cells, the heading {columns.Count}: quote cells that hold commas.")));
        }

        return new(columns, lines, faults);
    }

    private static ImportTable Broken(Bilingual said, string? column = null) => new([], [], [new(1, column, said)]);

    private static char Separator(string text)
    {
        var heading = text.AsSpan(0, text.IndexOf('\n') is var end and >= 0 ? end : text.Length);
        return heading.Count(';') > heading.Count(',') ? ';' : ',';
    }
}

/// <summary>A row: its cells that are not empty, by column.</summary>
internal sealed record ImportLine(int Line, IReadOnlyDictionary<string, string> Cells);
