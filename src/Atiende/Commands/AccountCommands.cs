using System.CommandLine;
using Atiende.Accounts;
using Atiende.Hosting;

namespace Atiende.Commands;

/// <summary><c>atiende account …</c>: the accounts of the staff, the first of a new installation above all.</summary>
internal static class AccountCommands
{
    private static readonly Option<string> Organization = InOrganization.Option();
    private static readonly Option<string> Account = new("--account") { Description = "What is typed to sign in", HelpName = "NAME", Required = true };

    public static Command Create()
    {
        var account = new ExampleCommand("account", "Makes, lists and disables accounts of the staff.", "atiende account list --organization bo-comteco");
        account.Subcommands.Add(New());
        account.Subcommands.Add(List());
        account.Subcommands.Add(Disable("disable", "Ends an account: nobody signs in with it any more.", disabled: true));
        account.Subcommands.Add(Disable("enable", "Lets a disabled account sign in again.", disabled: false));
        return account;
    }

    private static ExampleCommand New()
    {
        var name = new Option<string>("--name") { Description = "The person's name, as colleagues see it", HelpName = "\"NAME\"", Required = true };
        var roles = new Option<string[]>("--role") { Description = "A role of the pack; may be given several times", HelpName = "ROLE", Required = true };
        var unit = new Option<string?>("--unit") { Description = "A unit of the pack (default: that of the role)", HelpName = "UNIT" };
        var command = new ExampleCommand("create", "Makes an account. The password is asked for, or read from standard input.",
            "atiende account create --organization bo-comteco --account persona.ejemplo --name \"Persona Ejemplo Uno\" --role agente")
        { Organization, Account, name, roles, unit };
        command.SetAction((parsed, cancel) => In(parsed, async accounts =>
        {
            var userName = parsed.GetValue(Account)!;
            var password = AskedPassword.Read();
            await accounts.Create(new(userName, parsed.GetValue(name)!, parsed.GetValue(roles)!, parsed.GetValue(unit), password), Environment.UserName, cancel);
            Console.WriteLine($"{userName} may sign in.");
        }, cancel));
        return command;
    }

    private static ExampleCommand List()
    {
        var command = new ExampleCommand("list", "Lists an organisation's accounts: name, person, roles, unit, state; a tab between them.",
            "atiende account list --organization bo-comteco") { Organization };
        command.SetAction((parsed, cancel) => In(parsed, async accounts =>
        {
            foreach (var one in await accounts.List(cancel))
                Console.WriteLine(string.Join('\t', one.UserName, one.PersonName, string.Join(',', one.Roles), one.Unit ?? "-", one.Disabled ? "disabled" : "enabled"));
        }, cancel));
        return command;
    }

    private static ExampleCommand Disable(string word, string description, bool disabled)
    {
        var command = new ExampleCommand(word, description, $"atiende account {word} --organization bo-comteco --account persona.ejemplo") { Organization, Account };
        command.SetAction((parsed, cancel) => In(parsed, async accounts =>
        {
            await accounts.Disable(parsed.GetValue(Account)!, disabled, Environment.UserName, cancel);
            Console.WriteLine($"{parsed.GetValue(Account)} is {word}d.");
        }, cancel));
        return command;
    }

    private static Task<int> In(ParseResult parsed, Func<IAccounts, Task> work, CancellationToken cancel) =>
        InOrganization.Do<IAccounts>(parsed, Organization, async face =>
        {
            try
            {
                await work(face);
                return 0;
            }
            catch (AccountRefusedException refused)
            {
                throw new UsageException(refused.Message);
            }
        }, cancel);
}
