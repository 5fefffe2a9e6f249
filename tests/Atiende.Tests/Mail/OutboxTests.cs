using System.Text;
using Atiende.Hosting;
using Atiende.Mail;
using Atiende.Mail.Mime;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atiende.Tests.Mail;

/// <summary>What is put into the outbox goes out at least once, over a real SMTP peer.</summary>
public sealed class OutboxTests
{
    private const string Org = "sv-hacienda";

    [Theory, BothEngines]
    public async Task A_message_reaches_the_relay_with_its_key_as_message_id(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer();
        var id = await Put(store, Notice("run-1.2"));

        await Round(store, Smtp(relay)).Run(default);

        var (details, text) = (await Find(store, id), Assert.Single(relay.Accepted));
        Assert.Equal(MailState.Sent, details.Summary.State);
        Assert.Equal(store.Clock.Now, details.Summary.SentAt);
        Assert.Contains("Message-ID: <run-1-2-", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("@sv-hacienda.atiende>", text, StringComparison.Ordinal);
        Assert.Contains("persona.uno@ejemplo.invalid", text, StringComparison.Ordinal);
        Assert.Contains("Señor Núñez: su retiro está anulado.", Body(text), StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task The_same_key_goes_out_once(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer();

        var first = await Put(store, Notice("run-1.2"));
        var second = await Put(store, Notice("run-1.2"));
        await Round(store, Smtp(relay)).Run(default);

        Assert.Equal(first, second);
        Assert.Single(relay.Accepted);
    }

    [Theory, BothEngines]
    public async Task What_the_caller_rolls_back_never_goes_out(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using (var agent = store.In(Org))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => agent.Db().Write(async cancel =>
            {
                await agent.Get<IOutbox>().Put(Notice("run-1.2"), cancel);
                throw new InvalidOperationException("the step failed");
            }));
        }

        Assert.Equal(0, await Round(store, new FolderCourier(store.Settings)).Run(default));
    }

    [Theory, BothEngines]
    public async Task A_relay_that_is_down_is_tried_again_later_and_later(Engine engine)
    {
        await using var store = await Store.On(engine);
        var relay = new SmtpPeer();
        await relay.DisposeAsync();
        var id = await Put(store, Notice("run-1.2"));

        var waits = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, await Round(store, Smtp(relay)).Run(default));
            Assert.Equal(0, await Round(store, Smtp(relay)).Run(default));
            var details = await Find(store, id);
            Assert.Equal(MailState.Waiting, details.Summary.State);
            Assert.Contains("cannot be reached", details.Summary.Problem, StringComparison.Ordinal);
            waits.Add(details.NextTryAt - store.Clock.Now);
            store.Clock.Advance(waits[^1]);
        }

        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], waits);
        await using var back = new SmtpPeer();
        await Round(store, Smtp(back)).Run(default);
        Assert.Equal(MailState.Sent, (await Find(store, id)).Summary.State);
        Assert.Null((await Find(store, id)).Summary.Problem);
    }

    [Theory, BothEngines]
    public async Task A_relay_that_says_later_is_asked_later_but_not_for_ever(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer { ToRecipient = "451 try later" };
        var id = await Put(store, Notice("run-1.2"));

        var tries = 0;
        while ((await Find(store, id)).Summary.State == MailState.Waiting)
        {
            tries += await Round(store, Smtp(relay)).Run(default);
            store.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(BackOff.Tries, tries);
        var failed = (await Find(store, id)).Summary;
        Assert.Equal(MailState.Failed, failed.State);
        Assert.Contains("451", failed.Problem, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_mailbox_that_does_not_exist_fails_at_once_and_can_be_sent_again(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer { ToRecipient = "550 no such mailbox persona.uno@ejemplo.invalid" };
        var id = await Put(store, Notice("run-1.2"));
        await Round(store, Smtp(relay)).Run(default);

        var failed = (await Find(store, id)).Summary;
        Assert.Equal(MailState.Failed, failed.State);
        Assert.Contains("550", failed.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("persona.uno", failed.Problem, StringComparison.Ordinal);

        relay.ToRecipient = "250 ok";
        await using (var supervisor = store.In(Org)) await supervisor.Get<IOutbox>().SendAgain(id, "supervisora", default);
        await Round(store, Smtp(relay)).Run(default);

        var sent = await Find(store, id);
        Assert.Equal((MailState.Sent, "supervisora"), (sent.Summary.State, sent.AgainBy));
        Assert.Single(relay.Accepted);
    }

    [Theory, BothEngines]
    public async Task A_message_that_the_relay_refuses_after_its_text_is_not_taken_as_sent(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer { ToData = "554 refused" };
        var id = await Put(store, Notice("run-1.2"));

        await Round(store, Smtp(relay)).Run(default);

        Assert.Equal(MailState.Failed, (await Find(store, id)).Summary.State);
        Assert.Empty(relay.Accepted);
    }

    [Theory, BothEngines]
    public async Task A_relay_that_hangs_up_before_it_answers_gets_the_message_again_under_the_same_id(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer { HangsUpAfterData = true };
        var id = await Put(store, Notice("run-1.2"));
        await Round(store, Smtp(relay)).Run(default);
        Assert.Equal(MailState.Waiting, (await Find(store, id)).Summary.State);

        relay.HangsUpAfterData = false;
        store.Clock.Advance(BackOff.After(1));
        await Round(store, Smtp(relay)).Run(default);

        Assert.Equal(MailState.Sent, (await Find(store, id)).Summary.State);
        Assert.Equal(2, relay.Accepted.Count);
        Assert.Equal(IdOf(relay.Accepted[0]), IdOf(relay.Accepted[1]));
    }

    [Theory, BothEngines]
    public async Task A_sender_that_dies_between_sending_and_marking_leaves_the_message_to_the_next(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var relay = new SmtpPeer();
        var id = await Put(store, Notice("run-1.2"));
        using var death = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Round(store, new DiesAfterSending(Smtp(relay), death)).Run(death.Token));
        Assert.Equal(MailState.Waiting, (await Find(store, id)).Summary.State);

        Assert.Equal(0, await Round(store, Smtp(relay)).Run(default));
        store.Clock.Advance(MailRound.Lease);
        Assert.Equal(1, await Round(store, Smtp(relay)).Run(default));

        Assert.Equal(MailState.Sent, (await Find(store, id)).Summary.State);
        Assert.Equal(2, relay.Accepted.Count);
        Assert.Equal(IdOf(relay.Accepted[0]), IdOf(relay.Accepted[1]));
    }

    [Theory, BothEngines]
    public async Task Two_senders_at_once_send_each_message_once(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var one = new SmtpPeer();
        await using var other = new SmtpPeer();
        for (var i = 0; i < 12; i++) await Put(store, Notice($"run-{i}"));

        var tried = await Task.WhenAll(Round(store, Smtp(one)).Run(default), Round(store, Smtp(other)).Run(default));

        Assert.Equal(12, tried.Sum());
        Assert.Equal(12, one.Accepted.Concat(other.Accepted).Select(IdOf).Distinct().Count());
        Assert.Equal(12, one.Accepted.Count + other.Accepted.Count);
    }

    [Theory, BothEngines]
    public async Task Nobody_without_a_mailbox_is_lost_from_sight(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Put(store, Notice("run-1.2") with { ToAddress = null });

        await using var supervisor = store.In(Org);
        var failed = Assert.Single((await supervisor.Get<IOutbox>().List(MailState.Failed, 1, default)).Items);

        Assert.Equal(Outbox.NoMailbox, failed.Problem);
    }

    [Theory, BothEngines]
    public async Task The_list_masks_addresses_and_shows_one_organisation(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Put(store, Notice("run-1.2"));

        await using var here = store.In(Org);
        await using var elsewhere = store.In("bo-comteco");

        Assert.Equal("p…@e….invalid", Assert.Single((await here.Get<IOutbox>().List(null, 1, default)).Items).ToAddress);
        Assert.Equal(0, (await elsewhere.Get<IOutbox>().List(null, 1, default)).Total);
    }

    [Fact]
    public async Task Without_a_relay_a_message_is_a_file_in_the_outbox_folder()
    {
        await using var store = await Store.On(Engine.Sqlite);
        var id = await Put(store, Notice("run-1.2"));

        await Round(store, new FolderCourier(store.Settings)).Run(default);

        var file = await File.ReadAllTextAsync(store.Settings.InData("outbox", $"{id}.eml"));
        Assert.Contains("Señor Núñez: su retiro está anulado.", file, StringComparison.Ordinal);
        Assert.Contains("<run-1-2-", file, StringComparison.Ordinal);
        Assert.Equal(MailState.Sent, (await Find(store, id)).Summary.State);
    }

    private static MailMessage Notice(string key) => new(
        key, "Persona Ejemplo Uno", "persona.uno@ejemplo.invalid", "Anulación de retiro, gestión nº 7",
        "Señor Núñez: su retiro está anulado.\n\nAtentamente", "anulacion", null, null);

    private static async Task<Guid> Put(Store store, MailMessage message)
    {
        await using var agent = store.In(Org);
        return await agent.Get<IOutbox>().Put(message, default);
    }

    private static async Task<MailDetails> Find(Store store, Guid id)
    {
        await using var agent = store.In(Org);
        return (await agent.Get<IOutbox>().Find(id, default))!;
    }

    private static MailRound Round(Store store, ICourier courier) =>
        new(store.Provider, store.Settings with { Smtp = new() { From = "avisos@ejemplo.invalid" } }, courier, store.Clock, NullLogger<MailRound>.Instance);

    private static SmtpCourier Smtp(SmtpPeer relay) =>
        new(new SmtpSettings { Host = "127.0.0.1", Port = relay.Port, Encrypted = false, From = "avisos@ejemplo.invalid" });

    private static string IdOf(string message) =>
        message.Split('\n').Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));

    // The body as a reader shows it.
    private static string Body(string message) => MimeReader.Read(Encoding.UTF8.GetBytes(message)).Leaves[0].Text;

    private sealed class DiesAfterSending(ICourier courier, CancellationTokenSource death) : ICourier
    {
        public async Task Send(Letter letter, CancellationToken cancel)
        {
            await courier.Send(letter, cancel);
            await death.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }
}
