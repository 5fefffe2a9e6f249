using System.Globalization;
using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Exports;

/// <summary>Makes one organisation's exports one after another, and takes away those whose time is over.</summary>
internal sealed partial class ExportTurn(
    Db db, IServiceProvider services, IEnumerable<IExportSource> sources, ExportFolder folder, ICurrentOrganization organization, SightOfWork sight, IAudit audit, TimeProvider clock,
    ILogger<ExportTurn> log)
{
    // Rows between two looks at the clock, and how often progress is stored.
    private const int Stride = 500;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>One that has not got on for so long was left by a process that stopped.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromMinutes(2);

    private const int NameLength = 150;

    /// <summary>Makes the oldest that waits; whether there was one.</summary>
    public async Task<bool> Next(CancellationToken cancel)
    {
        if (await Claim(cancel) is not { } row) return false;

        try
        {
            sight.Units = row.Ask.Reader.Units;
            await Make(row, cancel);
        }
        catch (DroppedException)
        {
            // Who asked for it gave it up: nothing of it is left.
        }
#pragma warning disable CA1031 // Who asked is told, whatever it was, and the next is made.
        catch (Exception wrong) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(row.Id, wrong);
            await db.Write(inner => Rows(row.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, ExportState.Failed), inner), cancel);
        }
        finally
        {
            sight.Units = null;
        }

        return true;
    }

    /// <summary>Takes away files whose time is over, and what is known of them.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var gone = await db.Set<ExportRow>().AsNoTracking().Where(e => e.GoneAt <= now).ToListAsync(cancel);
        foreach (var row in gone)
        {
            folder.Remove(organization.Id!, row.Id, row.Ask.Format);
            await db.Write(inner => Rows(row.Id).ExecuteDeleteAsync(inner), cancel);
        }
    }

    private async Task<ExportRow?> Claim(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var lost = now - Lost;
        var due = await db.Set<ExportRow>().AsNoTracking()
            .Where(e => e.State == ExportState.Waiting || (e.State == ExportState.Running && e.BeatAt < lost)).OrderBy(e => e.At).FirstOrDefaultAsync(cancel);
        if (due is null) return null;

        // Two nodes that saw the same one: the first has it.
        var (state, beat) = (due.State, due.BeatAt);
        var claimed = await db.Write(inner => Rows(due.Id).Where(e => e.State == state && e.BeatAt == beat)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, ExportState.Running).SetProperty(e => e.BeatAt, now).SetProperty(e => e.Rows, 0), inner), cancel);
        return claimed == 1 ? due : null;
    }

    private async Task Make(ExportRow row, CancellationToken cancel)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(row.Ask.Language);
        var source = sources.FirstOrDefault(one => one.Id == row.Ask.Source) ?? throw new InvalidOperationException($"Nothing exports '{row.Ask.Source}'.");
        var table = await source.Open(row.Ask, cancel);
        await db.Write(inner => Rows(row.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Total, table.Total), inner), cancel);
        long done = 0;
        var told = clock.GetUtcNow();
        async Task Progress(long rows)
        {
            done = rows;
            if (rows % Stride != 0 || clock.GetUtcNow() - told < Beat) return;

            told = clock.GetUtcNow();
            // On a connection of its own: the rows are still being read on this one.
            await using var apart = services.CreateScopeOf(organization.Id!);
            var other = apart.ServiceProvider.GetRequiredService<Db>();
            if (await other.Write(inner => Rows(other, row.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Rows, rows).SetProperty(e => e.BeatAt, told), inner), cancel) == 0)
                throw new DroppedException();
        }

        var path = folder.PathOf(organization.Id!, row.Id, row.Ask.Format);
        var bytes = await folder.Make(path, to => row.Ask.Format is ExportFormat.Csv
            ? CsvWriter.Write(to, table, Progress, cancel) : XlsxWriter.Write(to, table, Progress, cancel));
        var name = $"{Slug(table.Name)}-{TimeZoneInfo.ConvertTime(row.At, table.Zone):yyyy-MM-dd-HHmm}.{row.Ask.Format.ToString().ToLowerInvariant()}";
        var isWanted = await db.Write(async inner =>
        {
            var wanted = await Rows(row.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, ExportState.Done).SetProperty(e => e.Rows, done)
                .SetProperty(e => e.Bytes, bytes).SetProperty(e => e.Name, name).SetProperty(e => e.BeatAt, clock.GetUtcNow()), inner);
            if (wanted > 0) await audit.Write(new(row.Member, "export.made", $"export:{row.Id}", $"{row.Ask.Source} · {done}"), inner);
            return wanted > 0;
        }, cancel);
        if (!isWanted) File.Delete(path);
    }

    private IQueryable<ExportRow> Rows(Guid id) => Rows(db, id);

    private static IQueryable<ExportRow> Rows(Db db, Guid id) => db.Set<ExportRow>().Where(e => e.Id == id);

    private static string Slug(string name) => Folding.Slug(name) is { Length: > 0 } slug ? slug[..Math.Min(slug.Length, NameLength)] : "export";

    private sealed class DroppedException : Exception;

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Id} could not be made")]
    private partial void LogFailed(Guid id, Exception wrong);
}
