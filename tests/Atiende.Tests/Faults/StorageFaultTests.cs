using System.Diagnostics;
using System.Net;
using Atiende.Storage;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Faults;

/// <summary>The storage fails under a program that serves: a full disk, a database that stops. Nothing is started anew.</summary>
public sealed class StorageFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task On_a_full_disk_the_agent_is_told_and_goes_on_when_there_is_room_again()
    {
        using var folder = new TemporaryFolder();
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using var program = await ProgramProcess.StartOnSmallDisk(folder.Path, "256m", ["run", "--url", address.ToString(), "--data", folder.Path]);
        if (program is null) Assert.Skip("This machine lets nobody make a name space with a small disk (unshare -Urm, mount -t tmpfs).");

        await program.Ready(address);
        var data = program.SeenFromOutside(folder.Path);
        var ballast = Path.Combine(data, "ballast");

        await Fails(address, agent => CopyIsWhole(data, agent), () => Fill(ballast), () =>
        {
            File.Delete(ballast);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task While_PostgreSQL_is_stopped_the_agent_is_told_and_goes_on_when_it_is_back()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await PostgresServer.Start();
        var connection = postgres.ConnectionString("atiende_faults");
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using var program = ProgramProcess.Start(["run", "--url", address.ToString(), "--data", folder.Path], ("ATIENDE_ConnectionString", connection));
        await program.Ready(address);
        await using var services = Store.Services(TestDatabase.Settings(folder.Path, connection), TimeProvider.System);

        await Fails(address, new Stored(services).IsWhole, postgres.Stop, postgres.StartAgain);
    }

    private static async Task Fails(Uri address, Func<DeskWalker, Task> isWhole, Func<Task> breakIt, Func<Task> mendIt)
    {
        var chance = new Random(20261122);
        using var agent = new DeskWalker(address, "ana.agente@bo-comteco", chance);
        await agent.SignIn();
        while (agent.Taken.Count < 4 || agent.Step is not { IsOpen: true }) await agent.Act();

        await breakIt();
        await ReadyIs(address, HttpStatusCode.ServiceUnavailable);
        // What fits into pages that are already there may still be stored: it is not lost either.
        HttpStatusCode last;
        for (var clock = Stopwatch.StartNew(); (last = await Next(agent)) != HttpStatusCode.ServiceUnavailable;)
            Assert.True(clock.Elapsed < Patience, $"still {last}");

        Assert.Contains("Por ahora no se puede guardar", agent.Heard, StringComparison.Ordinal);
        Assert.Contains("Lo que escribió sigue en su navegador", agent.Heard, StringComparison.Ordinal);
        var taken = agent.Taken.Count;

        await mendIt();
        await ReadyIs(address, HttpStatusCode.OK);
        await agent.Return();
        await isWhole(agent);
        while (agent.Taken.Count < taken + 3) await agent.Act();
        await isWhole(agent);
    }

    private static Task<HttpStatusCode> Next(DeskWalker agent) => agent.Step is { IsOpen: true } ? agent.Answer() : agent.BeginAnother();

    // SQLite follows the way into the other name space to its end, and finds nothing there: so a copy is read, while nobody writes.
    private static async Task CopyIsWhole(string data, DeskWalker agent)
    {
        using var copy = new TemporaryFolder();
        foreach (var name in new[] { SqliteFile.Name, SqliteFile.Name + "-wal" })
            File.Copy(Path.Combine(data, name), copy.File(name));
        await using var services = Store.Services(TestDatabase.Settings(copy.Path, ""), TimeProvider.System);
        await new Stored(services).IsWhole(agent);
    }

    // To the last byte: what is left of a page is filled too.
    private static async Task Fill(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 20];
        while (block.Length > 0)
        {
            try
            {
                await file.WriteAsync(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }

    private static async Task ReadyIs(Uri address, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = address };
        var said = "";
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(200))
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (answer.StatusCode == expected) return;

            said = await answer.Content.ReadAsStringAsync();
        }

        Assert.Fail($"ready is not {expected}: {said}");
    }
}
