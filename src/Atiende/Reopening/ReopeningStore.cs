using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Fabric;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Reopening;

/// <summary>Opens closed cases again.</summary>
internal sealed class ReopeningStore(
    Db db, IOrganizations organizations, ICaseMatters matters, ICorrespondence correspondence, PublicAddress address, Bell<ReopeningWork> bell, TimeProvider clock) : IReopening
{
    public async Task<ReopenTerm?> Term(Guid ofCase, CancellationToken cancel) =>
        await matters.Find(ofCase, cancel) is { Open: false, ClosedAt: { } closed, Type.Reopen: { } reopen } ? TermOf(closed, reopen) : null;

    public Task<ReopenOutcome> Reopen(ReopenRequest request, CancellationToken cancel) => db.Write(async inner =>
    {
        var matter = await matters.Find(request.Case, inner) ?? throw new InvalidOperationException($"No case {request.Case}.");
        if (matter.Open) return ReopenOutcome.WasOpen;
        if (matter is not { Type.Reopen: { } reopen, ClosedAt: { } closed }) return ReopenOutcome.Never;
        if (request.ByMail && IsThanks(request.Why, reopen)) return ReopenOutcome.OnlyThanks;
        if (TermOf(closed, reopen).IsOver)
        {
            if (request.ByMail && reopen.TooLate is { } notice)
                await correspondence.Send(notice, matter.Id, $"too-late:{matter.Id:N}:{clock.GetUtcNow():yyyyMMdd}", address.OfPortal("requests/new"), inner);
            return ReopenOutcome.TooLate;
        }

        var now = clock.GetUtcNow();
        var run = Guid.CreateVersion7(now);
        var why = request.Why.Trim();
        if (!await matters.Reopen(new(request.Key, matter.Id, reopen.State, run, Said(request, why), request.By), inner)) return ReopenOutcome.WasOpen;

        db.Add(new ReopeningRow
        {
            RunId = run,
            CaseId = matter.Id,
            At = now,
            By = Cut(request.By, ReopeningTable.ByLength),
            ByPerson = request.ByPerson,
            Why = Cut(why, ReopeningTable.WhyLength),
            ClosedAt = closed,
            Waits = true,
        });
        db.AfterCommit(bell.Ring);
        return ReopenOutcome.Reopened;
    }, cancel);

    public async Task<IReadOnlyList<ReopenedOnce>> Of(Guid ofCase, CancellationToken cancel) =>
        [.. (await db.Set<ReopeningRow>().AsNoTracking().Where(r => r.CaseId == ofCase).OrderBy(r => r.At).ToListAsync(cancel))
            .Select(r => new ReopenedOnce(r.At, r.By, r.ByPerson, r.Why, r.RunId))];

    private Bilingual Said(ReopenRequest request, string why)
    {
        var pack = organizations.Current.Pack;
        var called = pack.Identity.PersonCalled;
        return request.ByPerson
            ? new($"El {called} pide reabrirlo: {why}", $"The {pack.English.GetValueOrDefault(called, called)} asks to reopen it: {why}")
            : new("Se reabre", "Reopened");
    }

    private ReopenTerm TermOf(DateTimeOffset closed, CaseReopening reopen)
    {
        var until = closed.AddDays(reopen.Days);
        return new(until, clock.GetUtcNow() > until);
    }

    private static bool IsThanks(string why, CaseReopening reopen)
    {
        var said = Bare(why);
        return reopen.Thanks.Any(thanks => Bare(thanks) == said);
    }

    private static string Bare(string text) => string.Join(' ', new string([.. Folding.Fold(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;
}
