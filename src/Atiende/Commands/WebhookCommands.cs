using System.CommandLine;
using Atiende.Hosting;
using Atiende.Webhooks;

namespace Atiende.Commands;

/// <summary><c>atiende webhook …</c>: programs of other offices that are told what becomes of cases.</summary>
internal static class WebhookCommands
{
    private static readonly Option<string> Organization = InOrganization.Option();

    public static Command Create()
    {
        var webhook = new ExampleCommand("webhook", "Subscribes, lists and ends addresses that are told what becomes of cases.", "atiende webhook list --organization cl-soser");
        webhook.Subcommands.Add(New());
        webhook.Subcommands.Add(List());
        webhook.Subcommands.Add(Disable());
        return webhook;
    }

    private static ExampleCommand New()
    {
        var url = new Option<string>("--url") { Description = "Where messages are sent: https, or http on this machine's loopback", HelpName = "URL", Required = true };
        var events = new Option<string[]>("--event") { Description = $"What it is told: {string.Join(", ", WebhookEvents.All)}; may be given several times; all without any", HelpName = "EVENT" };
        var name = new Option<string?>("--name") { Description = "The system it is for", HelpName = "\"NAME\"" };
        var command = new ExampleCommand("create", "Subscribes an address and prints the secret that signs its messages, alone and this once.",
            "atiende webhook create --organization cl-soser --url https://oficina.example/avisos --event case.closed") { Organization, url, events, name };
        command.SetAction((parsed, cancel) => In(parsed, async webhooks =>
        {
            var asked = parsed.GetValue(events) is { Length: > 0 } some ? some : [.. WebhookEvents.All];
            var made = await webhooks.Create(parsed.GetValue(url)!, asked, parsed.GetValue(name), Environment.UserName, cancel);
            Console.WriteLine(made.Secret);
            await Console.Error.WriteLineAsync($"Keep it: it is not shown again. The subscription is {made.Id}; a server that runs hears of it within seconds.");
        }, cancel));
        return command;
    }

    private static ExampleCommand List()
    {
        var command = new ExampleCommand("list", "Lists an organisation's subscriptions: id, name, address, events, waiting, given up, state; a tab between them.",
            "atiende webhook list --organization cl-soser") { Organization };
        command.SetAction((parsed, cancel) => In(parsed, async webhooks =>
        {
            foreach (var one in await webhooks.List(cancel))
                Console.WriteLine(string.Join('\t', one.Id, one.Name, one.Url, string.Join(',', one.Events), one.Waiting, one.Failed, one.DisabledAt is null ? "valid" : "disabled"));
        }, cancel));
        return command;
    }

    private static ExampleCommand Disable()
    {
        var id = new Argument<Guid>("ID") { Description = "Its id, as the list shows it" };
        var command = new ExampleCommand("disable", "Ends a subscription: what waits for it is not sent any more.",
            "atiende webhook disable --organization cl-soser 0198c0de-0000-7000-8000-000000000000") { Organization, id };
        command.SetAction((parsed, cancel) => In(parsed, async webhooks =>
        {
            await webhooks.Disable(parsed.GetValue(id), Environment.UserName, cancel);
            Console.WriteLine($"{parsed.GetValue(id)} is disabled.");
        }, cancel));
        return command;
    }

    private static Task<int> In(ParseResult parsed, Func<IWebhooks, Task> work, CancellationToken cancel) =>
        InOrganization.Do<IWebhooks>(parsed, Organization, async face =>
        {
            try
            {
                await work(face);
                return 0;
            }
            catch (WebhookRefusedException refused)
            {
                throw new UsageException(refused.Message);
            }
        }, cancel);
}
