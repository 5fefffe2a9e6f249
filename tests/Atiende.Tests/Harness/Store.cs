using Atiende.Hosting;
using Atiende.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Atiende.Tests.Harness;

/// <summary>The application's services over a database of this test alone, without the web server.</summary>
/// <remarks>
/// <c>await using var store = await Store.On(engine); await using var agent = store.In("sv-hacienda");</c> and then
/// <c>agent.Get</c> of a room's face, in a test marked <c>[Theory, BothEngines]</c>.
/// </remarks>
public sealed class Store : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ServiceProvider services;

    private Store(TemporaryFolder folder, Settings settings, TestClock clock)
    {
        this.folder = folder;
        Settings = settings;
        Clock = clock;
        services = Services(settings, clock);
    }

    public Settings Settings { get; }

    /// <summary>The time as the application sees it.</summary>
    public TestClock Clock { get; }

    public IServiceProvider Provider => services;

    public static async Task<Store> On(Engine engine, DateTimeOffset? now = null, Func<Settings, Settings>? change = null)
    {
        var folder = new TemporaryFolder();
        var connection = await TestDatabase.Make(engine, folder.Path);
        var clock = new TestClock(now ?? new DateTimeOffset(2026, 11, 2, 14, 0, 0, TimeSpan.Zero));
        var settings = TestDatabase.Settings(folder.Path, connection);
        return new Store(folder, change?.Invoke(settings) ?? settings, clock);
    }

    /// <summary>A scope that works for one organisation, such as a request of a signed-in agent.</summary>
    public AsyncServiceScope In(string organizationId) => services.CreateScopeOf(organizationId);

    /// <summary>A scope that entered no organisation, such as a request of someone not signed in.</summary>
    public AsyncServiceScope Nowhere() => services.CreateAsyncScope();

    /// <summary>A scope that works over all organisations.</summary>
    public AsyncServiceScope System() => services.CreateSystemScope();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    internal static ServiceProvider Services(Settings settings, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        AtiendeHost.AddServices(services, settings);
        services.Replace(ServiceDescriptor.Singleton(clock));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}

/// <summary>Short ways to what a scope holds.</summary>
public static class ScopeShortcuts
{
    public static T Get<T>(this AsyncServiceScope scope) where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public static Db Db(this AsyncServiceScope scope) => scope.Get<Db>();
}
