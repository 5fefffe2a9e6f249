using System.Diagnostics;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Faults;

/// <summary>All that the database holds of an organisation, whatever room keeps it.</summary>
internal sealed record Everything(SortedDictionary<string, string> Rows, IReadOnlyList<Guid> Ids)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Reads it once nothing in the background changes it any more.</summary>
    public static async Task<Everything> Settled(IServiceProvider services, string organization)
    {
        var last = await Of(services, organization);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            await Task.Delay(1500);
            var next = await Of(services, organization);
            if (next.Rows.SequenceEqual(last.Rows)) return next;

            last = next;
        }

        return last;
    }

    /// <summary>Each row by its table and key, as the database keeps it, and one id of each column that holds ids.</summary>
    public static async Task<Everything> Of(IServiceProvider services, string organization)
    {
        await using var scope = services.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (rows, ids) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new HashSet<Guid>());
        foreach (var table in db.Model.GetEntityTypes().Where(e => !e.IsOwned() && e.FindProperty(nameof(IBelongsToOrganization.OrganizationId)) is not null))
        {
            var read = typeof(Everything).GetMethod(nameof(Read), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(table.ClrType);
            await (Task)read.Invoke(null, [db, table, organization, rows, ids])!;
        }

        return new(rows, [.. ids.Order()]);
    }

    private static async Task Read<T>(Db db, IEntityType table, string organization, SortedDictionary<string, string> rows, HashSet<Guid> ids)
        where T : class
    {
        var found = await db.Set<T>().AsNoTracking().IgnoreQueryFilters([Db.OrganizationFilter])
            .Where(row => EF.Property<string>(row, nameof(IBelongsToOrganization.OrganizationId)) == organization).ToListAsync();
        foreach (var row in found)
        {
            var values = db.Entry(row).Properties.ToDictionary(p => p.Metadata, p => p.Metadata.GetTypeMapping().Converter?.ConvertToProvider(p.CurrentValue) ?? p.CurrentValue);
            rows[$"{table.GetTableName()} {string.Join('|', table.FindPrimaryKey()!.Properties.Select(p => values[p]))}"] =
                string.Join('\n', values.Select(v => $"{v.Key.Name}={v.Value}"));
        }

        foreach (var column in table.GetProperties().Where(p => p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?)))
            ids.UnionWith(found.Select(row => db.Entry(row).Property(column.Name).CurrentValue).OfType<Guid>().Take(1));
    }
}
