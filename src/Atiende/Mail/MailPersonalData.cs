using System.Text.Json;
using System.Text.RegularExpressions;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Mail;

/// <summary>Mail that was sent or failed: to whom and what it said goes; which notice it was, when and how it went stays.</summary>
internal sealed partial class MailPersonalData(Db db) : IPersonalData, IRetained
{
    private const string Gone = "—";

    // So many are handed out, newest first.
    private const int HeldMost = 1000;

    public IReadOnlyCollection<string> Forgets => ["OutboxMessages.ToName", "OutboxMessages.ToAddress", "OutboxMessages.Subject", "OutboxMessages.Text", "OutboxMessages.Problem"];

    public string Kind => "mail";

    public async Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel)
    {
        if (subject.Mails.Count == 0) return [];

        var mails = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.ToAddress != null && subject.Mails.Contains(m.ToAddress))
            .OrderByDescending(m => m.At).Take(HeldMost).ToListAsync(cancel);
        return mails.Count == 0 ? [] :
        [
            new("mails", new("Correos que se le enviaron", "Mail that was sent"), JsonSerializer.SerializeToNode(
                mails.Select(m => new { m.At, m.SentAt, m.Subject, Text = Token().Replace(m.Text, "$1…") }), JsonColumns.Options)!),
        ];
    }

    // What waits is still to be sent: a deletion is told by mail itself.
    public async Task Forget(PersonalSubject subject, CancellationToken cancel) => await Forget(await db.Set<OutboxMessage>()
        .Where(m => m.State != MailState.Waiting && ((m.ToAddress != null && subject.Mails.Contains(m.ToAddress)) || (m.Run != null && subject.Runs.Contains(m.Run.Value))))
        .Select(m => m.Id).ToListAsync(cancel), cancel);

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
        await Forget(await Due(rule).OrderBy(m => m.At).Select(m => m.Id).Take(most).ToListAsync(inner), inner), cancel);

    private Task<int> Forget(List<Guid> ids, CancellationToken cancel) => db.Set<OutboxMessage>().Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(
        set => set.SetProperty(m => m.ToName, Gone).SetProperty(m => m.ToAddress, (string?)null).SetProperty(m => m.Subject, Gone).SetProperty(m => m.Text, "")
            .SetProperty(m => m.Problem, (string?)null), cancel);

    private IQueryable<OutboxMessage> Due(RetentionRule rule) =>
        db.Set<OutboxMessage>().AsNoTracking().Where(m => m.State != MailState.Waiting && m.At < rule.Before && m.ToName != Gone);

    [GeneratedRegex(@"([?&]token=)[\w-]+")]
    private static partial Regex Token();
}
