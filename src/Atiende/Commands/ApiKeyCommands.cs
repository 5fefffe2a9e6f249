using System.CommandLine;
using System.Globalization;
using Atiende.Api;
using Atiende.Hosting;

namespace Atiende.Commands;

/// <summary><c>atiende apikey …</c>: keys by which programs of other offices enter.</summary>
internal static class ApiKeyCommands
{
    private static readonly Option<string> Organization = InOrganization.Option();

    public static Command Create()
    {
        var apikey = new ExampleCommand("apikey", "Makes, lists and revokes keys for programs that use the API.", "atiende apikey list --organization cl-soser");
        apikey.Subcommands.Add(New());
        apikey.Subcommands.Add(List());
        apikey.Subcommands.Add(Revoke());
        return apikey;
    }

    private static ExampleCommand New()
    {
        var scope = new Option<string[]>("--scope")
        { Description = $"What it may do: {string.Join(", ", ApiScopes.All)}; may be given several times", HelpName = "SCOPE", Required = true };
        var name = new Option<string?>("--name") { Description = "The system it is for, as the case's history shows it", HelpName = "\"NAME\"" };
        var command = new ExampleCommand("create", "Makes a key and prints it, alone and this once.",
            "atiende apikey create --organization cl-soser --scope cases:write --name \"Sistema OIRS\"") { Organization, scope, name };
        command.SetAction((parsed, cancel) => In(parsed, async keys =>
        {
            var key = await keys.Create(parsed.GetValue(name), parsed.GetValue(scope)!, Environment.UserName, cancel);
            Console.WriteLine(key.Secret);
            await Console.Error.WriteLineAsync($"Keep it: it is not shown again. It is recognised, and revoked, by {key.Prefix}.");
        }, cancel));
        return command;
    }

    private static ExampleCommand List()
    {
        var command = new ExampleCommand("list", "Lists an organisation's keys: beginning, name, scopes, made, last used, state; a tab between them.",
            "atiende apikey list --organization cl-soser") { Organization };
        command.SetAction((parsed, cancel) => In(parsed, async keys =>
        {
            foreach (var key in await keys.List(cancel))
                Console.WriteLine(string.Join('\t', key.Prefix, key.Name, string.Join(',', key.Scopes), At(key.CreatedAt), At(key.LastUsedAt), key.RevokedAt is null ? "valid" : "revoked"));
        }, cancel));
        return command;
    }

    private static ExampleCommand Revoke()
    {
        var key = new Argument<string>("KEY") { Description = "Its beginning, as the list shows it" };
        var command = new ExampleCommand("revoke", "Ends a key: within seconds nothing enters with it.",
            "atiende apikey revoke --organization cl-soser atd_0a1b2c3d") { Organization, key };
        command.SetAction((parsed, cancel) => In(parsed, async keys =>
        {
            await keys.Revoke(parsed.GetValue(key)!, Environment.UserName, cancel);
            Console.WriteLine($"{parsed.GetValue(key)} is revoked.");
        }, cancel));
        return command;
    }

    private static string At(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    private static Task<int> In(ParseResult parsed, Func<IApiKeys, Task> work, CancellationToken cancel) =>
        InOrganization.Do<IApiKeys>(parsed, Organization, async face =>
        {
            try
            {
                await work(face);
                return 0;
            }
            catch (ApiKeyRefusedException refused)
            {
                throw new UsageException(refused.Message);
            }
        }, cancel);
}
