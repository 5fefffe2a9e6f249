using Atiende.Storage;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Storage;

public sealed class FolioTests
{
    [Theory, BothEngines]
    public async Task Each_organisation_and_series_counts_by_itself(Engine engine)
    {
        await using var store = await Store.On(engine);

        Assert.Equal(1, await Next(store, "sv-hacienda", "case:consulta"));
        Assert.Equal(2, await Next(store, "sv-hacienda", "case:consulta"));
        Assert.Equal(1, await Next(store, "sv-hacienda", "case:orden"));
        Assert.Equal(1, await Next(store, "bo-comteco", "case:consulta"));
    }

    [Theory, BothEngines]
    public async Task Many_writers_at_once_never_get_the_same_number(Engine engine)
    {
        await using var store = await Store.On(engine);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Next(store, "sv-hacienda", "case:consulta"))));

        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), numbers.Order());
    }

    private static async Task<long> Next(Store store, string organization, string series)
    {
        await using var scope = store.In(organization);
        var folios = scope.Get<IFolios>();
        return await scope.Db().Write(cancel => folios.Next(series, 2026, cancel));
    }
}
