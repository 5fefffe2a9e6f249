using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atiende.Hosting;
using Atiende.Packs.Scenarios;

namespace Atiende.Commands;

/// <summary><c>atiende procedure walk</c>: walks scenarios through a pack's procedures, one JSON line each.</summary>
internal static class ProcedureCommands
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var procedure = new ExampleCommand("procedure", "Walks procedures from the command line.",
            "atiende procedure walk --pack packs/bo-comteco --scenario case.json");
        procedure.Subcommands.Add(Walk());
        return procedure;
    }

    private static ExampleCommand Walk()
    {
        var pack = new Option<DirectoryInfo>("--pack") { Description = "The pack's folder", HelpName = "DIR", Required = true };
        var one = new Option<FileInfo?>("--scenario") { Description = "A file with one scenario", HelpName = "FILE.json" };
        var all = new Option<FileInfo?>("--all") { Description = "A file with a list of scenarios; those of other packs' documents are left out", HelpName = "FILE.json" };
        var command = new ExampleCommand("walk", "Walks a scenario, or a file of them, and prints path, end and effects as JSON.",
            "atiende procedure walk --pack packs/sv-hacienda --all scenarios.json") { pack, one, all };
        command.SetAction(parsed =>
        {
            var (single, many) = (parsed.GetValue(one), parsed.GetValue(all));
            if (single is null == many is null) throw new UsageException("Name either --scenario or --all");

            if (PackCommands.Read(parsed.GetValue(pack)!, quiet: true) is not { } read) return 1;

            var walk = new ScenarioWalk(read);
            var exit = 0;
            foreach (var json in Scenarios(single ?? many!, isList: many is not null))
            {
                if (Line(walk, json, skipOthers: many is not null) is not { } line) continue;

                Console.WriteLine(line.ToJsonString(OneLine));
                if (line.ContainsKey("error")) exit = 1;
            }

            return exit;
        });
        return command;
    }

    private static JsonObject? Line(ScenarioWalk walk, JsonElement json, bool skipOthers)
    {
        try
        {
            var scenario = Scenario.Read(json);
            return skipOthers && !walk.Knows(scenario) ? null : walk.Walk(scenario);
        }
        catch (FormatException wrong)
        {
            return new() { ["id"] = "", ["path"] = new JsonArray(), ["error"] = wrong.Message };
        }
    }

    private static IReadOnlyList<JsonElement> Scenarios(FileInfo file, bool isList)
    {
        if (!file.Exists) throw new UsageException($"There is no file {file}");

        try
        {
            var root = JsonDocument.Parse(File.ReadAllText(file.FullName)).RootElement;
            if (!isList) return [root];
            return root.ValueKind is JsonValueKind.Array ? [.. root.EnumerateArray()] : throw new UsageException($"{file} must hold a list of scenarios");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{file} is not JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}");
        }
    }
}
