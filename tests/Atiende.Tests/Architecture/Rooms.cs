using System.Reflection;
using System.Text.RegularExpressions;
using Atiende.Hosting;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Architecture;

/// <summary>The application's rooms, found on disk: a folder of <c>src/Atiende</c> is the namespace <c>Atiende.Folder</c>.</summary>
internal static partial class Rooms
{
    public const string Namespace = "Atiende.";

    // What all rooms share; any of its types may be used by any room.
    public static readonly string[] Shared = ["Storage", "Fabric", "Shell", "Hosting", "Mail"];

    private static readonly string[] NoRooms = ["bin", "obj", "web", "wwwroot"];

    public static Assembly Application { get; } = typeof(IRoom).Assembly;

    public static IReadOnlyList<string> All { get; } = [..
        Directory.GetDirectories(Repository.Path("src", "Atiende")).Select(folder => Path.GetFileName(folder)!).Except(NoRooms)];

    /// <summary>The room a type lives in, or null for what is not the application's.</summary>
    public static string? Of(Type type) =>
        type.Assembly == Application && type.Namespace?.StartsWith(Namespace, StringComparison.Ordinal) == true
            ? type.Namespace[Namespace.Length..].Split('.')[0]
            : null;

    /// <summary>Names of a room's face: the interfaces in its own <c>I….cs</c> files, and the values declared beside them.</summary>
    public static IReadOnlySet<string> Face(string room) => Directory
        .GetFiles(Repository.Path("src", "Atiende", room), "I*.cs")
        .Where(file => char.IsUpper(Path.GetFileName(file)[1]))
        .SelectMany(file => Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^public\s.*?\b(interface|record struct|record class|record|enum|class|struct)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
