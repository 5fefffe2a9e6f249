using System.Diagnostics;

namespace Atiende.Bench;

/// <summary>Start to first page with an empty data folder, then again with the same: the second is what an operator waits for after a restart.</summary>
internal static class StartBench
{
    private const string Url = "http://127.0.0.1:25777";

    public static async Task<int> Run(string launcher)
    {
        var data = Directory.CreateTempSubdirectory("atiende-start-").FullName;
        try
        {
            foreach (var name in new[] { "cold (empty data folder)", "warm (same data folder)" })
            {
                var clock = Stopwatch.StartNew();
                using var server = Process.Start(new ProcessStartInfo(launcher, ["run", "--url", Url, "--data", data]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
                server.BeginOutputReadLine();
                server.BeginErrorReadLine();
                var took = await FirstPage(clock);
                Console.WriteLine($"{name}: first page after {took.TotalSeconds:0.0} s");
                using (Process.Start("kill", ["-INT", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await server.WaitForExitAsync();
            }

            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<TimeSpan> FirstPage(Stopwatch clock)
    {
        using var http = new HttpClient();
        while (clock.Elapsed < TimeSpan.FromMinutes(5))
        {
            try
            {
                using var reply = await http.GetAsync(new Uri(Url + "/sign-in"));
                if (reply.IsSuccessStatusCode) return clock.Elapsed;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("No page in five minutes.");
    }
}
