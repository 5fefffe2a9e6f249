using System.Text.Json.Nodes;
using Atiende.Api;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Fabric;
using Atiende.Filing;
using Atiende.Storage;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Api;

public sealed class FilingApiTests
{
    [Theory, BothEngines]
    public async Task A_case_is_filed_read_and_listed_by_the_key_that_filed_it_and_by_no_other(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var other = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var reader = await ApiClient.With(server, ApiScopes.CasesRead);

        var filed = await office.File(ApiClient.Claim());
        var location = filed.Header("Location")!;
        var read = await office.Get(location);

        Assert.Equal(201, filed.Status);
        Assert.Matches(@"^PAE-\d{4}-000001$", filed.Folio);
        Assert.EndsWith("/" + filed.Folio, location, StringComparison.Ordinal);
        Assert.Equal("ingresado", filed.Json.GetProperty("state").GetString());
        Assert.Equal(filed.Json.GetProperty("openedAt").GetDateTimeOffset().AddHours(72), filed.Json.GetProperty("dueAt").GetDateTimeOffset());
        var given = read.Json.GetProperty("given");
        Assert.Equal("Puente Alto", given.GetProperty("commune").GetString());
        Assert.Equal("uno@ejemplo.invalid", given.GetProperty("contact").GetProperty("email").GetString());
        Assert.NotEmpty(read.Json.GetProperty("timeline").EnumerateArray());
        Assert.Equal(404, (await other.Get(location)).Status);
        Assert.Equal(200, (await reader.Get(location)).Status);
        var counts = await Task.WhenAll(new[] { office, other, reader }.Select(async c => (await c.Get(ApiClient.Cases)).Json.GetProperty("items").GetArrayLength()));
        Assert.Equal([1, 0, 1], counts);
        Assert.Equal(403, (await reader.File(ApiClient.Claim())).Status);
        await using var scope = server.Services.CreateScopeOf(ApiClient.Soser);
        var id = (await scope.Get<ICases>().ByFolio(filed.Folio, default))!.Value;
        Assert.Equal([$"api:{reader.Key.Prefix}", $"api:{office.Key.Prefix}"], (await scope.Get<IAudit>().Of($"case:{id}", 10, default)).Select(a => a.Who));
        Assert.Equal("Sistema de prueba", (await scope.Get<ICases>().Find(id, default))!.Events[0].By);
    }

    [Theory, BothEngines]
    public async Task The_answer_names_the_keys_own_cases_that_are_probably_the_same_and_a_merged_folio_says_where_it_goes_on(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var other = await ApiClient.With(server, ApiScopes.CasesWrite);
        var first = await office.File(ApiClient.Claim(), "a");
        var theirs = await other.File(ApiClient.Claim());
        var again = await office.File(ApiClient.Claim(), "b");

        Assert.Empty(first.Json.GetProperty("possibleDuplicates").EnumerateArray());
        Assert.Empty(theirs.Json.GetProperty("possibleDuplicates").EnumerateArray());
        Assert.Equal([first.Folio], again.Json.GetProperty("possibleDuplicates").EnumerateArray().Select(f => f.GetString()));

        await using var scope = server.Services.CreateScopeOf(ApiClient.Soser);
        var (id, into) = ((await scope.Get<ICases>().ByFolio(again.Folio, default))!.Value, (await scope.Get<ICases>().ByFolio(first.Folio, default))!.Value);
        while ((await scope.Get<IFiling>().Find(again.Folio, default))!.Waits) await Task.Delay(50);
        await scope.Get<ICaseRelations>().Merge(id, into, "", "prueba", default);
        var merged = (await office.Get(again.Header("Location")!)).Json;
        Assert.Equal((again.Folio, first.Folio), (merged.GetProperty("folio").GetString(), merged.GetProperty("goesOnIn").GetString()));
        Assert.True(merged.GetProperty("open").GetBoolean());
    }

    [Theory, BothEngines]
    public async Task Choices_go_by_code_or_label_and_a_number_is_a_text(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        var claim = ApiClient.Claim();
        (claim["topic"], claim["urgency"], claim["establishment"]) = ("pae-basica-media", "alta", 2220);

        var filed = await office.File(claim);

        Assert.Equal(201, filed.Status);
        Assert.Equal("Pae Básica-Media", (await office.Get(filed.Header("Location")!)).Json.GetProperty("given").GetProperty("topic").GetString());
    }

    [Theory, BothEngines]
    public async Task Sent_again_under_its_key_it_is_the_same_answer_and_another_under_it_is_refused(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        var first = await office.File(ApiClient.Claim(), "k-1");
        var changed = ApiClient.Claim();
        changed["subject"] = "Otra cosa";

        var again = await office.File(ApiClient.Claim(), "k-1");
        var another = await office.File(changed, "k-1");
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => office.File(ApiClient.Claim(), "k-2")));

        Assert.Equal((201, first.Folio, "true", null), (again.Status, again.Folio, again.Header("Idempotency-Replayed"), first.Header("Idempotency-Replayed")));
        Assert.Equal(first.Json.GetProperty("dueAt").GetString(), again.Json.GetProperty("dueAt").GetString());
        Assert.Equal((422, "Idempotency-Key"), (another.Status, Assert.Single(another.Errors)));
        Assert.Single(together.Select(t => t.Folio).Distinct());
        Assert.Single(together, t => t.Header("Idempotency-Replayed") is null);
        Assert.Equal(2, (await office.Get(ApiClient.Cases)).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_the_bodys_own_paths_and_nothing_is_stored()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        var wrong = ApiClient.Claim();
        (wrong["reason"], wrong["description"]) = ("Rabieta", " ");
        (wrong["contact"]!["email"], wrong["contact"]!["document"]) = ("nada", "11111111-2");
        var strange = ApiClient.Claim();
        (strange["motivo"], strange["subject"], strange["contact"]!["mail"]) = ("Reclamo", new JsonArray(), "x");

        var values = await office.File(wrong);
        var members = await office.File(strange);
        var empty = await office.File([]);

        Assert.Equal((422, "application/problem+json"), (values.Status, values.Type));
        Assert.Equal(["contact.document", "contact.email", "description", "reason"], values.Errors);
        Assert.Equal(["contact.mail", "motivo", "subject"], members.Errors);
        Assert.Equal(["contact.email", "contact.firstName", "description", "reason", "subject"], empty.Errors);
        Assert.Equal(0, (await office.Get(ApiClient.Cases)).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_is_no_request_is_refused_with_problem_details()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var nobody = ApiClient.Client(server, null);
        var large = ApiClient.Claim();
        large["description"] = new string('x', 300_000);

        Answer[] answers =
        [
            await office.Send(HttpMethod.Post, ApiClient.Cases, "{\"reason\":", "application/json"),
            await office.Send(HttpMethod.Post, ApiClient.Cases, "{\"reason\":\"a\",\"reason\":\"b\"}", "application/json"),
            await office.Send(HttpMethod.Post, ApiClient.Cases, "[]", "application/json"),
            await office.Send(HttpMethod.Post, ApiClient.Cases, "reason=Reclamo", "application/x-www-form-urlencoded"),
            await office.File(large),
            await office.Get(ApiClient.Cases + "/PAE-2026-999999"),
            await office.Get(ApiClient.Cases + "?estado=x&limit=0&cursor=..&since=ayer"),
            await office.Send(HttpMethod.Delete, ApiClient.Cases),
            await office.Get($"/api/v1/bo-comteco/cases"),
            await office.Get("/api/v1/cl-soser/nada"),
            await Answer.Of(await nobody.GetAsync(new Uri(ApiClient.Cases, UriKind.Relative))),
        ];

        Assert.Equal([400, 400, 422, 415, 413, 404, 422, 405, 401, 404, 401], answers.Select(a => a.Status));
        Assert.All(answers, a => Assert.Equal("application/problem+json", a.Type));
        Assert.Equal(["cursor", "estado", "limit", "since"], answers[6].Errors);
    }

    [Theory, BothEngines]
    public async Task A_method_that_an_address_does_not_take_is_refused_with_those_that_it_takes(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);

        var cases = await office.Send(HttpMethod.Delete, ApiClient.Cases);
        var one = await office.Send(HttpMethod.Put, ApiClient.Cases + "/PAE-2026-000001", "{}", "application/json");
        var file = await office.Send(HttpMethod.Post, $"{ApiClient.Cases}/PAE-2026-000001/attachments/{Guid.NewGuid()}", "{}", "application/json");
        var nowhere = await office.Send(HttpMethod.Post, $"{ApiClient.Cases}/PAE-2026-000001/attachments/nada", "{}", "application/json");

        Assert.Equal([405, 405, 405, 404], new[] { cases, one, file, nowhere }.Select(a => a.Status));
        Assert.Equal(["GET, POST", "GET", "GET", null], new[] { cases, one, file, nowhere }.Select(a => a.Allow));
        Assert.Equal("application/problem+json", cases.Type);
    }

    [Theory, BothEngines]
    public async Task What_was_asked_is_read_and_answered_once_by_the_key_that_filed_it(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var other = await ApiClient.With(server, ApiScopes.CasesWrite);
        var folio = (await office.File(ApiClient.Claim())).Folio;
        var address = $"{ApiClient.Cases}/{folio}/information";
        await using var scope = server.Services.CreateScopeOf(ApiClient.Soser);
        var id = (await scope.Get<ICases>().ByFolio(folio, default))!.Value;
        var letters = scope.Get<ICorrespondence>();
        await letters.Write(new(id, "¿En qué curso fue?", "ana", "Ana Ejemplo", "q1"), asks: true, default);

        Assert.Equal("¿En qué curso fue?", (await office.Get($"{ApiClient.Cases}/{folio}")).Json.GetProperty("asked").GetProperty("text").GetString());
        Assert.Equal(404, (await other.Send(HttpMethod.Post, address, """{"text":"Otro"}""", "application/json")).Status);
        var wrong = await office.Send(HttpMethod.Post, address, """{"texto":"En segundo"}""", "application/json");
        Assert.Equal((422, "texto"), (wrong.Status, wrong.Errors.Single()));
        Assert.Equal(422, (await office.Send(HttpMethod.Post, address, """{"text":"  "}""", "application/json")).Status);
        for (var twice = 0; twice < 2; twice++)
            Assert.Equal(201, (await office.Send(HttpMethod.Post, address, new StringContent("""{"text":"En segundo"}""", System.Text.Encoding.UTF8, "application/json"), "k1")).Status);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await office.Get($"{ApiClient.Cases}/{folio}")).Json.GetProperty("asked").ValueKind);
        Assert.Equal((LetterChannel.Api, "En segundo"), (await letters.Of(id, default)).Where(l => l.Kind is LetterKind.FromPerson).Select(l => (l.Channel, l.Text)).Single());
    }

    [Theory, BothEngines]
    public async Task A_list_goes_on_from_its_cursor_without_repeating_or_leaving_out(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var reader = await ApiClient.With(server, ApiScopes.CasesRead);
        var folios = new List<string>();
        for (var n = 0; n < 5; n++) folios.Add((await office.File(ApiClient.Claim())).Folio);

        foreach (var client in new[] { office, reader })
        {
            var (seen, address) = (new List<string>(), ApiClient.Cases + "?limit=2");
            for (var more = true; more;)
            {
                var page = await client.Get(address);
                seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("folio").GetString()!));
                address = ApiClient.Cases + "?limit=2&cursor=" + page.Json.GetProperty("next").GetString();
                more = page.Json.GetProperty("more").GetBoolean();
            }

            Assert.Equal(folios, seen);
            Assert.Equal(0, (await client.Get(ApiClient.Cases + "?state=cerrado")).Json.GetProperty("items").GetArrayLength());
            Assert.Equal(0, (await client.Get(ApiClient.Cases + "?since=2100-01-01T00:00:00Z")).Json.GetProperty("items").GetArrayLength());
        }
    }

    [Theory, BothEngines]
    public async Task Files_are_attached_several_at_once_all_or_none_and_downloaded_by_the_key(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var other = await ApiClient.With(server, ApiScopes.CasesWrite);
        var folio = (await office.File(ApiClient.Claim())).Folio;

        var attached = await office.Attach(folio, ("foto ñ.jpg", Sample.Jpeg()), ("../informe.pdf", Sample.Pdf()));
        var again = await office.Attach(folio, ("foto ñ.jpg", Sample.Jpeg()));
        var script = await office.Attach(folio, ("a.pdf", Sample.Pdf("2")), ("foto.jpg", "<script>"u8.ToArray()));
        var large = await office.Attach(folio, ("grande.pdf", [.. Sample.Pdf(), .. new byte[10 * 1024 * 1024]]));
        var bomb = await office.Attach(folio, ("plano.png", Sample.Png(50_000, 50_000, whole: false)));
        using var text = new MultipartFormDataContent { { new StringContent("no file"), "file" } };
        var none = await office.Send(HttpMethod.Post, $"{ApiClient.Cases}/{folio}/attachments", text);
        var read = (await office.Get($"{ApiClient.Cases}/{folio}")).Json.GetProperty("attachments").EnumerateArray().ToList();

        Assert.Equal(201, attached.Status);
        Assert.Equal(["foto ñ.jpg", "informe.pdf"], read.Select(a => a.GetProperty("name").GetString()));
        Assert.Equal(read[0].GetProperty("id").GetGuid(), again.Json.GetProperty("attachments")[0].GetProperty("id").GetGuid());
        Assert.Equal((415, "foto.jpg"), (script.Status, Assert.Single(script.Errors)));
        Assert.Equal((413, "grande.pdf"), (large.Status, Assert.Single(large.Errors)));
        Assert.Equal((422, "plano.png"), (bomb.Status, Assert.Single(bomb.Errors)));
        Assert.Equal(422, none.Status);
        Assert.Equal(415, (await office.Send(HttpMethod.Post, $"{ApiClient.Cases}/{folio}/attachments", "{}", "application/json")).Status);
        Assert.Equal(400, (await office.Send(HttpMethod.Post, $"{ApiClient.Cases}/{folio}/attachments", "nothing", "multipart/form-data; boundary=x")).Status);
        Assert.Equal(404, (await other.Attach(folio, ("a.pdf", Sample.Pdf()))).Status);
        var url = read[0].GetProperty("url").GetString()!;
        Assert.DoesNotContain("GPS", System.Text.Encoding.Latin1.GetString(await office.Download(url)), StringComparison.Ordinal);
        Assert.Equal(404, (await other.Get(url)).Status);
    }

    [Fact]
    public async Task A_revoked_key_enters_no_more_and_the_last_use_is_kept()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        Assert.Equal(200, (await office.Get(ApiClient.Cases)).Status);
        await using (var scope = server.Services.CreateScopeOf(ApiClient.Soser))
        {
            Assert.NotNull(Assert.Single(await scope.Get<IApiKeys>().List(default)).LastUsedAt);
            await scope.Get<IApiKeys>().Revoke(office.Key.Prefix, "prueba", default);
        }

        await server.Restart(); // what it remembers of keys lasts seconds; a new process knows none

        Assert.Equal(401, (await office.Get(ApiClient.Cases)).Status);
        using var forged = ApiClient.Client(server, office.Key.Prefix + "_" + new string('A', 43));
        Assert.Equal(401, (int)(await forged.GetAsync(new Uri(ApiClient.Cases, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_too_quick_is_told_when_to_come_back()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite, s => s with { Api = new() { RequestsPerSecond = 3 } });
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var other = await ApiClient.With(server, ApiScopes.CasesWrite);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => office.Get(ApiClient.Cases)));

        var late = answers.First(a => a.Status == 429);
        Assert.Equal("1", late.Header("Retry-After"));
        Assert.Equal("application/problem+json", late.Type);
        Assert.Contains(answers, a => a.Status == 200);
        Assert.Equal(200, (await other.Get(ApiClient.Cases)).Status);
    }

    [Fact]
    public async Task While_the_database_is_gone_it_is_503_with_when_to_come_back()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        await office.File(ApiClient.Claim(), "k");
        var file = server.Settings.InData(SqliteFile.Name);

        File.Move(file, file + ".away");
        var away = await office.File(ApiClient.Claim(), "k");
        File.Move(file + ".away", file);

        Assert.Equal((503, "5", "application/problem+json"), (away.Status, away.Header("Retry-After"), away.Type));
        Assert.Equal("true", (await office.File(ApiClient.Claim(), "k")).Header("Idempotency-Replayed"));
    }

    [Theory, BothEngines]
    public async Task A_person_is_read_by_document_with_the_scope_for_it_and_that_is_written_down(Engine engine)
    {
        await using var server = await ApiClient.Server(engine);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var reader = await ApiClient.With(server, ApiScopes.ContactsRead);
        await office.File(ApiClient.Claim());
        const string Address = $"/api/v1/{ApiClient.Soser}/contacts?document=11.111.111-1";

        var found = (await reader.Get(Address)).Json.GetProperty("items");

        Assert.Equal("Persona Ejemplo Uno", found[0].GetProperty("name").GetString());
        Assert.Equal(403, (await office.Get(Address)).Status);
        Assert.Equal(0, (await reader.Get(Address.Replace("11.111.111-1", "45000000-0", StringComparison.Ordinal))).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(422, (await reader.Get($"/api/v1/{ApiClient.Soser}/contacts")).Status);
        await using var scope = server.Services.CreateScopeOf(ApiClient.Soser);
        Assert.Contains(await scope.Get<IAudit>().Of($"contact:{found[0].GetProperty("id").GetGuid()}", 10, default), a => a.Who == $"api:{reader.Key.Prefix}" && a.What == "contact.read");
    }
}
