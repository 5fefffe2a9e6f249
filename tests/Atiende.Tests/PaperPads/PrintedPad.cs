using System.Diagnostics;
using System.Globalization;
using Atiende.Organizations;
using Atiende.PaperPads;
using Atiende.PaperPads.Printing;
using Atiende.Papers;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.PaperPads;

/// <summary>A pad as it comes out of the real printer, and photographs of its sheets as telephones take them.</summary>
internal sealed class PrintedPad : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private PrintedPad(Pad pad) => Pad = pad;

    public Pad Pad { get; }

    /// <summary>Issues and prints a pad; on its sheets stands typed what is given, by field.</summary>
    public static async Task<PrintedPad> Of(AsyncServiceScope scope, string site, int sheets, params (string Field, string Words)[] typed)
    {
        var printed = new PrintedPad(await scope.Get<IPaperPads>().Issue(site, sheets, "marta.ejemplo", default));
        if (typed.Length == 0)
        {
            await printed.Print(scope, null);
            return printed;
        }

        // As with a typewriter: over the printed sheet, in the field, below its label.
        var layout = PadBook.Layout(scope.Get<IOrganizations>().Current, scope.Get<PaperRecords>().Paper, (await scope.Get<PaperRecords>().Site(site, default))!.Facts);
        var over = string.Concat(typed.Select(t => (t.Words, At: layout.Fields.Single(f => f.Field.Id.Value == t.Field))).Select(t => string.Create(CultureInfo.InvariantCulture,
            $"<div style=\"position:absolute;left:{t.At.X + 2:0.##}mm;top:{t.At.Y + 5.2:0.##}mm;width:{t.At.Width - 4:0.##}mm;font:11pt/1.3 'Liberation Mono',monospace\">{System.Net.WebUtility.HtmlEncode(t.Words)}</div>")));
        var html = await scope.Get<PadPrinter>().Html(printed.Pad, PrintAsked.Whole(), "marta.ejemplo", default);
        html = html.Replace("<div class=\"foot\">", over + "<div class=\"foot\">", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(printed.In("pad.pdf"), await scope.Get<IPrinter>().Print(html, default));
        return printed;
    }

    /// <summary>Prints it, and again where a reason is given.</summary>
    public async Task Print(AsyncServiceScope scope, string? reason) =>
        await File.WriteAllBytesAsync(In("pad.pdf"), await scope.Get<PadPrinter>().Print(Pad, PrintAsked.Whole(reason), "marta.ejemplo", default));

    /// <summary>How many pages there are.</summary>
    public async Task<int> Pages() => int.Parse((await Run("pdfinfo", In("pad.pdf"))).Split("Pages:")[1].Split('\n')[0].Trim(), CultureInfo.InvariantCulture);

    /// <summary>The text of the pages.</summary>
    public Task<string> Text() => Run("pdftotext", "-layout", In("pad.pdf"), "-");

    /// <summary>A sheet as a photograph, the first being 1: turned by so many degrees, in bad light, blurred and noisy, with boxes ticked by hand.</summary>
    public async Task<byte[]> Photograph(int sheet, double degrees, bool bad, params (double X, double Y)[] ticks)
    {
        var name = $"sheet-{sheet}-{Guid.NewGuid():N}";
        await Run("pdftoppm", "-r", "150", "-f", $"{sheet + 1}", "-l", $"{sheet + 1}", "-singlefile", "-gray", "-png", In("pad.pdf"), In(name));
        var at = In($"{name}.png");
        foreach (var (x, y) in ticks) at = await Tick(at, x, y);
        at = await Step(at, "rotate", $"{((degrees + 360) % 360).ToString(CultureInfo.InvariantCulture)}", "--background", "120");
        if (bad)
        {
            at = await Step(at, "gaussblur", "1.1");
            at = await Step(at, "linear", "0.7", "25");
            at = await Noise(at);
        }

        await Run("vips", "jpegsave", at, In($"{name}.jpg"), "--Q", "80");
        return await File.ReadAllBytesAsync(In($"{name}.jpg"));
    }

    /// <summary>A sheet as a camera sees it that leans over it: the page's corners lie where they are said, on a table.</summary>
    public async Task<byte[]> Photograph(int sheet, CameraShot shot, params (double X, double Y)[] ticks)
    {
        var name = $"shot-{sheet}-{Guid.NewGuid():N}";
        await Run("pdftoppm", "-r", "200", "-f", $"{sheet + 1}", "-l", $"{sheet + 1}", "-singlefile", "-gray", In("pad.pdf"), In(name));
        await File.WriteAllBytesAsync(In($"{name}.shot.pgm"), shot.Take(await File.ReadAllBytesAsync(In($"{name}.pgm")), 200 / 25.4, ticks));
        var at = In($"{name}.shot.pgm");
        if (shot.Blur > 0) at = await Step(at, "gaussblur", shot.Blur.ToString(CultureInfo.InvariantCulture));
        await Run("vips", "jpegsave", at, In($"{name}.jpg"), "--Q", "80");
        return await File.ReadAllBytesAsync(In($"{name}.jpg"));
    }

    public void Dispose() => folder.Dispose();

    private string In(string name) => Path.Combine(folder.Path, name);

    private async Task<string> Step(string from, string operation, params string[] arguments)
    {
        var to = In($"{Guid.NewGuid():N}.v");
        await Run("vips", [operation, from, to, .. arguments]);
        return to;
    }

    // A cross as somebody in a hurry makes it, over the middle of the box.
    private async Task<string> Tick(string from, double x, double y)
    {
        const double pixels = 150 / 25.4;
        var (left, top, side) = (x * pixels, y * pixels, 4 * pixels);
        // vips draws into files of its own kind only.
        var to = await Step(from, "copy");
        string Text(double number) => ((int)number).ToString(CultureInfo.InvariantCulture);
        for (var line = -1; line <= 1; line++)
        {
            await Run("vips", "draw_line", to, "30", Text(left + 2 + line), Text(top + 2), Text(left + side - 2 + line), Text(top + side - 2));
            await Run("vips", "draw_line", to, "30", Text(left + side - 2 + line), Text(top + 2), Text(left + 2 + line), Text(top + side - 2));
        }

        return to;
    }

    private async Task<string> Noise(string from)
    {
        async Task<string> Header(string field) => (await Run("vipsheader", "-f", field, from)).Trim();
        var noise = In($"{Guid.NewGuid():N}.v");
        await Run("vips", "gaussnoise", noise, await Header("width"), await Header("height"), "--sigma", "14", "--mean", "0", "--seed", "7");
        var sum = In($"{Guid.NewGuid():N}.v");
        await Run("vips", "add", from, noise, sum);
        return await Step(sum, "cast", "uchar");
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await said}");
        return output;
    }
}
