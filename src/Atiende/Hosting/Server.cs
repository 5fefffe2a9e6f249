using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Hosting;

/// <summary>Starts the application, serves, and stops it in order.</summary>
internal static class Server
{
    private const string FirstSteps =
        "Nobody can sign in yet. Load the organisation's pack and make its first account: " +
        "atiende pack load DIR, then atiende account create --organization ID --account NAME --name \"…\" --role ROLE (with the same --data).";

    /// <summary>Serves until <paramref name="stop"/>; the result is the process's exit code.</summary>
    public static async Task<int> Run(Settings settings, CancellationToken stop)
    {
        await using var alone = ServeAlone(settings);
        await using var app = AtiendeHost.Build(settings);
        await app.Services.PrepareDatabase(stop);
        await app.Services.GetRequiredService<IPackLoader>().LoadDemonstration(stop);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException busy) when (busy.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new UsageException($"{settings.Url} is in use by another program; choose another with --url");
        }

        // To standard error: standard output is the log's.
        await Console.Error.WriteLineAsync(
            $"Atiende serves {string.Join(' ', app.Urls)} ({settings.Mode.ToString().ToLowerInvariant()}, data in {settings.DataFolder}). Ctrl+C stops it.");
        if (!await AnybodyMaySignIn(app.Services, stop)) await Console.Error.WriteLineAsync(FirstSteps);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    private static async Task<bool> AnybodyMaySignIn(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateSystemScope();
        return await scope.ServiceProvider.GetRequiredService<IAccounts>().Any(stop);
    }

    // SQLite's writers queue in one process; several nodes share a PostgreSQL instead.
    private static FileLock? ServeAlone(Settings settings) => settings.ConnectionString.Length > 0
        ? null
        : FileLock.TakeFree(settings.InData("serving.lock"))
            ?? throw new UsageException($"another atiende serves the data folder {settings.DataFolder}; choose another with --data");
}
