using System.CommandLine;
using Atiende.Hosting;
using Atiende.Records;

namespace Atiende.Commands;

/// <summary><c>atiende record …</c>: brings records from CSV files, and takes an import back.</summary>
internal static class RecordCommands
{
    private static readonly Option<string> Organization = InOrganization.Option();

    public static Command Create()
    {
        var record = new ExampleCommand("record", "Imports records from CSV files.",
            "atiende record import --organization bo-comteco smartflex.cliente clientes.csv --preview");
        record.Subcommands.Add(Import());
        record.Subcommands.Add(Undo());
        return record;
    }

    private static ExampleCommand Import()
    {
        var type = new Argument<string>("TYPE") { Description = "System and record type, such as smartflex.cliente" };
        var file = new Argument<FileInfo>("FILE.csv") { Description = "Columns are the type's fields" };
        var preview = new Option<bool>("--preview") { Description = "Only show what it would do" };
        var add = new Option<bool>("--add") { Description = "Each row is a new record, also where its key is known" };
        var command = new ExampleCommand("import", "Imports a CSV file: all of it, or nothing where a row is wrong.",
            "atiende record import --organization bo-comteco smartflex.cliente clientes.csv --preview") { Organization, type, file, preview, add };
        command.SetAction((parsed, cancel) => In(parsed, async imports =>
        {
            if (parsed.GetValue(type)!.Split('.') is not [var system, var record]) throw new UsageException("TYPE is SYSTEM.RECORD, such as smartflex.cliente");
            var from = parsed.GetValue(file)!;
            if (!from.Exists) throw new UsageException($"There is no file {from}");

            var text = await File.ReadAllTextAsync(from.FullName, cancel);
            var report = await imports.Import(new(system, record, from.Name, text, parsed.GetValue(add)), parsed.GetValue(preview), Environment.UserName,
                (done, all) => Console.Error.WriteLine($"{done} / {all}"), cancel);
            foreach (var fault in report.Faults) Console.Error.WriteLine($"{from.Name}: {fault}");
            foreach (var row in parsed.GetValue(preview) ? report.First : []) Console.WriteLine(row.Title);
            Console.WriteLine($"{report.Added} new, {report.Changed} changed, {report.Unchanged} unchanged, {report.Faults.Count} faults. "
                + (report.Id is { } id ? $"Taken back with: atiende record undo --organization {parsed.GetValue(Organization)} {id}" : "Nothing was stored."));
            return report.Faults.Count > 0 ? 1 : 0;
        }, cancel));
        return command;
    }

    private static ExampleCommand Undo()
    {
        var id = new Argument<string>("ID") { Description = "As the import said it" };
        var command = new ExampleCommand("undo", "Takes a whole import back, as long as nothing of it was changed since.",
            "atiende record undo --organization bo-comteco 0198a1b2c3d47e5f8a9b0c1d2e3f4a5b") { Organization, id };
        command.SetAction((parsed, cancel) => In(parsed, async imports =>
        {
            Console.WriteLine($"{await imports.Undo(parsed.GetValue(id)!, Environment.UserName, cancel)} records are as they were before.");
            return 0;
        }, cancel));
        return command;
    }

    private static Task<int> In(ParseResult parsed, Func<IRecordImports, Task<int>> work, CancellationToken cancel) =>
        InOrganization.Do<IRecordImports>(parsed, Organization, async imports =>
        {
            try
            {
                return await work(imports);
            }
            catch (RecordRefusedException refused)
            {
                await Console.Error.WriteLineAsync(refused.Message);
                return 1;
            }
        }, cancel);
}
