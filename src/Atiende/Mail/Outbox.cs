using System.Text.RegularExpressions;
using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Mail;

/// <summary>The outbox as a table.</summary>
internal sealed partial class Outbox(Db db, ICurrentOrganization organization, TimeProvider clock, Bell<OutboxSender> bell) : IOutbox
{
    /// <summary>What a message without a mailbox says.</summary>
    public const string NoMailbox = "no mailbox is known for the receiver";

    private const int SubjectLength = 400;

    // A link that opens a person's account is for that person alone, not for who looks after the mail.
    [GeneratedRegex(@"([?&]token=)[\w-]+")]
    private static partial Regex Token();

    public Task<Guid> Put(MailMessage message, CancellationToken cancel) => db.Write(async inner =>
    {
        var known = await db.Set<OutboxMessage>().Where(m => m.Key == message.Key).Select(m => m.Id).ToListAsync(inner);
        if (known.Count > 0) return known[0];

        var row = Row(message, organization.Id!, clock.GetUtcNow());
        db.Add(row);
        db.AfterCommit(bell.Ring);
        return row.Id;
    }, cancel);

    public async Task<MailPage> List(MailState? state, int page, CancellationToken cancel)
    {
        var rows = db.Set<OutboxMessage>().AsNoTracking().Where(m => state == null || m.State == state);
        var shown = await rows.OrderByDescending(m => m.At).ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, page - 1) * IOutbox.PageSize).Take(IOutbox.PageSize).ToListAsync(cancel);
        return new([.. shown.Select(m => Summary(m, masked: true))], await rows.CountAsync(cancel));
    }

    public Task<int> CountFailed(CancellationToken cancel) =>
        db.Set<OutboxMessage>().CountAsync(m => m.State == MailState.Failed, cancel);

    public async Task<MailDetails?> Find(Guid id, CancellationToken cancel) =>
        await db.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel) is { } row
            ? new(Summary(row, masked: false), Token().Replace(row.Text, "$1…"), row.Notice, row.Run, row.DueAt, row.NextTryAt, row.AgainBy)
            : null;

    public async Task<IReadOnlyList<CaseMail>> OfCase(Guid ofCase, CancellationToken cancel) =>
        [.. (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.CaseId == ofCase).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).ToListAsync(cancel))
            .Select(m => new CaseMail(Summary(m, masked: true), m.Notice, m.ToPerson))];

    public Task<SentMail?> ByMessageId(string messageId, CancellationToken cancel) =>
        db.Set<OutboxMessage>().AsNoTracking().Where(m => m.MessageId == messageId)
            .Select(m => new SentMail(m.Id, m.CaseId, m.ToPerson, m.ToAddress)).FirstOrDefaultAsync(cancel);

    public Task SendAgain(Guid id, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var row = await db.Set<OutboxMessage>().SingleOrDefaultAsync(m => m.Id == id && m.State == MailState.Failed, inner);
        if (row is null) return;

        row.State = MailState.Waiting;
        row.Tries = 0;
        row.NextTryAt = clock.GetUtcNow();
        row.AgainBy = by;
        db.AfterCommit(bell.Ring);
    }, cancel);

    // A header is one line; what does not fit the column is cut, the words themselves stand in the text.
    private static OutboxMessage Row(MailMessage message, string organization, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Key = message.Key,
        ToName = OneLine(message.ToName, 200),
        ToAddress = string.IsNullOrWhiteSpace(message.ToAddress) ? null : message.ToAddress.Trim(),
        Subject = OneLine(message.Subject, SubjectLength),
        Text = message.Text,
        Notice = message.Notice,
        Run = message.Run,
        MessageId = MessageId.Of(organization, message.Key),
        CaseId = message.Case,
        ToPerson = message.ToPerson,
        IsWritten = !message.IsAutomatic,
        At = now,
        DueAt = message.DueAt,
        State = string.IsNullOrWhiteSpace(message.ToAddress) ? MailState.Failed : MailState.Waiting,
        NextTryAt = now,
        Problem = string.IsNullOrWhiteSpace(message.ToAddress) ? NoMailbox : null,
    };

    private static string OneLine(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..(most - 1)] + "…";
    }

    private static MailSummary Summary(OutboxMessage m, bool masked) => new(
        m.Id, m.ToName, masked && m.ToAddress is not null ? Masking.Email(m.ToAddress) : m.ToAddress, m.Subject,
        m.State, m.Tries, m.At, m.SentAt, m.Problem);
}
