using System.Text.RegularExpressions;
using Atiende.Browser.Tests.Harness;
using Atiende.Mail;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.Portal;

/// <summary>The portal in a telephone's browser: every page, with and without JavaScript, light and dark, in both languages.</summary>
public sealed partial class PortalTests(Chromium chromium)
{
    private const string Root = "/portal/cl-soser";
    private const string Mail = "uno@ejemplo.invalid";
    private const string Password = "tres gatos verdes";

    // axe is a script itself: where pages may run none, only their width is looked at.
    private bool looks = true;

    [Theory]
    [InlineData(true, false, "es-CL")]
    [InlineData(false, true, "es-CL")]
    [InlineData(true, true, "en")]
    public async Task Somebody_registers_files_a_request_with_a_photograph_and_follows_it(bool scripts, bool dark, string language)
    {
        looks = scripts;
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "cl-soser");
        await using var person = await chromium.Visitor(server.Address, dark, language, 390, 844, scripts);
        foreach (var page in new[] { "", "/questions", "/terms", "/privacy", "/sign-in", "/recover" }) await Look(person, Root + page, page.Length == 0 && scripts && !dark ? "portal-home" : null);

        await Register(person);
        await Good(person);
        await person.Open(await Link(server));
        await Good(person);
        await person.Find("main form button").ClickAsync();
        await Fill(person, ("mail", Mail), ("password", Password));
        await person.Find("main form button").ClickAsync();
        await person.Page.WaitForURLAsync($"**{Root}/requests");
        await Good(person);

        await Look(person, $"{Root}/requests/new", null);
        await File(person, scripts);
        await person.Page.WaitForURLAsync("**/requests/PAE-*-000001?done=filed");
        await Good(person);
        if (scripts && !dark) await person.Picture("portal-request");
        await person.See("text=cámara.png");
        await person.See("text=Iquique");

        await Fill(person, ("text", "Tengo la guía de despacho."));
        await person.Find("form[action$='/more'] button").ClickAsync();
        await person.Page.WaitForURLAsync("**?done=added");
        await person.SeeText("Tengo la guía de despacho.");
        foreach (var page in new[] { "/requests", "/me", "/me/password" }) await Look(person, Root + page, null);
        Assert.Empty(person.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_wrong_is_said_first_and_at_its_field(bool scripts)
    {
        looks = scripts;
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "cl-soser");
        await using var person = await chromium.Visitor(server.Address, language: "es-CL", width: 390, height: 844, scripts: scripts);

        await Register(person, "11.111.111-2");

        await Assertions.Expect(person.Find("[role=alert] li")).ToHaveCountAsync(1);
        await Assertions.Expect(person.Find("#f-RUT-error")).ToContainTextAsync("dígito verificador");
        await Assertions.Expect(person.Find("#f-comuna")).ToHaveValueAsync("Arica");
        await Assertions.Expect(person.Find("#f-contrasena")).ToHaveValueAsync("");
        await Good(person);
        await person.Find("[role=alert] a").ClickAsync();
        Assert.EndsWith("#f-RUT", person.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_shows_only_what_belongs_to_the_choice_before_it()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "cl-soser");
        await using var person = await chromium.Visitor(server.Address, language: "es-CL", width: 390, height: 844);
        await person.Open($"{Root}/register");
        await Assertions.Expect(person.Find("#f-comuna optgroup:not([hidden])")).ToHaveCountAsync(0);

        await person.Find("#f-region").SelectOptionAsync("Tarapacá");

        await Assertions.Expect(person.Find("#f-comuna optgroup:not([hidden])")).ToHaveCountAsync(1);
        await person.Find("#f-comuna").SelectOptionAsync("Iquique");
        await person.Find("#f-region").SelectOptionAsync("Arica y Parinacota");
        await Assertions.Expect(person.Find("#f-comuna")).ToHaveValueAsync("");
    }

    private async Task Register(Visitor person, string document = "11.111.111-1")
    {
        await Look(person, $"{Root}/register", null);
        await Fill(person, ("f-nombre", "Persona"), ("f-apellidos", "Ejemplo Uno"), ("f-RUT", document), ("f-fecha_nacimiento", "1980-05-04"), ("f-celular", "912345678"),
            ("f-telefono_fijo", "221234567"), ("f-correo", Mail), ("f-contrasena", Password), ("f-confirmar_contrasena", Password));
        await Check(person, ("sexo", "Femenino"), ("tipo_usuario", "Apoderado"), ("institucion", "JUNAEB"), ("acepta_terminos", "true"));
        await person.Find("#f-region").SelectOptionAsync("Arica y Parinacota");
        await person.Find("#f-comuna").SelectOptionAsync("Arica");
        await person.Find("form[action$='/register'] button").ClickAsync();
        await person.Page.WaitForLoadStateAsync();
    }

    private async Task File(Visitor person, bool scripts)
    {
        await Check(person, ("motivo", "Reclamo"), ("tema", "Canastas Junaeb"), ("urgencia", "Alta"));
        await person.Find("#f-subtema").SelectOptionAsync("Cambio de productos");
        await Fill(person, ("f-RBD", "ejemplo cam"), ("f-asunto", "Canasta incompleta"), ("f-detalle", "Faltaban dos productos."));
        await person.Find("#f-files").SetInputFilesAsync(new FilePayload { Name = "cámara.png", MimeType = "image/png", Buffer = Pixel });
        await person.Find("button[value=find]").ClickAsync();
        await person.See("text=Escuela Ejemplo Camanchaca");
        await Good(person);
        await person.See("text=cámara.png");
        await Assertions.Expect(person.Find("#f-subtema")).ToHaveValueAsync("Cambio de productos");
        await Check(person, ("RBD", "90015"));
        var send = person.Find("button[value=send]");
        if (scripts) await send.DblClickAsync();
        else await send.ClickAsync();
    }

    private static byte[] Pixel => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private static async Task Fill(Visitor person, params (string Id, string Text)[] fields)
    {
        foreach (var (id, text) in fields) await person.Find($"#{id}").FillAsync(text);
    }

    private static async Task Check(Visitor person, params (string Name, string Value)[] choices)
    {
        foreach (var (name, value) in choices) await person.Find($"input[name={name}][value='{value}']").CheckAsync();
    }

    private async Task Look(Visitor person, string path, string? picture)
    {
        await person.Open(path);
        await Good(person);
        if (picture is not null) await person.Picture(picture);
    }

    private async Task Good(Visitor person)
    {
        await person.Page.WaitForLoadStateAsync();
        await person.FitsTheWindow();
        if (looks) await person.IsAccessible();
    }

    private static async Task<string> Link(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf("cl-soser");
        return Address().Match(await scope.ServiceProvider.GetRequiredService<Db>().Set<OutboxMessage>().Where(m => m.ToAddress == Mail).Select(m => m.Text).SingleAsync()).Value;
    }

    [GeneratedRegex(@"http\S+token=\S+")]
    private static partial Regex Address();
}
