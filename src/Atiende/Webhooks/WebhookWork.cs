using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Atiende.Fabric;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Webhooks;

/// <summary>Sends what waits, each subscription by itself, so that one that does not answer keeps no other waiting.</summary>
internal sealed class WebhookWork(IServiceProvider services, Bell<WebhookWork> bell, ILogger<WebhookWork> log) : Rounds(bell, Look, log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var sent = await Task.WhenAll(services.Organizations().Select(organization => OfOne(organization.Id, cancel)));
        return Array.Exists(sent, any => any);
    }

    private async Task<bool> OfOne(string organization, CancellationToken cancel)
    {
        List<Guid> due;
        await using (var scope = services.CreateScopeOf(organization)) due = await scope.ServiceProvider.GetRequiredService<WebhookTurn>().Due(cancel);
        var took = await Task.WhenAll(due.Select(async webhook =>
        {
            await using var scope = services.CreateScopeOf(organization);
            return await scope.ServiceProvider.GetRequiredService<WebhookTurn>().Send(webhook, cancel);
        }));
        return Array.Exists(took, any => any);
    }
}

/// <summary>Sends a subscription's messages in order, until one fails.</summary>
internal sealed class WebhookTurn(Db db, WebhookSender sender, WebhookSecrets secrets, TimeProvider clock)
{
    /// <summary>Tries before a message is given up: half a minute between the first two, doubled up to an hour; some six hours in all.</summary>
    public const int Tries = 12;

    /// <summary>How long a try may take before it counts as lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // Messages of one turn, and subscriptions sent to at once.
    private const int Most = 20;
    private const int AtOnce = 8;

    /// <summary>Subscriptions for which something is due.</summary>
    public async Task<List<Guid>> Due(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await db.Set<DeliveryRow>().Where(d => d.State == DeliveryState.Waiting && d.NextTryAt <= now).Select(d => d.WebhookId).Distinct().OrderBy(id => id).Take(AtOnce).ToListAsync(cancel);
    }

    /// <summary>Sends; whether there may be more at once.</summary>
    public async Task<bool> Send(Guid webhook, CancellationToken cancel)
    {
        var subscription = await db.Set<WebhookRow>().AsNoTracking().FirstOrDefaultAsync(w => w.Id == webhook, cancel);
        for (var taken = 0; taken < Most; taken++)
        {
            if (subscription is null || await Claim(webhook, cancel) is not { } message) return false;

            var problem = await Try(subscription, message, cancel);
            await Mark(message, problem, cancel);
            if (problem is not null) return false;
        }

        return true;
    }

    // A claim is a try counted and the next try set to when this one counts as lost: two nodes cannot claim the same try.
    private async Task<DeliveryRow?> Claim(Guid webhook, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<DeliveryRow>().AsNoTracking().Where(d => d.WebhookId == webhook && d.State == DeliveryState.Waiting && d.NextTryAt <= now)
            .OrderBy(d => d.NextTryAt).ThenBy(d => d.Id).FirstOrDefaultAsync(cancel);
        if (due is null) return null;

        var claimed = await db.Write(inner => db.Set<DeliveryRow>().Where(d => d.Id == due.Id && d.State == DeliveryState.Waiting && d.NextTryAt == due.NextTryAt)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextTryAt, now + Lease).SetProperty(d => d.Tries, d => d.Tries + 1), inner), cancel);
        due.Tries++;
        return claimed == 1 ? due : null;
    }

    private async Task<string?> Try(WebhookRow subscription, DeliveryRow message, CancellationToken cancel)
    {
        try
        {
            return await sender.Send(new(subscription.Url), secrets.Read(subscription.Secret), message.Id, message.Body, cancel);
        }
        catch (CryptographicException)
        {
            return "its secret was made with other keys (keys/ of the data folder): disable it and subscribe again";
        }
    }

    private Task Mark(DeliveryRow message, string? problem, CancellationToken cancel) => db.Write(inner =>
    {
        var now = clock.GetUtcNow();
        var (state, next) = problem is null ? (DeliveryState.Sent, now) : message.Tries >= Tries ? (DeliveryState.Failed, now) : (DeliveryState.Waiting, now + BackOff.After(message.Tries));
        var said = problem is { Length: > WebhookTables.ProblemLength } ? problem[..WebhookTables.ProblemLength] : problem;
        return db.Set<DeliveryRow>().Where(d => d.Id == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, state).SetProperty(d => d.NextTryAt, next).SetProperty(d => d.Problem, said), inner);
    }, cancel);
}

/// <summary>Sends one message.</summary>
internal sealed class WebhookSender(WebhookTarget target, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // A redirection could lead anywhere.
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = target.Connect,
        ConnectTimeout = Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    { Timeout = Patience };

    /// <summary>What went wrong; null where it was taken.</summary>
    public async Task<string?> Send(Uri to, string secret, Guid id, string body, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.UserAgent.ParseAdd("Atiende-Webhooks/1");
        request.Headers.Add(WebhookSignature.IdHeader, id.ToString());
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, id, now, body));
        try
        {
            // What it answers besides the status nobody reads.
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode ? null : $"answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException wrong)
        {
            return wrong.GetBaseException().Message;
        }
        catch (WebhookRefusedException refused)
        {
            return refused.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    public void Dispose() => http.Dispose();
}
