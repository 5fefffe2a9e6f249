using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Atiende.Contacts;
using Atiende.Inbox;
using Atiende.Storage;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Portal;

/// <summary>A person's own data on the portal.</summary>
public sealed class PortalDataTests
{
    [Fact]
    public async Task A_person_sees_corrects_and_takes_home_what_is_held_and_asks_once_for_its_deletion()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        Assert.Contains("11111111-1", (await person.Ask("me")).Html, StringComparison.Ordinal);

        var corrected = Someone.Typed.ToDictionary(f => f.Key, f => f.Value);
        (corrected["region"], corrected["comuna"], corrected["RUT"]) = ("Tarapacá", "Iquique", "22.222.222-2");
        using var wrong = await person.Post("me", "me", [.. corrected.Select(f => (f.Key, f.Key == "comuna" ? "Arica" : f.Value))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var saved = await person.Post("me", "me", [.. corrected.Select(f => (f.Key, f.Value))]);
        Assert.Equal($"{PortalVisitor.Root}/me?done=corrected", saved.Headers.Location?.OriginalString);

        using var file = JsonDocument.Parse(await Downloaded(person));
        var account = file.RootElement.GetProperty("account");
        Assert.Equal((Someone.Address, "Iquique"), (account.GetProperty("mail").GetString(), account.GetProperty("data").GetProperty("comuna").GetString()));
        Assert.Equal("11111111-1", account.GetProperty("data").GetProperty("RUT").GetString());
        Assert.Equal("Persona Ejemplo Uno", file.RootElement.GetProperty("contact").GetProperty("name").GetString());
        Assert.Equal(3, file.RootElement.GetProperty("consents").GetArrayLength()); // the registration, and each text by its version
        Assert.DoesNotContain("hash", file.RootElement.GetRawText(), StringComparison.OrdinalIgnoreCase);

        for (var n = 0; n < 2; n++)
        {
            using var asked = await person.Post("me", "me/deletion", ("why", "ya no lo uso"));
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }

        await using var scope = server.Services.CreateScopeOf(Someone.Soser);
        var task = Assert.Single(await scope.Get<IInbox>().For("marta.ejemplo", ["administrador"], null, default));
        Assert.Contains("pide que se eliminen sus datos", task.Title, StringComparison.Ordinal);
        Assert.Equal("ya no lo uso", task.About);
    }

    [Fact]
    public async Task What_was_known_before_of_a_document_is_not_handed_to_who_typed_it()
    {
        await using var server = await Serving();
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
            await scope.Get<IContacts>().FindOrCreate(new("Otra Persona Ejemplo", "11111111-1", "998765432", "otra@ejemplo.invalid"), "prueba", default);

        using var person = await PortalVisitor.Registered(server);

        var file = await Downloaded(person);
        Assert.DoesNotContain("otra@ejemplo.invalid", file, StringComparison.Ordinal);
        Assert.DoesNotContain("998765432", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Otra Persona", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_this_one_goes_on()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        using var elsewhere = new PortalVisitor(server);
        using var entered = await elsewhere.Enter(Someone.Address, Someone.Password);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.Ask("requests")).Status);

        using var wrong = await person.Post("me/password", "me/password", ("present", "no es esta"), ("contrasena", "otra clave larga"), ("confirmar_contrasena", "otra clave larga"));
        using var changed = await person.Post("me/password", "me/password", ("present", Someone.Password), ("contrasena", "otra clave larga"), ("confirmar_contrasena", "otra clave larga"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal($"{PortalVisitor.Root}/me?done=password", changed.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await person.Ask("requests")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.Ask("requests")).Status);
    }

    private static async Task<string> Downloaded(PortalVisitor person)
    {
        await using var zip = new ZipArchive(await person.Client.GetStreamAsync(new Uri($"{PortalVisitor.Root}/me/download", UriKind.Relative)));
        using var data = new StreamReader(zip.GetEntry("datos.json")!.Open());
        return await data.ReadToEndAsync();
    }

    private static async Task<RunningServer> Serving()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, Someone.Soser);
        return server;
    }
}
