using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Atiende.Commands;

/// <summary>The usual help, and an example below it.</summary>
internal sealed class CommandHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exit = usual.Invoke(parseResult);
        var example = parseResult.CommandResult.Command is ExampleCommand command ? command.Example : "atiende run";
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Example:");
        foreach (var line in example.Split('\n'))
            output.WriteLine($"  {line}");

        output.WriteLine();
        return exit;
    }
}
