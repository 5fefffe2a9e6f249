using Atiende.Browser.Tests.Harness;
using Atiende.PaperPads;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.PaperPads;

/// <summary>A school's kitchen with a bad line: photographs wait in the telephone and go by themselves.</summary>
public sealed class SendTests(Chromium chromium)
{
    private const string Soser = "cl-soser";

    [Fact]
    public async Task Without_a_signal_photographs_wait_over_a_reload_and_go_by_themselves_when_it_is_back()
    {
        await using var server = await RunningServer.Start();
        var address = await Address(server);
        await using var line = new Line(server.Address);
        await using var kitchen = await chromium.Visitor(line.Address, width: 390, height: 844);
        await kitchen.Open(address);
        await kitchen.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        await IsKept(kitchen);

        line.Cut();
        await kitchen.Page.Context.SetOfflineAsync(true);
        await kitchen.Find("#photos").SetInputFilesAsync([Photo("hoja-1.png", 1), Photo("hoja-2.png", 2), Photo("hoja-3.png", 3)]);
        await kitchen.Find("#send-form button").ClickAsync();
        await kitchen.SeeText("Guardadas: 0 · Esperan: 3");
        await kitchen.SeeText("Sin señal");
        Assert.Equal(3, await kitchen.Find("#send-list .waiting").CountAsync());
        Assert.Equal(0, await Stored(server));
        await kitchen.Picture("enviar-sin-senal");

        // The telephone was put away and the page opened again, still without a signal.
        await kitchen.Page.ReloadAsync();
        await kitchen.SeeText("Guardadas: 0 · Esperan: 3");
        await kitchen.SeeText("hoja-2.png");
        await kitchen.Find("#photos").SetInputFilesAsync([Photo("hoja-4.png", 4)]);
        await kitchen.Find("#send-form button").ClickAsync();
        await kitchen.SeeText("Guardadas: 0 · Esperan: 4");
        await kitchen.IsAccessible();

        line.Mend();
        await kitchen.Page.Context.SetOfflineAsync(false);
        await kitchen.SeeText("Guardadas: 4 · Esperan: 0");
        await kitchen.SeeText("Todo está guardado");
        Assert.Equal(4, await Stored(server));

        await kitchen.Page.ReloadAsync();
        await kitchen.See("#photos");
        Assert.Equal(0, await kitchen.Find("#send-list li").CountAsync());
        Assert.Equal(4, await Stored(server));
    }

    [Fact]
    public async Task Without_scripts_the_form_sends_several_at_once()
    {
        await using var server = await RunningServer.Start();
        var address = await Address(server);
        await using var kitchen = await chromium.Visitor(server.Address, width: 390, height: 844, scripts: false);
        await kitchen.Open(address);
        await kitchen.Find("#photos").SetInputFilesAsync([Photo("hoja-1.png", 1), Photo("hoja-2.png", 2)]);
        await kitchen.Find("#send-form button").ClickAsync();

        await kitchen.SeeText("hoja-1.png: guardada");
        await kitchen.SeeText("hoja-2.png: guardada");
        Assert.Equal(2, await Stored(server));
    }

    [Fact]
    public async Task An_address_that_was_changed_meanwhile_is_told_and_nothing_is_lost()
    {
        await using var server = await RunningServer.Start();
        var address = await Address(server);
        await using var kitchen = await chromium.Visitor(server.Address, width: 390, height: 844);
        await kitchen.Open(address);
        await using (var scope = server.Services.CreateScopeOf(Soser)) await scope.Get<PaperDoors>().Change("90001", "marta.ejemplo", default);

        await kitchen.Find("#photos").SetInputFilesAsync([Photo("hoja-1.png", 1)]);
        await kitchen.Find("#send-form button").ClickAsync();

        await kitchen.SeeText("Esta dirección no sirve");
        await kitchen.SeeText("Guardadas: 0 · Esperan: 1");
    }

    // The worker fetches the page once more to keep it; a person has it open for longer than that.
    private static async Task IsKept(Visitor kitchen)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await kitchen.Page.EvaluateAsync<bool>("async () => !!await (await caches.open('atiende-sheets')).match(location.href)")) return;

            await Task.Delay(100);
        }

        Assert.Fail("The page is not kept in the browser.");
    }

    private static async Task<string> Address(RunningServer server)
    {
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        await scope.Get<PaperDoors>().Ensure("90001", "marta.ejemplo", default);
        return new Uri((await scope.Get<PaperDoors>().Address("90001", default))!).AbsolutePath;
    }

    private static async Task<int> Stored(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        return await scope.Db().Set<PaperPhoto>().CountAsync();
    }

    private static FilePayload Photo(string name, int which) => new() { Name = name, MimeType = "image/png", Buffer = Atiende.Tests.Attachments.Sample.Png(200 + which) };
}
