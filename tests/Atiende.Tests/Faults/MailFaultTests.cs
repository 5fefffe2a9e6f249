using Atiende.Mail;
using Atiende.Tests.Harness;
using Atiende.Tests.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atiende.Tests.Faults;

/// <summary>The relay is away for an hour, or the clock is moved: nothing is lost, and nothing goes to a person twice, or at most once more under the same Message-ID.</summary>
public sealed class MailFaultTests
{
    private const string Org = "sv-hacienda";

    [Theory, BothEngines]
    public async Task After_an_hour_without_relay_each_notice_goes_out_once_and_meanwhile_the_operator_sees_them_wait(Engine engine)
    {
        await using var store = await Store.On(engine);
        var gone = new SmtpPeer();
        await gone.DisposeAsync();
        for (var minute = 0; minute < 60; minute++)
        {
            if (minute % 5 == 0) await Put(store, $"run-{minute}");
            await Round(store, gone).Run(default);
            store.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await using (var supervisor = store.In(Org))
        {
            var waiting = await supervisor.Get<IOutbox>().List(MailState.Waiting, 1, default);
            Assert.Equal(12, waiting.Total);
            Assert.All(waiting.Items, one => Assert.Contains("cannot be reached", one.Problem, StringComparison.Ordinal));
        }

        await using var back = new SmtpPeer();
        for (var minute = 0; minute < 65; minute++)
        {
            await Round(store, back).Run(default);
            store.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(12, back.Accepted.Count);
        Assert.Equal(12, back.Accepted.Select(IdOf).Distinct().Count());
        await using var after = store.In(Org);
        Assert.Equal((12, 0), ((await after.Get<IOutbox>().List(MailState.Sent, 1, default)).Total, (await after.Get<IOutbox>().List(MailState.Waiting, 1, default)).Total));
    }

    [Theory, BothEngines]
    public async Task When_the_clock_is_set_back_what_waits_does_not_wait_for_the_old_time_and_goes_once(Engine engine)
    {
        await using var store = await Store.On(engine);
        var gone = new SmtpPeer();
        await gone.DisposeAsync();
        await Put(store, "run-1");
        await Round(store, gone).Run(default);
        store.Clock.Advance(TimeSpan.FromHours(-5));
        await Put(store, "run-2");

        await using var relay = new SmtpPeer();
        var tried = await Round(store, relay).Run(default);
        store.Clock.Advance(TimeSpan.FromHours(5));
        var again = await Round(store, relay).Run(default);

        Assert.Equal((2, 0), (tried, again));
        Assert.Equal(2, relay.Accepted.Select(IdOf).Distinct().Count());
        Assert.Equal(2, relay.Accepted.Count);
    }

    [Theory, BothEngines]
    public async Task When_the_clock_leaps_while_one_is_sent_another_sender_sends_it_at_most_once_more_under_the_same_id(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer();
        await Put(store, "run-1");

        await Round(store, new Leaps(Smtp(relay), async () =>
        {
            store.Clock.Advance(TimeSpan.FromHours(3));
            await Round(store, relay).Run(default);
        })).Run(default);
        store.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await Round(store, relay).Run(default));

        Assert.Equal(2, relay.Accepted.Count);
        Assert.Equal(IdOf(relay.Accepted[0]), IdOf(relay.Accepted[1]));
    }

    private static async Task Put(Store store, string key)
    {
        await using var agent = store.In(Org);
        await agent.Get<IOutbox>().Put(new(key, "Persona Ejemplo Uno", "persona.uno@ejemplo.invalid", "Su solicitud", "Su solicitud fue recibida.", "recibo", null, null), default);
    }

    private static MailRound Round(Store store, SmtpPeer relay) => Round(store, Smtp(relay));

    private static MailRound Round(Store store, ICourier courier) =>
        new(store.Provider, store.Settings with { Smtp = new() { From = "avisos@ejemplo.invalid" } }, courier, store.Clock, NullLogger<MailRound>.Instance);

    private static SmtpCourier Smtp(SmtpPeer relay) => new(new() { Host = "127.0.0.1", Port = relay.Port, Encrypted = false, From = "avisos@ejemplo.invalid" });

    private static string IdOf(string message) => message.Split('\n').Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Something happens between the sending and the marking.</summary>
    private sealed class Leaps(ICourier courier, Func<Task> leap) : ICourier
    {
        public async Task Send(Letter letter, CancellationToken cancel)
        {
            await courier.Send(letter, cancel);
            await leap();
        }
    }
}
