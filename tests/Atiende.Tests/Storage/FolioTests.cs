using Atiende.Storage;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Storage;

public sealed class FolioTests
{
    [Theory, BothEngines]
    public async Task No_number_is_given_twice_however_many_ask_at_once(Engine engine)
    {
        await using var store = await Store.On(engine);

        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            await using var agent = store.In("sv-hacienda");
            return await agent.Db().Write(inner => agent.Get<IFolios>().Next("orden", 2026, inner));
        })));

        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), given.Order());
    }

    [Theory, BothEngines]
    public async Task Each_organisation_series_and_period_counts_by_itself(Engine engine)
    {
        await using var store = await Store.On(engine);

        Assert.Equal(1, await Next(store, "sv-hacienda", "orden", 2026));
        Assert.Equal(2, await Next(store, "sv-hacienda", "orden", 2026));
        Assert.Equal(1, await Next(store, "sv-hacienda", "orden", 2027));
        Assert.Equal(1, await Next(store, "sv-hacienda", "consulta", 2026));
        Assert.Equal(1, await Next(store, "cl-soser", "orden", 2026));
    }

    [Theory, BothEngines]
    public async Task A_number_of_a_change_that_was_not_stored_is_not_used_up(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var agent = store.In("sv-hacienda");

        await Assert.ThrowsAsync<InvalidOperationException>(() => agent.Db().Write(async inner =>
        {
            await agent.Get<IFolios>().Next("orden", 2026, inner);
            throw new InvalidOperationException("no se guarda");
        }));

        Assert.Equal(1, await Next(store, "sv-hacienda", "orden", 2026));
    }

    [Fact]
    public async Task On_PostgreSQL_one_who_has_a_number_keeps_nobody_waiting()
    {
        await using var store = await Store.On(Engine.PostgreSql);
        await using var slow = store.In("sv-hacienda");

        var (mine, others) = await slow.Db().Write(async inner =>
        {
            var number = await slow.Get<IFolios>().Next("orden", 2026, inner);
            // All of these are stored while the first one is still at work.
            return (number, await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Next(store, "sv-hacienda", "orden", 2026))));
        });

        Assert.Equal(1, mine);
        Assert.Equal(Enumerable.Range(2, 10).Select(n => (long)n), others.Order());
    }

    private static async Task<long> Next(Store store, string organization, string series, int period)
    {
        await using var agent = store.In(organization);
        return await agent.Db().Write(inner => agent.Get<IFolios>().Next(series, period, inner));
    }
}
