using System.CommandLine;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Reading;

namespace Atiende.Commands;

/// <summary><c>atiende pack load</c>: brings a pack's folder into the database, or shows what that would change.</summary>
internal static class PackLoadCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The pack's folder" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would change" };
        var command = new ExampleCommand("load", "Loads a pack into the database; what was edited on screen or is in use is kept and reported.",
            "atiende pack load packs/cl-soser --dry-run\natiende pack load packs/cl-soser") { folder, dryRun };
        command.SetAction(async (parsed, cancel) =>
        {
            var from = parsed.GetValue(folder)!;
            if (!from.Exists) throw new UsageException($"There is no folder {from}");

            var settings = Settings.Load(parsed.GetValue(CommandLine.Data));
            await using var services = await AtiendeHost.Services(settings, cancel);
            return await Load(services, PackFiles.FromFolder(from.FullName), parsed.GetValue(dryRun), cancel);
        });
        return command;
    }

    private static async Task<int> Load(IServiceProvider services, PackFiles files, bool dryRun, CancellationToken cancel)
    {
        var loading = await services.GetRequiredService<IPackLoader>().Load(files, Environment.UserName, dryRun, cancel);
        foreach (var fault in loading.Faults.Where(f => !f.IsWarning)) await Console.Error.WriteLineAsync(fault.ToString());
        if (loading.IsRefused)
        {
            await Console.Error.WriteLineAsync("Nothing was loaded.");
            return 1;
        }

        foreach (var line in loading.Report()) Console.WriteLine(line);
        Console.WriteLine(dryRun ? $"{loading.OrganizationId}: this is what would change; nothing was." : $"{loading.OrganizationId}: loaded.");
        return 0;
    }
}
