using System.CommandLine;
using Atiende.Hosting;

namespace Atiende.Commands;

/// <summary><c>atiende run</c>: serves until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = $"Address to serve on (default: {Settings.DefaultUrl})",
            HelpName = "URL",
        };
        var command = new ExampleCommand("run", "Prepares the data folder and serves.",
            "atiende run --url http://localhost:8080 --data /srv/atiende") { url };
        command.SetAction((parsed, stop) =>
            Server.Run(Settings.Load(parsed.GetValue(CommandLine.Data), parsed.GetValue(url)), stop));
        return command;
    }
}
