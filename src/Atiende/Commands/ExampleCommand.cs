using System.CommandLine;

namespace Atiende.Commands;

/// <summary>A command that shows an example of its use in its help.</summary>
internal sealed class ExampleCommand(string name, string description, string example) : Command(name, description)
{
    /// <summary>A line, or several, that can be typed as they are.</summary>
    public string Example { get; } = example;
}
