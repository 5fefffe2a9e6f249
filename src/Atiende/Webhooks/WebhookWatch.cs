using System.Text.Json;
using Atiende.Cases;
using Atiende.Fabric;
using Atiende.Mail;
using Atiende.Storage;

namespace Atiende.Webhooks;

/// <summary>Stores, with each change of a case, the messages that tell of it.</summary>
internal sealed class WebhookWatch(WebhookInterest interest, ICurrentOrganization organization, PublicAddress address, Bell<WebhookWork> bell, TimeProvider clock) : ICaseWatch
{
    public async Task Changed(Db db, IReadOnlyList<CaseMoved> cases, CancellationToken cancel)
    {
        if (organization.Id is not { } of || await interest.Of(of, db, cancel) is not { Count: > 0 } subscribers) return;

        var now = clock.GetUtcNow();
        var any = false;
        foreach (var one in cases)
        {
            foreach (var what in EventsOf(one))
            {
                foreach (var subscriber in subscribers.Where(s => s.Events.Contains(what)))
                {
                    var id = Guid.CreateVersion7(now);
                    any = true;
                    db.Add(new DeliveryRow
                    {
                        Id = id,
                        WebhookId = subscriber.Id,
                        Event = what,
                        CaseId = one.Id,
                        Folio = one.Folio,
                        At = now,
                        Body = Body(of, what, one, now),
                        State = DeliveryState.Waiting,
                        NextTryAt = now,
                    });
                }
            }
        }

        if (any && db.Database.CurrentTransaction is not null) db.AfterCommit(bell.Ring);
    }

    private static IEnumerable<string> EventsOf(CaseMoved one)
    {
        if (one.IsNew) yield return WebhookEvents.Opened;
        if (one.IsAnswered) yield return WebhookEvents.Answered;
        if (one.IsClosed) yield return WebhookEvents.Closed;
        if (one is { IsNew: false, IsAnswered: false, IsClosed: false }) yield return WebhookEvents.Changed;
    }

    // Folio, state, times and where to read the rest: no personal data leaves this way.
    private string Body(string of, string what, CaseMoved one, DateTimeOffset now)
    {
        return JsonSerializer.Serialize(new
        {
            type = what,
            timestamp = now.UtcDateTime,
            data = new
            {
                organization = of,
                folio = one.Folio,
                caseType = one.Type,
                state = one.State,
                open = one.Open,
                openedAt = one.OpenedAt.UtcDateTime,
                dueAt = one.DueAt?.UtcDateTime,
                closedAt = one.ClosedAt?.UtcDateTime,
                link = address.Of($"/api/v1/{of}/cases/{Uri.EscapeDataString(one.Folio)}"),
            },
        }, JsonSerializerOptions.Web);
    }
}
