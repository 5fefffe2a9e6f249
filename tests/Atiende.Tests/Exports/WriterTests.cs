using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Atiende.Exports;

namespace Atiende.Tests.Exports;

public sealed class WriterTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly TimeZoneInfo Santiago = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");

    [Fact]
    public async Task A_workbook_holds_what_it_was_given_each_kind_as_itself()
    {
        using var zip = await Workbook(Table(["=1+1", 12.5m, new DateTimeOffset(2026, 11, 3, 15, 0, 0, TimeSpan.Zero), true, null, "a<b>&\u0001\uD800 _x0041_ ñ"]));

        var rows = Sheet(zip, 1).Descendants(Main + "row").ToList();
        var cells = rows[1].Elements(Main + "c").ToList();
        Assert.Equal(["A", "B", "C", "D", "E", "F"], rows[0].Elements(Main + "c").Select(c => c.Value));
        Assert.Equal(("inlineStr", "=1+1"), ((string?)cells[0].Attribute("t"), cells[0].Value));
        Assert.Empty(rows.Descendants(Main + "f"));
        Assert.Equal((null, "12.5"), ((string?)cells[1].Attribute("t"), cells[1].Value));
        Assert.Equal("46329.5", cells[2].Value); // 3 November 2026, noon in Santiago.
        Assert.Equal(("b", "1"), ((string?)cells[3].Attribute("t"), cells[3].Value));
        Assert.True(cells[4].IsEmpty);
        Assert.Equal("a<b>&\uFFFD\uFFFD _x005F_x0041_ ñ", cells[5].Value);
    }

    [Fact]
    public async Task A_full_sheet_is_followed_by_another_with_the_headings_again()
    {
        using var zip = await Workbook(Table([.. Enumerable.Range(1, 7).Select(n => (object?)n)]) with { Rows = Rows(7) }, sheetRows: 4);

        Assert.Equal([4, 4, 2], Enumerable.Range(1, 3).Select(n => Sheet(zip, n).Descendants(Main + "row").Count()));
        Assert.Null(zip.GetEntry("xl/worksheets/sheet4.xml"));
        Assert.Equal(["Casos 1", "Casos 2", "Casos 3"], Part(zip, "xl/workbook.xml").Descendants(Main + "sheet").Select(s => (string?)s.Attribute("name")));
        Assert.Contains("7", Sheet(zip, 3).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+56 9", "'+56 9")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("Pan, leche", "\"Pan, leche\"")]
    [InlineData("dos\nlíneas", "\"dos\nlíneas\"")]
    [InlineData("Ñandú", "Ñandú")]
    public void No_cell_of_a_csv_is_a_formula(string text, string written) => Assert.Equal(written, CsvWriter.Cell(text));

    [Fact]
    public async Task A_csv_has_its_mark_and_numbers_stay_numbers()
    {
        using var to = new MemoryStream();
        await CsvWriter.Write(to, Table([-5, "-5", new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)]), _ => Task.CompletedTask, default);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), to.ToArray()[..3]);
        Assert.Equal("A,B,C,D,E,F\r\n-5,'-5,2026-07-01 08:00:00\r\n", Encoding.UTF8.GetString(to.ToArray()[3..]));
    }

    private static ExportTable Table(IReadOnlyList<object?> row) => new("Casos", ["A", "B", "C", "D", "E", "F"], 1, Santiago, new[] { row }.ToAsyncEnumerable());

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(int count)
    {
        for (var n = 1; n <= count; n++)
        {
            await Task.Yield();
            yield return [n];
        }
    }

    private static async Task<ZipArchive> Workbook(ExportTable table, int sheetRows = XlsxWriter.SheetRows)
    {
        var to = new MemoryStream();
        await XlsxWriter.Write(to, table, _ => Task.CompletedTask, default, sheetRows);
        to.Position = 0;
        return new(to, ZipArchiveMode.Read);
    }

    private static XElement Sheet(ZipArchive zip, int number) => Part(zip, $"xl/worksheets/sheet{number}.xml");

    private static XElement Part(ZipArchive zip, string path)
    {
        using var part = zip.GetEntry(path)!.Open();
        return XElement.Load(part);
    }
}
