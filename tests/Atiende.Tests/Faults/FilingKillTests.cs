using System.Diagnostics;
using Atiende.Api;
using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Storage;
using Atiende.Tests.Api;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Atiende.Tests.Faults;

/// <summary>The program, or its database, killed while eight programs file cases over the API, again and again, on one data folder.</summary>
public sealed class FilingKillTests(ITestOutputHelper output)
{
    private const int Writers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory, BothEngines]
    public Task Killed_while_eight_file_each_acknowledged_case_is_there_once_with_its_photograph_and_its_procedure(Engine engine) => Rounds(engine, seed: 20261122, rounds: 2);

    [Theory(Explicit = true), BothEngines]
    public Task Killed_twenty_times_while_eight_file_nothing_is_lost_or_doubled(Engine engine) => Rounds(engine, seed: 1, rounds: 20);

    private async Task Rounds(Engine engine, int seed, int rounds)
    {
        using var folder = new TemporaryFolder();
        var connection = await TestDatabase.Make(engine, folder.Path);
        await using var services = Store.Services(TestDatabase.Settings(folder.Path, connection), TimeProvider.System);
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        var chance = new Random(seed);
        string secret;
        await using (var scope = services.CreateScopeOf(ApiClient.Soser))
            secret = (await scope.Get<IApiKeys>().Create("Sistema de prueba", [ApiScopes.CasesWrite], "prueba", default)).Secret;
        var filers = Enumerable.Range(1, Writers).Select(n => new Filer(n, address, secret)).ToList();
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                await using var program = Start(folder, connection, address);
                await program.Ready(address);
                var filing = Task.WhenAll(filers.Select(f => f.FileUntilGone()));
                // At least some are answered in each round, and then it dies in the middle of the others.
                for (var before = filers.Sum(f => f.Filed.Count); filers.Sum(f => f.Filed.Count) < before + Writers && !filing.IsCompleted;) await Task.Delay(20);
                await Task.Delay(chance.Next(50, 1500));
                program.Signal("KILL");
                await program.Exit();
                await filing;
                output.WriteLine($"seed {seed}, round {round}: {filers.Sum(f => f.Filed.Count)} acknowledged, {filers.Sum(f => f.Attached.Count)} photographs");
            }

            await using var last = Start(folder, connection, address);
            await last.Ready(address);
            foreach (var filer in filers) await filer.FileOne(); // what was not answered
            await EachHasItsProcedure(services);
            await EachIsThereOnce(services, filers);
        }
        finally
        {
            filers.ForEach(f => f.Dispose());
        }
    }

    [Fact]
    public Task PostgreSQL_killed_while_eight_file_each_acknowledged_case_is_there_once() => KillPostgres(seed: 20261122, rounds: 2);

    [Fact(Explicit = true)]
    public Task PostgreSQL_killed_twenty_times_while_eight_file_nothing_is_lost_or_doubled() => KillPostgres(seed: 1, rounds: 20);

    private async Task KillPostgres(int seed, int rounds)
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await PostgresServer.StartDurable();
        var connection = postgres.ConnectionString("atiende_killed");
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        var chance = new Random(seed);
        await using var program = Start(folder, connection, address);
        await program.Ready(address);
        await using var services = Store.Services(TestDatabase.Settings(folder.Path, connection), TimeProvider.System);
        string secret;
        await using (var scope = services.CreateScopeOf(ApiClient.Soser))
            secret = (await scope.Get<IApiKeys>().Create("Sistema de prueba", [ApiScopes.CasesWrite], "prueba", default)).Secret;
        var filers = Enumerable.Range(1, Writers).Select(n => new Filer(n, address, secret)).ToList();
        using var stop = new CancellationTokenSource();
        var filing = Task.WhenAll(filers.Select(f => f.FileThrough(stop.Token)));
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                for (var before = filers.Sum(f => f.Filed.Count); filers.Sum(f => f.Filed.Count) < before + Writers && !filing.IsCompleted;) await Task.Delay(20);
                await Task.Delay(chance.Next(50, 1500));
                await postgres.Kill();
                await Task.Delay(chance.Next(0, 2000));
                await postgres.StartAgain();
                output.WriteLine($"seed {seed}, round {round}: {filers.Sum(f => f.Filed.Count)} acknowledged, {filers.Sum(f => f.Attached.Count)} photographs");
            }

            await stop.CancelAsync();
            await filing;
            NpgsqlConnection.ClearAllPools(); // those of this process, which the kills broke
            await EachHasItsProcedure(services);
            await EachIsThereOnce(services, filers);
        }
        finally
        {
            filers.ForEach(f => f.Dispose());
        }
    }

    private static ProgramProcess Start(TemporaryFolder folder, string connection, Uri address) =>
        ProgramProcess.Start(["run", "--url", address.ToString(), "--data", folder.Path], ("ATIENDE_ConnectionString", connection));

    private static async Task EachHasItsProcedure(IServiceProvider services)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(300))
        {
            await using var scope = services.CreateScopeOf(ApiClient.Soser);
            if (!await scope.Db().Set<FilingRow>().AnyAsync(f => f.Waits)) break;

            Assert.True(clock.Elapsed < Patience, "a filing still waits for its procedure");
        }

        await using var after = services.CreateScopeOf(ApiClient.Soser);
        var filings = await after.Db().Set<FilingRow>().AsNoTracking().ToListAsync();
        var runs = await after.Db().Set<RunRow>().AsNoTracking().Select(r => r.Id).ToListAsync();
        Assert.Equal(filings.Select(f => f.RunId).Order(), runs.Order());
    }

    private static async Task EachIsThereOnce(IServiceProvider services, List<Filer> filers)
    {
        await using var scope = services.CreateScopeOf(ApiClient.Soser);
        var cases = await scope.Db().Set<Case>().AsNoTracking().ToListAsync();
        var stored = cases.Select(c => (Subject: c.Fields["asunto"].ToText(), c.Folio)).ToList();
        var acknowledged = filers.SelectMany(f => f.Filed).ToList();
        Assert.Equal(acknowledged.Order(), stored.Order()); // at the end all were answered: none is missing, none is there twice
        Assert.Equal(cases.Count, cases.Select(c => c.Folio).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(cases.Count, await scope.Db().Set<CaseEvent>().CountAsync(e => e.Kind == CaseEventKind.Opened));

        var attachments = scope.Get<IAttachments>();
        foreach (var folio in filers.SelectMany(f => f.Attached))
        {
            var photograph = Assert.Single(await attachments.Of(cases.Single(c => c.Folio == folio).Id, default));
            var content = await File.ReadAllBytesAsync((await attachments.PathOf(photograph, default))!);
            Assert.Equal(photograph.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
            Assert.Contains(folio, System.Text.Encoding.Latin1.GetString(content), StringComparison.Ordinal);
        }
    }
}
