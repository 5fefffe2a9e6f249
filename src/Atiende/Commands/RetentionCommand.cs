using System.CommandLine;
using Atiende.Protection;

namespace Atiende.Commands;

/// <summary><c>atiende retention …</c>: forgets what the pack's periods say is over, or says what it would forget.</summary>
internal static class RetentionCommand
{
    public static Command Create()
    {
        var organization = InOrganization.Option();
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would be forgotten, and changes nothing" };
        var command = new ExampleCommand("retention", "Forgets what the organisation's retention.yaml says is over: kind, days, how many; a tab between them.",
            "atiende retention --organization cl-soser --dry-run") { organization, dryRun };
        command.SetAction((parsed, cancel) => InOrganization.Do<IRetention>(parsed, organization, async retention =>
        {
            var work = parsed.GetValue(dryRun) ? await retention.Preview(cancel) : await retention.Run(Environment.UserName, cancel);
            foreach (var one in work)
                Console.WriteLine(string.Join('\t', one.Of is null ? one.Kind : $"{one.Kind}:{one.Of}", one.Days, one.Count));
            if (work.Count == 0) await Console.Error.WriteLineAsync("The pack gives no periods: it has no retention.yaml.");
            return 0;
        }, cancel));
        return command;
    }
}
