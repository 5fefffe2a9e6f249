using System.Collections.Concurrent;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Harness;

/// <summary>A store with one of the shipped packs loaded.</summary>
public static class PackedStore
{
    private static readonly ConcurrentDictionary<string, PackFiles> Files = new(StringComparer.Ordinal);

    public static async Task<Store> On(Engine engine, string pack, DateTimeOffset? now = null, Func<Settings, Settings>? change = null)
    {
        var store = await Store.On(engine, now, change);
        var files = Files.GetOrAdd(pack, id => PackFiles.FromFolder(Repository.Path("packs", id)));
        var loading = await store.Provider.GetRequiredService<IPackLoader>().Load(files, "prueba", dryRun: false, CancellationToken.None);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        return store;
    }
}
