using System.Text;
using Atiende.Papers;

namespace Atiende.Tests.Papers;

/// <summary>Printing by the real Chromium.</summary>
public sealed class ChromiumPrinterTests
{
    private const string Page = "<!DOCTYPE html><html lang=\"es\"><head><meta charset=\"utf-8\"><title>Ñandú</title></head><body><p>Señor</p></body></html>";

    [Theory]
    [InlineData("sv-hacienda", "formulario-regalos", "612 792"), InlineData("bo-comteco", "boleta-manual", "298 420"), InlineData("bo-comteco", "credencial", "298 210")]
    public async Task A_document_is_one_page_of_its_paper(string pack, string document, string size)
    {
        using var printer = new ChromiumPrinter(ChromiumPrinterLimits.Default);

        var pdf = Encoding.Latin1.GetString(await printer.Print(PaperSheetTests.Html(PaperSheetTests.Pack(pack), document, []), default));

        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        var page = Assert.Single(System.Text.RegularExpressions.Regex.Matches(pdf, @"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]"));
        Assert.Equal(size.Split(' ').Select(int.Parse), page.Groups.Values.Skip(1).Select(g => (int)Math.Round(double.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task A_machine_without_chromium_says_what_to_install()
    {
        using var printer = new ChromiumPrinter(ChromiumPrinterLimits.Default with { Find = () => null });

        var missing = await Assert.ThrowsAsync<PrinterException>(() => printer.Print(Page, default));

        Assert.Equal(PrinterProblem.Missing, missing.Problem);
        Assert.Contains("apt-get install chromium", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printer_that_hangs_is_given_up_and_ended()
    {
        using var hangs = new Script("sleep 60");
        using var printer = new ChromiumPrinter(new(() => hangs.Path, 1, TimeSpan.FromMilliseconds(300)));

        var late = await Assert.ThrowsAsync<PrinterException>(() => printer.Print(Page, default));

        Assert.Equal(PrinterProblem.TimedOut, late.Problem);
    }

    [Fact]
    public async Task A_printer_that_fails_is_said_in_its_own_words()
    {
        using var fails = new Script("echo 'no space left' >&2; exit 1");
        using var printer = new ChromiumPrinter(new(() => fails.Path, 1, TimeSpan.FromSeconds(10)));

        var failed = await Assert.ThrowsAsync<PrinterException>(() => printer.Print(Page, default));

        Assert.Equal(PrinterProblem.Failed, failed.Problem);
        Assert.Contains("no space left", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_print_at_once()
    {
        using var slow = new Script("sleep 1");
        using var printer = new ChromiumPrinter(new(() => slow.Path, 1, TimeSpan.FromMilliseconds(400)));

        var first = printer.Print(Page, default);
        var second = await Assert.ThrowsAsync<PrinterException>(() => printer.Print(Page, default));
        await Assert.ThrowsAsync<PrinterException>(() => first);

        Assert.Contains(second.Problem, new[] { PrinterProblem.Busy, PrinterProblem.TimedOut });
    }

    private sealed class Script : IDisposable
    {
        public Script(string body)
        {
            File.WriteAllText(Path, $"#!/bin/sh\n{body}\n");
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"atiende-print-{Guid.NewGuid():N}.sh");

        public void Dispose() => File.Delete(Path);
    }
}
