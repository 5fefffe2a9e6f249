using Microsoft.EntityFrameworkCore;

namespace Atiende.Storage;

/// <summary>PostgreSQL's own lock on each organisation's rows, beside the query filter: a forgotten filter shows nothing.</summary>
internal static class RowLevelSecurity
{
    private const string Policy = "organization";

    /// <summary>Gives every table that belongs to an organisation its policy, where it has none yet.</summary>
    public static async Task Apply(Db db, CancellationToken cancel)
    {
        var locked = await db.Database
            .SqlQuery<string>($"SELECT tablename AS \"Value\" FROM pg_policies WHERE policyname = {Policy}")
            .ToListAsync(cancel);
        foreach (var table in Tables(db).Except(locked))
            await db.Database.ExecuteSqlRawAsync(Statement(table), cancel);
    }

    /// <summary>Names of the tables whose rows belong to an organisation.</summary>
    public static IEnumerable<string> Tables(Db db) => db.Model.GetEntityTypes()
        .Where(entity => entity.FindProperty(nameof(IBelongsToOrganization.OrganizationId)) is not null)
        .Select(entity => entity.GetTableName()!)
        .Distinct();

    private static string Statement(string table)
    {
        var current = $"(SELECT current_setting('{OrganizationLock.Setting}', true))";
        return $"""
            ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
            ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
            CREATE POLICY {Policy} ON "{table}"
                USING ("OrganizationId" = {current} OR {current} = '{OrganizationLock.System}');
            """;
    }
}
