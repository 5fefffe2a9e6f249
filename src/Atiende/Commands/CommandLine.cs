using System.CommandLine;
using System.CommandLine.Help;
using Atiende.Hosting;
using Atiende.Storage;

namespace Atiende.Commands;

/// <summary>The program's command line: the list of its commands, and what wrong use answers.</summary>
/// <remarks>Exit codes: 0 done, 1 it failed, 2 wrong use (one line on standard error says what), 130 interrupted.</remarks>
public static class CommandLine
{
    /// <summary>Where everything the program keeps lives; on every command.</summary>
    public static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Data folder, prepared on first use (default: data)",
        HelpName = "DIR",
        Recursive = true,
    };

    // What shells take for ended by Ctrl+C.
    private const int Interrupted = 130;

    // How long a command may take to end in order after Ctrl+C; the server itself gives its requests 10 s.
    private static readonly TimeSpan EndInOrder = TimeSpan.FromSeconds(15);

    /// <summary>Parses and runs one command; the result is the process's exit code.</summary>
    public static async Task<int> Run(string[] args)
    {
        var root = Root();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not CommandHelp)
            return Refuse(WhatIsWrong(parsed), Spoken(parsed.CommandResult.Command));

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = EndInOrder,
            });
        }
        catch (UsageException wrong)
        {
            return Refuse(wrong.Message, Spoken(parsed.CommandResult.Command));
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception error) when (StorageFaults.Of(error) is { } fault)
        {
            await Console.Error.WriteLineAsync($"atiende: the database is {fault.ToString().ToLowerInvariant()}: {error.GetBaseException().Message}");
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Atiende: attention of people, led by the organisation's own procedures.");
        root.Options.Add(Data);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new CommandHelp((HelpAction)help.Action!);

        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(AccountCommands.Create());
        root.Subcommands.Add(ApiKeyCommands.Create());
        root.Subcommands.Add(WebhookCommands.Create());
        root.Subcommands.Add(PackCommands.Create());
        root.Subcommands.Add(RecordCommands.Create());
        root.Subcommands.Add(RetentionCommand.Create());
        root.Subcommands.Add(ProcedureCommands.Create());
        return root;
    }

    // A word that is no command also leaves the command missing; the word is what the person wants to hear of.
    private static string WhatIsWrong(ParseResult parsed) => parsed.UnmatchedTokens is [var word, ..]
        ? $"'{word}' is not a command or option here"
        : parsed.Errors[0].Message;

    private static int Refuse(string message, string command)
    {
        Console.Error.WriteLine($"atiende: {message.ReplaceLineEndings(" ")} (see: {command} --help)");
        return 2;
    }

    private static string Spoken(Command command) => command is RootCommand ? "atiende" :
        string.Join(' ', command.Parents.OfType<Command>().Take(1).Select(Spoken).Append(command.Name));
}
