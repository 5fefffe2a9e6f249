using System.Diagnostics;
using Atiende.Exports;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Bench;

/// <summary>All cases as a workbook and as CSV, made as the program makes them: how long, how large, and the most memory that the process had meanwhile.</summary>
internal static class ExportsBench
{
    private const string Member = "bench";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Fills what is missing, which leaves the process large: measure in a second run over the same data.</summary>
    public static async Task<int> Run(string packs, string data, string connection, int count)
    {
        Directory.CreateDirectory(data);
        var settings = Settings.Load(new DirectoryInfo(data)) with { ConnectionString = connection, PacksFolder = Path.GetFullPath(packs) };
        await using var services = await AtiendeHost.Services(settings, CancellationToken.None);
        await services.GetRequiredService<IPackLoader>().Load(PackFiles.FromFolder(Path.Combine(packs, MadeUpCases.Organization)), "bench", dryRun: false, CancellationToken.None);
        var filling = Stopwatch.StartNew();
        await MadeUpCases.Fill(services, count);
        Console.WriteLine($"{count:n0} cases; filled in {filling.Elapsed.TotalSeconds:0} s; load {LoadAverage}");
        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Xlsx }) await Make(services, format);
        await GiveUp(services);
        return 0;
    }

    private static string LoadAverage => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static async Task Make(IServiceProvider services, ExportFormat format)
    {
        var id = await Begin(services, format);
        GC.Collect();
        var before = Resident();
        var clock = Stopwatch.StartNew();
        var making = Turn(services);
        var (peak, told) = (before, 0);
        while (await Task.WhenAny(making, Task.Delay(Look)) != making)
        {
            peak = Math.Max(peak, Resident());
            if (await Find(services, id) is { State: ExportState.Running, Rows: > 0, Total: > 0 }) told++;
        }

        await making;
        var seconds = clock.Elapsed.TotalSeconds;
        var made = (await Find(services, id))!;
        Console.WriteLine($"{format}: {made.State}, {made.Rows:n0} rows of {made.Total:n0}, {made.Bytes / 1e6:n0} MB in {seconds:n0} s, {made.Rows / seconds:n0} rows a second; "
            + $"resident before {before / 1e6:n0} MB, peak {peak / 1e6:n0} MB; its progress seen {told} times; load {LoadAverage}");
    }

    // Given up under way: how soon its making ends, and whether anything of it stays.
    private static async Task GiveUp(IServiceProvider services)
    {
        var id = await Begin(services, ExportFormat.Xlsx);
        var making = Turn(services);
        while (await Find(services, id) is not { Rows: > 0 }) await Task.Delay(Look);
        var clock = Stopwatch.StartNew();
        await using (var scope = services.CreateScopeOf(MadeUpCases.Organization)) await scope.ServiceProvider.GetRequiredService<IExports>().Drop(id, Member, CancellationToken.None);
        await making;
        var left = Directory.GetFiles(services.GetRequiredService<Settings>().InData("exports", MadeUpCases.Organization), $"{id:N}*").Length;
        Console.WriteLine($"given up: ended {clock.Elapsed.TotalSeconds:n1} s after, {left} files left");
    }

    private static async Task<Guid> Begin(IServiceProvider services, ExportFormat format)
    {
        await using var scope = services.CreateScopeOf(MadeUpCases.Organization);
        return await scope.ServiceProvider.GetRequiredService<IExports>().Begin(new("cases", "type=ticket", format, "es", new(Member, null, [], true)), CancellationToken.None);
    }

    private static async Task Turn(IServiceProvider services)
    {
        await Task.Yield();
        await using var scope = services.CreateScopeOf(MadeUpCases.Organization);
        await scope.ServiceProvider.GetRequiredService<ExportTurn>().Next(CancellationToken.None);
    }

    private static async Task<ExportView?> Find(IServiceProvider services, Guid id)
    {
        await using var scope = services.CreateScopeOf(MadeUpCases.Organization);
        return await scope.ServiceProvider.GetRequiredService<IExports>().Find(id, Member, CancellationToken.None);
    }

    private static long Resident()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
