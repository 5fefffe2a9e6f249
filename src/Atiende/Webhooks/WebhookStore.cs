using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Webhooks;

/// <summary>Subscriptions and their messages.</summary>
internal sealed class WebhookStore(
    Db db, WebhookTarget target, WebhookSecrets secrets, WebhookInterest interest, ICurrentOrganization organization, IAudit audit, Bell<WebhookWork> bell,
    TimeProvider clock) : IWebhooks
{
    /// <summary>Messages of a page of the log.</summary>
    public const int PageSize = 50;

    private const int NameLength = 100;

    public async Task<NewWebhook> Create(string url, IReadOnlyList<string> events, string? name, string by, CancellationToken cancel)
    {
        var uri = target.Read(url.Trim());
        if (events.Count == 0) throw new WebhookRefusedException($"name at least one event: {string.Join(", ", WebhookEvents.All)}");
        if (events.FirstOrDefault(e => !WebhookEvents.All.Contains(e)) is { } unknown)
            throw new WebhookRefusedException($"there is no event '{unknown}'; there are {string.Join(", ", WebhookEvents.All)}");

        var secret = WebhookSignature.NewSecret();
        var id = await db.Write(async inner =>
        {
            var now = clock.GetUtcNow();
            var row = new WebhookRow
            {
                Id = Guid.CreateVersion7(now),
                Name = string.IsNullOrWhiteSpace(name) ? uri.Host : name.Trim()[..Math.Min(name.Trim().Length, NameLength)],
                Url = uri.AbsoluteUri,
                Events = [.. WebhookEvents.All.Where(events.Contains)],
                Secret = secrets.Protect(secret),
                CreatedAt = now,
                CreatedBy = by,
            };
            db.Add(row);
            await audit.Write(new(by, "webhook.created", $"webhook:{row.Id}", uri.Host), inner);
            return row.Id;
        }, cancel);
        interest.Forget(organization.Id!);
        return new(id, secret);
    }

    public async Task<IReadOnlyList<WebhookView>> List(CancellationToken cancel)
    {
        var counts = await db.Set<DeliveryRow>().Where(d => d.State != DeliveryState.Sent).GroupBy(d => new { d.WebhookId, d.State })
            .Select(g => new { g.Key.WebhookId, g.Key.State, Count = g.Count() }).ToListAsync(cancel);
        int Of(Guid id, DeliveryState state) => counts.FirstOrDefault(c => c.WebhookId == id && c.State == state)?.Count ?? 0;
        return [.. (await db.Set<WebhookRow>().AsNoTracking().OrderByDescending(w => w.CreatedAt).ToListAsync(cancel)).Select(w => new WebhookView(
            w.Id, w.Name, w.Url, w.Events, w.CreatedAt, w.CreatedBy, w.DisabledAt, Of(w.Id, DeliveryState.Waiting), Of(w.Id, DeliveryState.Failed)))];
    }

    public async Task Disable(Guid id, string by, CancellationToken cancel)
    {
        await db.Write(async inner =>
        {
            var row = await db.Set<WebhookRow>().FirstOrDefaultAsync(w => w.Id == id, inner) ?? throw new WebhookRefusedException($"there is no webhook {id}");
            if (row.DisabledAt is not null) return;

            row.DisabledAt = clock.GetUtcNow();
            await db.Set<DeliveryRow>().Where(d => d.WebhookId == id && d.State == DeliveryState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Failed).SetProperty(d => d.Problem, Disabled), inner);
            await audit.Write(new(by, "webhook.disabled", $"webhook:{id}", ""), inner);
        }, cancel);
        interest.Forget(organization.Id!);
    }

    public async Task<IReadOnlyList<DeliveryView>> Log(Guid? webhook, DeliveryState? state, Guid? after, CancellationToken cancel)
    {
        var found = Joined();
        if (webhook is { } of) found = found.Where(d => d.Delivery.WebhookId == of);
        if (state is { } stands) found = found.Where(d => d.Delivery.State == stands);
        if (after is { } place) found = found.Where(d => d.Delivery.Id < place);
        return [.. (await found.OrderByDescending(d => d.Delivery.Id).Take(PageSize).ToListAsync(cancel)).Select(View)];
    }

    public async Task<DeliveryView?> Find(Guid id, CancellationToken cancel) =>
        await Joined().FirstOrDefaultAsync(d => d.Delivery.Id == id, cancel) is { } found ? View(found) : null;

    public Task<bool> Replay(Guid id, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        var again = await db.Set<DeliveryRow>()
            .Where(d => d.Id == id && d.State != DeliveryState.Waiting && db.Set<WebhookRow>().Any(w => w.Id == d.WebhookId && w.DisabledAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Waiting).SetProperty(d => d.Tries, 0).SetProperty(d => d.NextTryAt, now), inner);
        if (again == 0) return false;

        await audit.Write(new(by, "webhook.replayed", $"delivery:{id}", ""), inner);
        db.AfterCommit(bell.Ring);
        return true;
    }, cancel);

    private const string Disabled = "disabled";

    private IQueryable<Found> Joined() => db.Set<DeliveryRow>().AsNoTracking()
        .Join(db.Set<WebhookRow>(), d => d.WebhookId, w => w.Id, (d, w) => new Found { Delivery = d, Url = w.Url });

    private static DeliveryView View(Found found) => new(
        found.Delivery.Id, found.Delivery.WebhookId, found.Url, found.Delivery.Event, found.Delivery.Folio, found.Delivery.At, found.Delivery.State,
        found.Delivery.Tries, found.Delivery.NextTryAt, found.Delivery.Problem, found.Delivery.Body);

    private sealed class Found
    {
        public required DeliveryRow Delivery { get; init; }
        public required string Url { get; init; }
    }
}

/// <summary>Keeps subscriptions' secrets: with the keys of the data folder, so that the database alone gives none away.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("webhooks");

    public string Protect(string secret) => protector.Protect(secret);

    public string Read(string kept) => protector.Unprotect(kept);
}
