using Atiende.PaperPads;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.PaperPads;

/// <summary>A pad that is printed again says so on every page and in the log, and is counted once.</summary>
public sealed class ReprintTests
{
    private const string Soser = "cl-soser";
    private const string Chinchorro = "90001";
    private const string Reason = "se mojó en la bodega";

    [Theory, BothEngines]
    public async Task A_reprint_says_why_is_written_down_marked_and_takes_no_folios(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var pad = await scope.Get<IPaperPads>().Issue(Chinchorro, 4, "marta.ejemplo", default);
        var printer = scope.Get<PadPrinter>();
        var before = await Account(scope);

        var first = await printer.Html(pad, PrintAsked.Whole(), "marta.ejemplo", default);
        await Print(scope, pad, PrintAsked.Whole());
        await Assert.ThrowsAsync<PaperRefusedException>(() => printer.Html(pad, PrintAsked.Whole(), "marta.ejemplo", default));
        await Assert.ThrowsAsync<PaperRefusedException>(() => printer.Html(pad, new(pad.First - 1, pad.First, Reason), "marta.ejemplo", default));
        store.Clock.Advance(TimeSpan.FromDays(1));
        var again = await printer.Html(pad, new(pad.First + 1, pad.First + 2, Reason), "pedro.ejemplo", default);
        await Print(scope, pad, new(pad.First + 1, pad.First + 2, Reason), "pedro.ejemplo");

        Assert.DoesNotContain("REIMPRESIÓN", first, StringComparison.Ordinal);
        Assert.Equal(1 + 4, Count(first, "<section class=\"page"));
        Assert.Equal(2, Count(again, "<section class=\"page"));
        Assert.Equal(2, Count(again, "class=\"watermark\">REIMPRESIÓN<"));
        Assert.Equal(2, Count(again, "REIMPRESIÓN 1 · "));
        var log = await printer.Printings([pad.Number], default);
        Assert.Equal(
            [(pad.First, pad.Last, "marta.ejemplo", null), (pad.First + 1, pad.First + 2, "pedro.ejemplo", Reason)],
            log.Select(p => (p.First!.Value, p.Last!.Value, p.By, p.Reason)));
        Assert.Equal(TimeSpan.FromDays(1), log[1].At - log[0].At);

        var after = await Account(scope);
        Assert.Equal((before.Issued, before.Pads.Count, before.Missing.Count), (after.Issued, after.Pads.Count, after.Missing.Count));
        Assert.Equal(pad.Last + 1, (await scope.Get<IPaperPads>().Issue(Chinchorro, 1, "marta.ejemplo", default)).First);
    }

    [Fact]
    public async Task Photographs_of_a_sheet_and_of_its_reprint_count_as_one()
    {
        await using var store = await PackedStore.On(Engine.Sqlite, Soser);
        await using var scope = store.In(Soser);
        using var printed = await PrintedPad.Of(scope, Chinchorro, 2);
        await Keep(scope, await printed.Photograph(1, CameraShot.Flat));
        await printed.Print(scope, Reason);
        Assert.Contains("REIMPRESIÓN", await printed.Text(), StringComparison.Ordinal);

        // Over the watermark its codes are read as ever.
        await Keep(scope, await printed.Photograph(1, CameraShot.Flat with { Shadow = 0.8 }));
        while (await scope.Get<PhotoTurn>().Take(default) > 0) { }

        var account = await Account(scope);
        Assert.Single(account.Used, s => s.Folio == printed.Pad.First);
        Assert.Equal((1, 1), (account.Used.Count(s => s.Folio >= printed.Pad.First), account.Repeated));
        Assert.Equal(1, await scope.Get<PaperQueue>().Waiting(default));
    }

    [Fact]
    public async Task On_screen_a_reprint_asks_why_and_the_log_says_who_when_and_why()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, Soser);
        using var marta = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        using var issued = await marta.Post($"/paper/sites/{Chinchorro}", $"/paper/sites/{Chinchorro}/pads", ("sheets", "2"));
        string number;
        await using (var scope = server.Services.CreateScopeOf(Soser)) number = (await scope.Get<IPaperPads>().Account(Chinchorro, default))!.Pads[^1].Number;

        using var first = await marta.Post($"/paper/sites/{Chinchorro}", $"/paper/pads/{number}/print");
        using var silent = await marta.Post($"/paper/sites/{Chinchorro}", $"/paper/pads/{number}/print");
        using var again = await marta.Post($"/paper/sites/{Chinchorro}", $"/paper/pads/{number}/print", ("reason", Reason));

        Assert.Equal(("application/pdf", "application/pdf"), (first.Content.Headers.ContentType?.MediaType, again.Content.Headers.ContentType?.MediaType));
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("diga por qué", System.Net.WebUtility.HtmlDecode(await silent.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var page = await marta.Page($"/paper/sites/{Chinchorro}");
        Assert.Contains("Primera impresión", page, StringComparison.Ordinal);
        Assert.Contains($"Reimpresión: {Reason}", page, StringComparison.Ordinal);
    }

    private static async Task Print(AsyncServiceScope scope, Pad pad, PrintAsked asked, string by = "marta.ejemplo") =>
        Assert.NotEmpty(await scope.Get<PadPrinter>().Print(pad, asked, by, default));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static Task Keep(AsyncServiceScope scope, byte[] photo) => scope.Get<PhotoIntake>().Keep(Chinchorro, null, new("hoja.jpg", new MemoryStream(photo)), "Supervisor", default);

    private static async Task<SiteAccount> Account(AsyncServiceScope scope) => (await scope.Get<IPaperPads>().Account(Chinchorro, default))!;
}
