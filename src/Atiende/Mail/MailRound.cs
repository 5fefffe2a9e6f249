using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Mail;

/// <summary>Sends what is due, one message after another: claims it, sends it, marks it.</summary>
/// <remarks>
/// A claim is a try counted and the next try set to when this one counts as lost; two senders cannot claim the same try.
/// A sender that dies after sending and before marking leaves a claim that runs out: the message goes again, under the same Message-ID.
/// </remarks>
internal sealed partial class MailRound(IServiceProvider services, Settings settings, ICourier courier, TimeProvider clock, ILogger<MailRound> log)
{
    /// <summary>How long a try may take before it counts as lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // Where no relay is set, mail goes nowhere, and says so in its address.
    private const string NoSender = "atiende@localhost.invalid";

    /// <summary>Sends until nothing is due; the result is how many messages were tried.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        for (var tried = 0; ; tried++)
        {
            await using var scope = services.CreateSystemScope();
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            if (await Claim(db, cancel) is not { } claimed) return tried;

            await Mark(db, claimed, await Try(claimed, scope.ServiceProvider, cancel), cancel);
        }
    }

    private async Task<OutboxMessage?> Claim(Db db, CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            // Later than any wait: the clock was set back since. It does not wait for the old time to come again.
            var never = now + BackOff.Longest + Lease;
            var due = await All(db).AsNoTracking().Where(m => m.State == MailState.Waiting && (m.NextTryAt <= now || m.NextTryAt > never))
                .OrderBy(m => m.NextTryAt).FirstOrDefaultAsync(cancel);
            if (due is null) return null;

            var claimed = await db.Write(inner => All(db)
                .Where(m => m.OrganizationId == due.OrganizationId && m.Id == due.Id && m.State == MailState.Waiting && m.NextTryAt == due.NextTryAt)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextTryAt, now + Lease).SetProperty(x => x.Tries, x => x.Tries + 1), inner), cancel);
            due.Tries++;
            if (claimed == 1) return due;
        }
    }

    // What the try came to: null where it was accepted.
    private async Task<MailRefusedException?> Try(OutboxMessage message, IServiceProvider scope, CancellationToken cancel)
    {
        if (message.ToAddress is not { } address) return new(Outbox.NoMailbox, forGood: true);

        var pack = scope.GetRequiredService<IOrganizations>().Find(message.OrganizationId)?.Pack;
        var from = pack?.Identity.Name ?? message.OrganizationId;
        try
        {
            await courier.Send(new(message.Id, MessageId.Of(message.OrganizationId, message.Key), from,
                settings.Smtp.From.Length > 0 ? settings.Smtp.From : NoSender,
                message.ToName, address, message.Subject, message.Text, message.At)
            {
                Html = LetterHtml.Of(message.Subject, message.Text, pack),
                Thread = message.CaseId is { } about ? MessageId.OfCase(message.OrganizationId, about) : null,
                ReplyTo = settings.Mail.ReplyTo.Length > 0 ? settings.Mail.ReplyTo : null,
                IsAutomatic = !message.IsWritten,
            }, cancel);
            return null;
        }
        catch (MailRefusedException refused)
        {
            return refused;
        }
    }

    private async Task Mark(Db db, OutboxMessage tried, MailRefusedException? refused, CancellationToken cancel) => await db.Write(async inner =>
    {
        var row = await All(db).SingleAsync(m => m.OrganizationId == tried.OrganizationId && m.Id == tried.Id, inner);
        row.Problem = refused?.Message;
        if (refused is null)
        {
            row.State = MailState.Sent;
            row.SentAt = clock.GetUtcNow();
        }
        else if (refused.ForGood || row.Tries >= BackOff.Tries)
        {
            row.State = MailState.Failed;
            LogFailed(row.OrganizationId, row.Id, row.Tries, refused.Message);
        }
        else
        {
            row.NextTryAt = clock.GetUtcNow() + BackOff.After(row.Tries);
            LogAgain(row.OrganizationId, row.Id, row.Tries, row.NextTryAt, refused.Message);
        }
    }, cancel);

    private static IQueryable<OutboxMessage> All(Db db) => db.Set<OutboxMessage>().IgnoreQueryFilters([Db.OrganizationFilter]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Organization} {Id} has failed for good after {Tries} tries: {Problem}")]
    private partial void LogFailed(string organization, Guid id, int tries, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Organization} {Id}, try {Tries} failed, again at {NextTryAt:O}: {Problem}")]
    private partial void LogAgain(string organization, Guid id, int tries, DateTimeOffset nextTryAt, string problem);
}
