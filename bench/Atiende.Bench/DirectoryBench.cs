using System.Diagnostics;

namespace Atiende.Bench;

/// <summary>The directory's answer as one types, letter by letter, beside <c>/health/live</c> of the same server.</summary>
internal static class DirectoryBench
{
    private const int Rounds = 40;
    private static readonly string[] Typed = ["alcaldia", "gerencia financiera", "noc", "4450", "abogados"];

    public static async Task<int> Run(Uri server)
    {
        using var http = await Session.SignIn(server, "ana.agente@bo-comteco");
        var (search, health) = (new List<double>(), new List<double>());
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var typed in Typed)
            {
                for (var letters = 1; letters <= typed.Length; letters++)
                {
                    await Time(http, new Uri(server, $"/directory/search?q={Uri.EscapeDataString(typed[..letters])}"), round < 0 ? null : search);
                    await Time(http, new Uri(server, "/health/live"), round < 0 ? null : health);
                }
            }
        }

        Console.WriteLine($"directory, each letter typed: {Figures.Of(search)}");
        Console.WriteLine($"beside it, /health/live: {Figures.Of(health)}");
        return 0;
    }

    private static async Task Time(HttpClient http, Uri address, List<double>? took)
    {
        var clock = Stopwatch.StartNew();
        using var reply = await http.GetAsync(address);
        reply.EnsureSuccessStatusCode();
        await reply.Content.ReadAsByteArrayAsync();
        took?.Add(clock.Elapsed.TotalMilliseconds);
    }
}
