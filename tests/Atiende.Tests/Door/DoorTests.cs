using System.Net;
using System.Text.RegularExpressions;
using Atiende.Accounts;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Tests.Organizations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Door;

public sealed partial class DoorTests
{
    private const string Ana = "ana@xx-ejemplo";

    [Fact]
    public async Task A_member_signs_in_and_goes_on_where_they_wanted_to()
    {
        await using var server = await Start();
        using var client = server.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var asked = await client.GetAsync("/account/password?x=1");
        Assert.Equal("/sign-in?returnUrl=%2Faccount%2Fpassword%3Fx%3D1", asked.Headers.Location!.OriginalString);

        var entered = await SignIn(client, Ana, DemonstrationAccounts.Password, "/account/password?x=1");
        Assert.Equal("/account/password?x=1", entered.Headers.Location!.OriginalString);
        Assert.Contains("Ejemplo", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains(SignInEventKind.SignedIn, await Happened(server));
    }

    [Fact]
    public async Task Nobody_is_sent_to_another_server_after_signing_in()
    {
        await using var server = await Start();
        using var client = server.Client();

        Assert.Equal("/", (await SignIn(client, Ana, DemonstrationAccounts.Password, "//evil.example")).Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(Ana)]
    [InlineData("nadie@xx-ejemplo")]
    public async Task A_wrong_password_and_an_unknown_account_are_answered_alike(string account)
    {
        await using var server = await Start();
        using var client = server.Client();

        var spanish = await SignIn(client, account, "no es esta");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var english = await SignIn(client, account, "no es esta");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, spanish.StatusCode);
        Assert.Contains("La cuenta o la contraseña no son correctas", await spanish.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("The account or the password is not right", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_account_is_locked_and_says_for_how_long()
    {
        await using var server = await Start();
        using var client = server.Client();
        for (var i = 0; i < 5; i++) await SignIn(client, Ana, "no es esta");

        var locked = await SignIn(client, Ana, DemonstrationAccounts.Password);
        Assert.Contains("Podrá intentarlo de nuevo en 10 min", await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(SignInEventKind.LockedOut, await Happened(server));

        await Unlock(server);
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(client, Ana, DemonstrationAccounts.Password)).StatusCode);
    }

    [Fact]
    public async Task Production_neither_shows_nor_takes_accounts_of_the_demonstration()
    {
        await using var server = await Start(settings => settings with { Mode = Mode.Production });
        await using (var scope = server.Services.CreateSystemScope())
            await scope.Get<DemonstrationAccounts>().Seed(PackReader.Read(Files("xx-ejemplo")).Pack!);
        using var client = server.Client();

        Assert.DoesNotContain(DemonstrationAccounts.Password, await client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        var refused = await SignIn(client, Ana, DemonstrationAccounts.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(SignInEventKind.Refused, await Happened(server));
    }

    [Fact]
    public async Task Who_belongs_to_two_organisations_is_on_duty_in_one_at_a_time()
    {
        await using var server = await Start();
        await Load(server, "yy-ejemplo");
        await Join(server, Ana, "yy-ejemplo");
        using var client = server.Client();

        Assert.Equal("/organization?returnUrl=%2F", (await SignIn(client, Ana, DemonstrationAccounts.Password)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, "/organization", "/organization", ("organization", "yy-ejemplo"))).StatusCode);
        Assert.Contains("Otra de yy-ejemplo", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(client, "/organization", "/organization", ("organization", "zz-ajena"))).StatusCode);
    }

    [Fact]
    public async Task A_script_that_is_signed_out_is_told_so_and_a_post_without_token_is_refused()
    {
        await using var server = await Start();
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("HX-Request", "true");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/account/password")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/sign-in", new FormUrlEncodedContent([]))).StatusCode);
    }

    [Fact]
    public async Task A_short_password_is_refused_in_words_and_a_good_one_counts_at_once()
    {
        await using var server = await Start();
        using var client = server.Client();
        await SignIn(client, Ana, DemonstrationAccounts.Password);

        var refused = await Change(client, "corta");
        Assert.Contains("al menos 12 caracteres", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Change(client, "lluvia de verano en el valle")).StatusCode);

        using var another = server.Client();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(another, Ana, DemonstrationAccounts.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(another, Ana, "lluvia de verano en el valle")).StatusCode);
    }

    [Theory, BothEngines]
    public async Task Made_up_accounts_are_made_once_and_follow_the_pack_and_no_organisation_sees_anothers(Engine engine)
    {
        await using var store = await Store.On(engine);
        foreach (var id in new[] { "xx-ejemplo", "xx-ejemplo", "yy-ejemplo" })
            await store.Provider.GetRequiredService<IPackLoader>().Load(Files(id), "prueba", dryRun: false, CancellationToken.None);

        await using var scope = store.In("xx-ejemplo");
        var members = await scope.Get<IMembers>().All(CancellationToken.None);
        Assert.Equal(["Ana Ejemplo de xx-ejemplo", "Clara Ejemplo de xx-ejemplo"], members.Select(member => member.Name));
        Assert.Equal(2, await scope.Db().Set<Membership>().CountAsync());
    }

    private static async Task<RunningServer> Start(Func<Settings, Settings>? change = null)
    {
        var server = await RunningServer.Start(change: change);
        await Load(server, "xx-ejemplo");
        return server;
    }

    private static async Task Load(RunningServer server, string id)
    {
        var loading = await server.Services.GetRequiredService<IPackLoader>().Load(Files(id), "prueba", dryRun: false, CancellationToken.None);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
    }

    private static PackFiles Files(string id)
    {
        var small = SmallPack.Files();
        var texts = new Dictionary<string, string>(small.Texts, StringComparer.Ordinal)
        {
            ["people.yaml"] = $"""
                {small.Texts["people.yaml"]}
                members:
                  - id: ana
                    name: Ana Ejemplo de {id}
                    roles: [operador]
                  - id: clara
                    name: Clara Ejemplo de {id}
                    roles: [coordinador]
                """,
        };
        texts["pack.yaml"] = texts["pack.yaml"].Replace("id: xx-ejemplo", $"id: {id}", StringComparison.Ordinal)
            .Replace("short-name: Ejemplo", $"short-name: {(id == SmallPack.Id ? "Ejemplo" : $"Otra de {id}")}", StringComparison.Ordinal);
        return new(id, texts);
    }

    private static async Task Join(RunningServer server, string userName, string organization)
    {
        await using var scope = server.Services.CreateSystemScope();
        var account = (await scope.Get<UserManager<Account>>().FindByNameAsync(userName))!;
        account.DefaultOrganizationId = null;
        scope.Db().Add(new Membership
        {
            OrganizationId = organization,
            Member = "ana.invitada",
            AccountId = account.Id,
            Roles = ["coordinador"],
            Since = DateTimeOffset.UnixEpoch,
        });
        await scope.Db().SaveChangesAsync();
    }

    private static async Task Unlock(RunningServer server)
    {
        await using var scope = server.Services.CreateSystemScope();
        var accounts = scope.Get<UserManager<Account>>();
        await accounts.SetLockoutEndDateAsync((await accounts.FindByNameAsync(Ana))!, DateTimeOffset.UnixEpoch);
    }

    private static async Task<List<SignInEventKind>> Happened(RunningServer server)
    {
        await using var scope = server.Services.CreateSystemScope();
        return await scope.Db().Set<SignInEvent>().Select(happened => happened.Kind).ToListAsync();
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient client, string account, string password, string returnUrl = "/") =>
        Post(client, "/sign-in", "/sign-in", ("userName", account), ("password", password), ("returnUrl", returnUrl));

    private static Task<HttpResponseMessage> Change(HttpClient client, string wanted) => Post(client, "/account/password", "/account/password",
        ("current", DemonstrationAccounts.Password), ("wanted", wanted), ("repeated", wanted));

    private static async Task<HttpResponseMessage> Post(HttpClient client, string page, string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await client.GetStringAsync(page)).Groups[1].Value;
        return await client.PostAsync(address, new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
