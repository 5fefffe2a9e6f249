using Atiende.Procedures.Reading;
using CsvHelper;

namespace Atiende.Packs.Reading;

/// <summary>A CSV file as rows of named cells with their lines (RFC 4180: comma, double quotes, UTF-8).</summary>
public sealed record CsvTable(string File, IReadOnlyList<string> Columns, IReadOnlyList<CsvLine> Lines)
{
    /// <summary>Reads a table with a heading; rows with too few or too many cells are faults.</summary>
    public static CsvTable? Read(string file, string text, ICollection<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add(new(new(file, 1, 1), "The file is empty", "Begin with a line of column names"));
            return null;
        }

        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = true,
            Separator = ',',
            TrimWhitespace = true,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = bad => faults.Add(new(new(file, (int)bad.LineNumber, 1),
                $"The row is broken: {bad.Reason}", "Quote cells that hold commas or quotes, and double the quotes inside")),
        });
        var columns = csv.Headers.Select(h => h.Trim()).ToList();
        var lines = new List<CsvLine>();
        while (csv.Read())
        {
            var at = new Place(file, (int)csv.LineNumber, 1);
            if (csv.FieldCount != columns.Count)
            {
                faults.Add(new(at, $"The row has {csv.FieldCount} cells, the heading {columns.Count}", "Quote cells that hold commas"));
                continue;
            }

            var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < columns.Count; i++) cells[columns[i]] = csv.GetString(i);
            lines.Add(new(at, cells));
        }

        return new(file, columns, lines);
    }
}

/// <summary>A row: cells by column.</summary>
public sealed record CsvLine(Place At, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The cell of a column; null where it is empty or there is no such column.</summary>
    public string? this[string column] => Cells.TryGetValue(column, out var cell) && cell.Length > 0 ? cell : null;
}
