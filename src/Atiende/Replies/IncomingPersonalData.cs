using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Replies;

/// <summary>Mail that came in: who wrote and what goes; that it came, when, and to which case it was taken stays.</summary>
internal sealed class IncomingPersonalData(Db db) : IPersonalData, IRetained
{
    private const string Gone = "—";

    public IReadOnlyCollection<string> Forgets =>
        ["IncomingMails.From", "IncomingMails.FromName", "IncomingMails.Subject", "IncomingMails.Text", "IncomingMails.Files", "IncomingMails.File", "IncomingMails.SeenTo"];

    public string Kind => "mail";

#pragma warning disable CA1304, CA1311 // The database folds it.
    public async Task Forget(PersonalSubject subject, CancellationToken cancel) => await Forget(await db.Set<IncomingRow>()
        .Where(m => (m.CaseId != null && subject.Cases.Contains(m.CaseId.Value)) || subject.Mails.Contains(m.From.ToLower())).Select(m => m.Id).ToListAsync(cancel), cancel);
#pragma warning restore CA1304, CA1311

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
        await Forget(await Due(rule).OrderBy(m => m.At).Select(m => m.Id).Take(most).ToListAsync(inner), inner), cancel);

    private async Task<int> Forget(List<Guid> ids, CancellationToken cancel)
    {
        foreach (var id in ids)
        {
            var file = id.ToString();
            await db.Set<IncomingRow>().Where(m => m.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.From, Gone).SetProperty(m => m.FromName, Gone).SetProperty(m => m.Subject, Gone).SetProperty(m => m.Text, "")
                    .SetProperty(m => m.Files, System.Collections.Immutable.ImmutableArray<string>.Empty).SetProperty(m => m.File, file).SetProperty(m => m.SeenTo, (string?)null), cancel);
        }

        return ids.Count;
    }

    private IQueryable<IncomingRow> Due(RetentionRule rule) => db.Set<IncomingRow>().AsNoTracking().Where(m => m.At < rule.Before && m.From != Gone);
}
