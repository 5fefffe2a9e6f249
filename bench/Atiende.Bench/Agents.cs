using System.Globalization;
using Atiende.Accounts;
using Atiende.Hosting;
using Atiende.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Bench;

/// <summary>Made-up agents with accounts of their own, in a data folder whose server does not run.</summary>
internal static class Agents
{
    public const string Password = "medir-con-calma-2026";

    private const string Organization = "bo-comteco";

    public static string Account(int number) => string.Create(CultureInfo.InvariantCulture, $"agente.prueba.{number}");

    public static async Task<int> Make(string data, string connection, int count)
    {
        var settings = Settings.Load(new DirectoryInfo(data)) with { ConnectionString = connection };
        await using var services = await AtiendeHost.Services(settings, CancellationToken.None);
        for (var i = 0; i < count; i++)
        {
            await using var scope = services.CreateScopeOf(Organization);
            var accounts = scope.ServiceProvider.GetRequiredService<IAccounts>();
            await accounts.Create(new(Account(i), $"Agente de Prueba {i}", ["agente"], null, Password), "bench", CancellationToken.None);
        }

        Console.WriteLine($"{count} agents may sign in.");
        return 0;
    }
}
