using System.CommandLine;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Packs.Reading;

namespace Atiende.Commands;

/// <summary><c>atiende pack …</c>: checks, loads, traces and describes packs.</summary>
internal static class PackCommands
{
    public static Command Create()
    {
        var pack = new ExampleCommand("pack", "Writes, checks, traces and loads organisations' packs.", "atiende pack check packs/cl-soser");
        pack.Subcommands.Add(PackNewCommand.Create());
        pack.Subcommands.Add(Check());
        pack.Subcommands.Add(PackLoadCommand.Create());
        pack.Subcommands.Add(Trace());
        pack.Subcommands.Add(Schemas());
        return pack;
    }

    /// <summary>Reads a pack, or says what is wrong with it and ends with exit code 1.</summary>
    public static Pack? Read(DirectoryInfo folder, bool quiet)
    {
        if (!folder.Exists) throw new UsageException($"There is no folder {folder}");

        var (pack, faults) = PackReader.Read(PackFiles.FromFolder(folder.FullName));
        foreach (var fault in faults.Where(f => !quiet || !f.IsWarning)) Console.Error.WriteLine(fault);
        return pack;
    }

    private static ExampleCommand Check()
    {
        var folder = Folder();
        var command = new ExampleCommand("check", "Says every error of a pack with its file, line and column.", "atiende pack check packs/cl-soser") { folder };
        command.SetAction(parsed =>
        {
            var pack = Read(parsed.GetValue(folder)!, quiet: false);
            if (pack is null) return 1;

            Console.WriteLine($"{pack.Identity.Id}: {pack.Procedures.Count} documents, {pack.Procedures.Sum(p => p.Sections.Count)} sections, "
                + $"{pack.Procedures.Sum(p => p.Sections.Sum(s => s.Steps.Count))} steps, {pack.Systems.Count} record systems, {pack.Cases.Count} case types. No errors.");
            return 0;
        });
        return command;
    }

    private static ExampleCommand Trace()
    {
        var folder = Folder();
        var table = new Option<FileInfo?>("--table")
        {
            Description = "The traceability table (default: traceability.tsv beside the packs' folder)",
            HelpName = "FILE.tsv",
        };
        var command = new ExampleCommand("trace", "Prints where each row of the traceability table lives in the pack.",
            "atiende pack trace packs/cl-soser") { folder, table };
        command.SetAction(parsed =>
        {
            var from = parsed.GetValue(folder)!;
            var rows = TraceTable.Find(from, parsed.GetValue(table));
            var pack = Read(from, quiet: true);
            if (pack is null) return 1;

            var documents = pack.Refs.Keys.Select(r => r.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
            foreach (var row in rows.Where(r => documents.Contains(r.Document)))
                Console.WriteLine($"{row.Ref}\t{row.Kind}\t{(pack.Refs.TryGetValue(row.Ref, out var at) ? $"{at.File}:{at.Line}" : "-")}");
            return 0;
        });
        return command;
    }

    private static ExampleCommand Schemas()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Where the schemas are written" };
        var command = new ExampleCommand("schemas", "Writes a JSON Schema for each kind of file of a pack.", "atiende pack schemas packs/schemas") { folder };
        command.SetAction(parsed =>
        {
            var to = parsed.GetValue(folder)!;
            to.Create();
            foreach (var kind in FileKinds.All)
                File.WriteAllText(Path.Combine(to.FullName, $"{kind.Name}.json"), kind.Schema());
            Console.WriteLine($"{FileKinds.All.Count} schemas written to {to}.");
            return 0;
        });
        return command;
    }

    private static Argument<DirectoryInfo> Folder() => new("DIR") { Description = "The pack's folder" };
}
