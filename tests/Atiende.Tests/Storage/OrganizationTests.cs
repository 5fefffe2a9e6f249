using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Storage;

public sealed class OrganizationTests
{
    private const string Ministry = "sv-hacienda";
    private const string Cooperative = "bo-comteco";

    [Theory, BothEngines]
    public async Task A_scope_sees_the_rows_of_its_own_organisation_only(Engine engine)
    {
        await using var store = await Two(engine);
        await using var ministry = store.In(Ministry);
        await using var cooperative = store.In(Cooperative);

        Assert.Equal([Ministry], await ministry.Db().Set<FolioSequence>().Select(row => row.OrganizationId).ToListAsync());
        Assert.Equal([Cooperative], await cooperative.Db().Set<FolioSequence>().Select(row => row.OrganizationId).ToListAsync());
    }

    [Theory, BothEngines]
    public async Task A_scope_that_entered_nowhere_sees_nothing_and_saves_nothing(Engine engine)
    {
        await using var store = await Two(engine);
        await using var nowhere = store.Nowhere();

        Assert.Empty(await nowhere.Db().Set<FolioSequence>().ToListAsync());
        nowhere.Db().Add(new FolioSequence { Period = 0, Series = "stray", Last = 1 });
        await Assert.ThrowsAsync<InvalidOperationException>(() => nowhere.Db().SaveChangesAsync());
    }

    [Theory, BothEngines]
    public async Task The_system_sees_all_where_it_says_so(Engine engine)
    {
        await using var store = await Two(engine);
        await using var system = store.System();
        var all = system.Db().Set<FolioSequence>();

        Assert.Empty(await all.ToListAsync());
        Assert.Equal(2, await all.IgnoreQueryFilters([Db.OrganizationFilter]).CountAsync());
    }

    [Fact]
    public async Task On_PostgreSQL_a_forgotten_filter_still_shows_no_other_organisation()
    {
        await using var store = await Two(Engine.PostgreSql);
        await using var ministry = store.In(Ministry);
        await using var nowhere = store.Nowhere();
        var db = ministry.Db();

        Assert.Equal([Ministry], await db.Set<FolioSequence>().IgnoreQueryFilters().Select(row => row.OrganizationId).ToListAsync());
        Assert.Equal(0, await db.Database.ExecuteSqlAsync($"""DELETE FROM "Folios" WHERE "OrganizationId" = {Cooperative}"""));
        Assert.Empty(await nowhere.Db().Set<FolioSequence>().IgnoreQueryFilters().ToListAsync());
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Folios" VALUES ({Cooperative}, 'smuggled', 0, 1)"""));
        Assert.Contains("row-level security", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_every_table_of_organisations_has_its_policy()
    {
        await using var store = await Store.On(Engine.PostgreSql);
        await using var system = store.System();
        var tables = RowLevelSecurity.Tables(system.Db()).Order(StringComparer.Ordinal).ToList();

        var locked = await system.Db().Database.SqlQuery<string>($"""
            SELECT c.relname AS "Value" FROM pg_class c JOIN pg_policies p ON p.tablename = c.relname
            WHERE c.relrowsecurity AND c.relforcerowsecurity ORDER BY c.relname COLLATE "C"
            """).ToListAsync();

        Assert.NotEmpty(tables);
        Assert.Equal(tables, locked);
    }

    [Fact]
    public async Task A_row_of_another_organisation_cannot_be_saved()
    {
        await using var store = await Two(Engine.Sqlite);
        await using var ministry = store.In(Ministry);
        var foreign = await ministry.Db().Set<FolioSequence>().IgnoreQueryFilters().SingleAsync(row => row.OrganizationId == Cooperative);
        ministry.Db().Remove(foreign);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ministry.Db().SaveChangesAsync());
    }

    [Fact]
    public async Task A_scope_cannot_change_sides()
    {
        await using var store = await Store.On(Engine.Sqlite);
        await using var ministry = store.In(Ministry);
        var organization = ministry.Get<ICurrentOrganization>();

        organization.Enter(Ministry);
        Assert.Throws<InvalidOperationException>(() => organization.Enter(Cooperative));
        Assert.Throws<InvalidOperationException>(organization.EnterAsSystem);
    }

    // A store where each of two organisations has one row.
    private static async Task<Store> Two(Engine engine)
    {
        var store = await Store.On(engine);
        foreach (var id in new[] { Ministry, Cooperative })
        {
            await using var scope = store.In(id);
            await scope.Db().Write(_ => Task.FromResult(scope.Db().Add(new FolioSequence { Period = 0, Series = "a", Last = 1 })));
        }

        return store;
    }
}
