using System.Diagnostics;
using Atiende.Mail;
using Atiende.Tests.Harness;
using Atiende.Tests.Mail;

namespace Atiende.Tests.Faults;

/// <summary>The program killed in the middle of an agent's request, again and again, on one data folder.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Agents = ["ana.ejemplo@sv-hacienda", "ana.agente@bo-comteco", "rosa.ejemplo@cl-soser"];

    [Theory, BothEngines]
    public Task Killed_in_the_middle_of_a_walk_nothing_is_lost_or_done_twice(Engine engine) => Rounds(engine, seed: 20261122, rounds: 3);

    [Theory(Explicit = true), BothEngines]
    public async Task Killed_a_hundred_times_nothing_is_lost_or_done_twice(Engine engine)
    {
        for (var seed = 1; seed <= 5; seed++) await Rounds(engine, seed, rounds: 20);
    }

    private async Task Rounds(Engine engine, int seed, int rounds)
    {
        using var folder = new TemporaryFolder();
        await using var relay = new SmtpPeer();
        var connection = await TestDatabase.Make(engine, folder.Path);
        await using var services = Store.Services(TestDatabase.Settings(folder.Path, connection), TimeProvider.System);
        var stored = new Stored(services);
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        var chance = new Random(seed);
        var agents = Agents.Select(a => new DeskWalker(address, a, chance)).ToList();
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                await using var program = Start(folder, connection, address, relay);
                await program.Ready(address);
                foreach (var agent in agents)
                {
                    if (round == 1) await agent.SignIn();
                    await agent.Return();
                    await stored.IsWhole(agent);
                }

                await WalkUntilKilled(program, agents, chance);
                output.WriteLine($"seed {seed}, round {round}: {agents.Sum(a => a.Taken.Count)} answers, unheard: {agents.Find(a => a.Unheard is not null)?.Unheard?.Address}");
                foreach (var agent in agents) await stored.IsWhole(agent);
            }

            await using var last = Start(folder, connection, address, relay);
            await last.Ready(address);
            foreach (var agent in agents)
            {
                await agent.Return();
                await stored.IsWhole(agent);
            }

            await EveryMailIsDelivered(stored, relay);
        }
        finally
        {
            agents.ForEach(a => a.Dispose());
        }
    }

    // Some whole requests, then one in whose middle the program dies.
    private static async Task WalkUntilKilled(ProgramProcess program, List<DeskWalker> agents, Random chance)
    {
        var took = TimeSpan.FromMilliseconds(20);
        for (var whole = chance.Next(8, 30); whole > 0; whole--)
        {
            var clock = Stopwatch.StartNew();
            await agents[chance.Next(agents.Count)].Act();
            took = clock.Elapsed;
        }

        var dying = agents[chance.Next(agents.Count)].Act();
        await Task.Delay(TimeSpan.FromMilliseconds(chance.NextDouble() * 1.2 * Math.Min(took.TotalMilliseconds, 100)));
        program.Signal("KILL");
        try
        {
            await dying;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            // The server died before it answered.
        }

        await program.Exit();
    }

    private static ProgramProcess Start(TemporaryFolder folder, string connection, Uri address, SmtpPeer relay) => ProgramProcess.Start(
        ["run", "--url", address.ToString(), "--data", folder.Path],
        ("ATIENDE_ConnectionString", connection), ("ATIENDE_Smtp__Host", "127.0.0.1"), ("ATIENDE_Smtp__Port", $"{relay.Port}"),
        ("ATIENDE_Smtp__From", "avisos@institucion.invalid"), ("ATIENDE_Smtp__Encrypted", "false"));

    // At least once, and what came twice is known as one by its Message-ID.
    private static async Task EveryMailIsDelivered(Stored stored, SmtpPeer relay)
    {
        List<(string MessageId, MailState State)> mail;
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            await stored.EndClaims();
            mail = await stored.Mail();
            if (mail.TrueForAll(m => m.State is not MailState.Waiting)) break;

            Assert.True(clock.Elapsed < Patience, "mail still waits");
        }

        var delivered = relay.Accepted.Select(IdOf).ToHashSet();
        Assert.Equal(mail.Where(m => m.State is MailState.Sent).Select(m => m.MessageId).Order(StringComparer.Ordinal), delivered.Order(StringComparer.Ordinal));
    }

    private static string IdOf(string message) => message.Split('\n')
        .Single(l => l.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase))[12..].Trim().Trim('<', '>');
}
