using System.Reflection;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Architecture;

public sealed class EngineTests
{
    // Who may know whom, bottom first; beside these, measures and distribution know values alone, and the SIP wire knows nobody.
    private static readonly string[] Layers = ["Atiende.Values", "Atiende.Procedures", "Atiende.Packs", "atiende"];
    private static readonly string[] Beside = ["Atiende.Measures", "Atiende.Distribution"];
    private const string Wire = "Atiende.Sip";

    // What engines never touch: databases, the web, the network.
    private static readonly string[] Impure = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Data", "Npgsql", "System.Net", "System.Data"];

    private static readonly HashSet<string> ClocksAndDice =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Random.get_Shared", "System.Guid.NewGuid", "System.Threading.Thread.Sleep",
    ];

    [Fact]
    public void Every_engine_on_disk_is_held_to_the_rules()
    {
        var projects = Directory.GetDirectories(Repository.Path("src")).Select(Path.GetFileName).Where(name => name != "Atiende");

        Assert.Equal(projects.Order(StringComparer.Ordinal), Engines().Select(engine => engine.GetName().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Engines_know_only_what_is_below_them()
    {
        foreach (var engine in Engines())
        {
            var name = engine.GetName().Name!;
            var known = engine.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();
            var below = name == Wire ? [] : Beside.Contains(name) ? Layers.Take(1) : Layers.TakeWhile(layer => layer != name);

            Assert.Empty(known.Where(other => other.StartsWith("Atiende", StringComparison.OrdinalIgnoreCase)).Except(below));
            Assert.DoesNotContain(known, other => Impure.Any(root => other.StartsWith(root, StringComparison.Ordinal) && !(name == Wire && root == "System.Net")));
        }
    }

    [Fact]
    public void The_wire_opens_sockets_in_its_transports_alone()
    {
        var calls = typeof(Atiende.Sip.SipMessage).Assembly.GetTypes()
            .SelectMany(type => Uses.Calls(type).Select(call => (Type: type.FullName!, Of: call.DeclaringType?.FullName ?? "")))
            .Where(call => call.Of is "System.Net.Dns" || call.Of.StartsWith("System.Net.Sockets.", StringComparison.Ordinal) || call.Of.StartsWith("System.Net.Security.", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.StartsWith("Atiende.Sip.Transports.", call.Type, StringComparison.Ordinal));
    }

    [Fact]
    public void Time_and_chance_come_in_from_outside()
    {
        var calls = Engines().Append(Rooms.Application)
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => Uses.Calls(type).Select(call => (type, Name: $"{call.DeclaringType?.FullName}.{call.Name}", Parameters: call.GetParameters())))
            .ToList();

        var taken = calls
            .Where(call => ClocksAndDice.Contains(call.Name) || (call.Name == "System.Guid.CreateVersion7" && call.Parameters.Length == 0))
            .Select(call => $"{call.type.FullName} calls {call.Name}");

        Assert.True(calls.Count > 1000, "the code was not read");
        Assert.Empty(taken);
    }

    private static IReadOnlyList<Assembly> Engines() =>
    [
        typeof(Atiende.Values.Folios.FolioFormat).Assembly,
        typeof(WalkRules).Assembly,
        typeof(Pack).Assembly,
        typeof(Atiende.Measures.Clock).Assembly,
        typeof(Atiende.Distribution.Distributor).Assembly,
        typeof(Atiende.Sip.SipMessage).Assembly,
    ];
}
