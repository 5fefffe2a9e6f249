using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Atiende.Exports;

/// <summary>
/// Writes a table as a workbook (ECMA-376, SpreadsheetML) row by row: of a table of any length only a row is held in memory. Texts are
/// inline strings, so nothing that people wrote is ever a formula.
/// </summary>
internal static class XlsxWriter
{
    /// <summary>Rows of a sheet, its heading among them.</summary>
    public const int SheetRows = 1_048_576;

    // ECMA-376 and every spreadsheet: more refuses the file.
    private const int CellLength = 32_767;

    private const int NameLength = 31;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const int Buffer = 64 * 1024;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public static async Task Write(Stream to, ExportTable table, Func<long, Task> progress, CancellationToken cancel, int sheetRows = SheetRows)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        await using var rows = table.Rows.GetAsyncEnumerator(cancel);
        long done = 0;
        var sheets = 0;
        var more = await rows.MoveNextAsync();
        do
        {
            await using var sheet = new StreamWriter(await zip.CreateEntry($"xl/worksheets/sheet{++sheets}.xml", CompressionLevel.Fastest).OpenAsync(cancel), new UTF8Encoding(false), Buffer);
            await sheet.WriteAsync($"{Declaration}<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
            var line = new StringBuilder();
            Row(line, table.Columns, table.Zone, HeadingStyle);
            await sheet.WriteAsync(line, cancel);
            for (var row = 1; more && row < sheetRows; row++)
            {
                line.Clear();
                Row(line, rows.Current, table.Zone, style: null);
                await sheet.WriteAsync(line, cancel);
                await progress(++done);
                more = await rows.MoveNextAsync();
            }

            await sheet.WriteAsync("</sheetData></worksheet>");
        }
        while (more);

        await Parts(zip, table.Name, sheets, cancel);
    }

    // Styles of the sheet below: 1 an instant, 2 a heading.
    private const int MomentStyle = 1;
    private const int HeadingStyle = 2;

    private static void Row(StringBuilder line, IReadOnlyList<object?> cells, TimeZoneInfo zone, int? style)
    {
        line.Append("<row>");
        foreach (var cell in cells)
        {
            switch (cell)
            {
                case null or "":
                    line.Append("<c/>");
                    break;
                case string text:
                    line.Append("<c t=\"inlineStr\"").Append(style is null ? "" : $" s=\"{style}\"").Append("><is><t xml:space=\"preserve\">");
                    Escape(line, text);
                    line.Append("</t></is></c>");
                    break;
                case bool truth:
                    line.Append("<c t=\"b\"><v>").Append(truth ? 1 : 0).Append("</v></c>");
                    break;
                case DateTimeOffset at:
                    var days = (TimeZoneInfo.ConvertTime(at, zone).DateTime - Epoch).TotalDays;
                    line.Append(CultureInfo.InvariantCulture, $"<c s=\"{MomentStyle}\"><v>{days:0.########}</v></c>");
                    break;
                case IFormattable number:
                    line.Append("<c><v>").Append(number.ToString(null, CultureInfo.InvariantCulture)).Append("</v></c>");
                    break;
                default:
                    throw new NotSupportedException($"A cell of {cell.GetType()} cannot be written.");
            }
        }

        line.Append("</row>");
    }

    // XML has no place for control characters and half surrogate pairs; a cell none for more than its length.
    private static void Escape(StringBuilder line, string text)
    {
        var most = Math.Min(text.Length, CellLength);
        for (var i = 0; i < most; i++)
        {
            var c = text[i];
            if (text.Length > CellLength && i == most - 1) line.Append('…');
            else if (char.IsHighSurrogate(c) && i + 1 < most && char.IsLowSurrogate(text[i + 1])) line.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || (c < ' ' && c is not ('\t' or '\n' or '\r'))) line.Append('\uFFFD');
            else if (c == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_') line.Append("_x005F_"); // Else a spreadsheet would read the escape.
            else _ = c switch { '&' => line.Append("&amp;"), '<' => line.Append("&lt;"), '>' => line.Append("&gt;"), '\r' => line, _ => line.Append(c) };
        }
    }

    private static async Task Parts(ZipArchive zip, string name, int sheets, CancellationToken cancel)
    {
        var all = Enumerable.Range(1, sheets).ToList();
        await Part(zip, "xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs></styleSheet>
            """, cancel);
        await Part(zip, "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(all.Select(n => $"<sheet name=\"{SheetName(name, n, sheets)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"))}</sheets></workbook>", cancel);
        await Part(zip, "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Package}relationships\">{string.Concat(all.Select(n => $"<Relationship Id=\"rId{n}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))}<Relationship Id=\"rId{sheets + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>", cancel);
        await Part(zip, "_rels/.rels",
            $"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", cancel);
        await Part(zip, "[Content_Types].xml",
            $"<Types xmlns=\"{Package}content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{string.Concat(all.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))}</Types>", cancel);
    }

    private static async Task Part(ZipArchive zip, string path, string xml, CancellationToken cancel)
    {
        await using var part = new StreamWriter(await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancel), new UTF8Encoding(false));
        await part.WriteAsync((Declaration + xml).AsMemory(), cancel);
    }

    private static string SheetName(string name, int number, int sheets)
    {
        var after = sheets > 1 ? $" {number}" : "";
        var bare = new string([.. name.Select(c => ":\\/?*[]".Contains(c, StringComparison.Ordinal) ? ' ' : c)]).Trim('\'', ' ');
        var cut = (bare.Length == 0 ? "1" : bare.Length > NameLength - after.Length ? bare[..(NameLength - after.Length)] : bare) + after;
        var escaped = new StringBuilder();
        Escape(escaped, cut);
        return escaped.Replace("\"", "&quot;").ToString();
    }
}
