using Atiende.Browser.Tests.Harness;
using Atiende.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Microsoft.Playwright.Assertions;

namespace Atiende.Browser.Tests.Gallery;

/// <summary>Nothing typed is lost: over reloads, lost connections, restarts and ended sessions.</summary>
public sealed class TypingTests(Chromium chromium)
{
    private readonly List<IFormCollection> drafts = [];
    private readonly List<IFormCollection> handedIn = [];

    [Fact]
    public async Task What_is_typed_is_posted_by_itself_and_then_forgotten_in_the_browser()
    {
        await using var server = await Start();
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");

        await someone.Find("#name").FillAsync("Persona Ejemplo Ñandú");
        await Eventually(() => drafts.Count == 1);

        Assert.Equal("Persona Ejemplo Ñandú", drafts[0]["name"]);
        await Eventually(async () => await Kept(someone) == 0);
        Assert.Empty(someone.Complaints);
    }

    [Fact]
    public async Task A_reload_before_the_server_has_it_loses_no_letter()
    {
        await using var server = await Start(posted: false);
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");

        await someone.Find("#detail").FillAsync("Sin tono desde el viernes");
        await someone.Find("#s2").CheckAsync();
        await someone.Find("#secret").FillAsync("no se guarda");
        await someone.Page.ReloadAsync();

        await Expect(someone.Find("#detail")).ToHaveValueAsync("Sin tono desde el viernes");
        await Expect(someone.Find("#s2")).ToBeCheckedAsync();
        await Expect(someone.Find("#secret")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_briefly_and_gets_everything_when_it_is_back()
    {
        await using var server = await Start();
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");
        await server.Down();

        await someone.Find("#name").FillAsync("Persona Ejemplo Dos");
        await Expect(someone.Find("[data-notice=offline]")).ToBeVisibleAsync();
        await someone.Find("#detail").FillAsync("Escrito sin conexión");
        await server.Up();

        await Eventually(() => drafts.Any(draft => draft["detail"] == "Escrito sin conexión" && draft["name"] == "Persona Ejemplo Dos"));
        await Expect(someone.Find("[data-notice=offline]")).ToHaveCountAsync(0);
        await Expect(someone.Find("[data-notice=online]")).ToHaveCountAsync(0);
        await Expect(someone.Find("#detail")).ToHaveValueAsync("Escrito sin conexión");
    }

    [Fact]
    public async Task A_step_answered_while_the_server_restarts_arrives_once_it_is_back()
    {
        await using var server = await Start();
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");
        await someone.Find("#name").FillAsync("Persona Ejemplo Tres");
        await Eventually(() => drafts.Count == 1);
        await server.Down();

        await someone.Find("button:text('Continuar')").ClickAsync();
        await Expect(someone.Find("[data-notice=offline]")).ToBeVisibleAsync();
        await server.Up();

        await Expect(someone.Find("#answer")).ToHaveTextAsync("Recibido de Persona Ejemplo Tres");
        Assert.Single(handedIn);
    }

    [Fact]
    public async Task Who_is_signed_out_keeps_the_words_and_gets_a_way_back()
    {
        await using var server = await Start();
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");
        server.IsSignedIn = false;

        await someone.Find("#detail").FillAsync("Lo último que dijo");
        await Expect(someone.Find("[data-notice='signed-out'] a")).ToHaveAttributeAsync("href", "/sign-in?returnUrl=%2Ftyping");
        Assert.Empty(drafts);

        server.IsSignedIn = true;
        await someone.Page.ReloadAsync();
        await Expect(someone.Find("#detail")).ToHaveValueAsync("Lo último que dijo");
        await Eventually(() => drafts.Any(draft => draft["detail"] == "Lo último que dijo"));
    }

    [Fact]
    public async Task What_was_handed_in_is_not_offered_again()
    {
        await using var server = await Start(posted: false);
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");

        await someone.Find("#name").FillAsync("Persona Ejemplo Cuatro");
        await someone.Find("button:text('Continuar')").ClickAsync();
        await Expect(someone.Find("#answer")).ToHaveTextAsync("Recibido de Persona Ejemplo Cuatro");

        Assert.Equal(0, await Kept(someone));
        await someone.Page.ReloadAsync();
        await Expect(someone.Find("#name")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task An_answer_that_was_refused_stays_in_the_browser()
    {
        await using var server = await Start(posted: false);
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");

        await someone.Find("#name").FillAsync("mal");
        await someone.Find("button:text('Continuar')").ClickAsync();
        await Expect(someone.Find("#answer")).ToHaveTextAsync("No es un nombre");

        Assert.Equal(1, await Kept(someone));
    }

    [Fact]
    public async Task Keys_act_where_they_are_declared_and_never_while_one_types()
    {
        await using var server = await Start();
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");

        await someone.Press("2");
        await Expect(someone.Find("#s2")).ToBeCheckedAsync();

        await someone.Find("#detail").FocusAsync();
        await someone.Type("1 x ?");
        await Expect(someone.Find("#detail")).ToHaveValueAsync("1 x ?");
        await Expect(someone.Find("#s2")).ToBeCheckedAsync();

        await someone.Press("Alt+ArrowLeft");
        await someone.SeeText("Otra página");
    }

    [Fact]
    public async Task The_question_mark_lists_the_keys_of_the_page()
    {
        await using var server = await Start();
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");

        await someone.Press("?");
        await Expect(someone.Find("#keys-help")).ToBeVisibleAsync();
        await Expect(someone.Find("#keys-help dl")).ToContainTextAsync("Marcar");
        await Expect(someone.Find("#keys-help dl")).ToContainTextAsync("Suspendido");
        await someone.IsAccessible();
        await someone.Press("Escape");
        await Expect(someone.Find("#keys-help")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_page_hears_what_happens_and_again_after_a_restart()
    {
        await using var server = await Start();
        await using var someone = await chromium.Visitor(server.Address);
        await someone.Open("/typing");
        await Expect(someone.Find("#heard")).ToHaveTextAsync("Primero");

        await someone.Page.EvaluateAsync("document.querySelector('#heard').textContent = ''");
        await server.Down();
        await server.Up();

        await Expect(someone.Find("#heard")).ToHaveTextAsync("Primero");
        Assert.Empty(someone.Complaints);
    }

    private Task<GalleryServer> Start(bool posted = true) => GalleryServer.Start(routes =>
    {
        routes.MapGet("/typing", () => Pages.Show<TypingPage>(new() { [nameof(TypingPage.Posted)] = posted }));
        routes.MapGet("/typing/other", () => Results.Text("<!doctype html><title>Otra</title><p>Otra página", "text/html; charset=utf-8"));
        routes.MapPost("/typing/draft", (IFormCollection form) => Keep(drafts, form));
        routes.MapPost("/typing", (IFormCollection form) => Answer(form));
        routes.MapGet("/live", Stream);
    });

    private static IResult Keep(List<IFormCollection> drafts, IFormCollection form)
    {
        drafts.Add(form);
        return Results.NoContent();
    }

    private IResult Answer(IFormCollection form)
    {
        if (form["name"] == "mal") return Results.Content("No es un nombre", "text/html", statusCode: 422);

        handedIn.Add(form);
        return Results.Content($"Recibido de {form["name"]}", "text/html");
    }

    private static async Task Stream(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("event: tick\ndata: Primero\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static Task<int> Kept(Visitor someone) =>
        someone.Page.EvaluateAsync<int>("Object.keys(localStorage).filter(key => key.startsWith('draft:')).length");

    private static Task Eventually(Func<bool> holds) => Eventually(() => Task.FromResult(holds()));

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds()) await Task.Delay(50, patience.Token);
    }
}
