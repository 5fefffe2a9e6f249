namespace Atiende.Webhooks;

/// <summary>
/// Programs of others that are told when a case is opened, changes, is answered or is closed: each message is stored with the change, signed, and sent
/// at least once.
/// </summary>
public interface IWebhooks
{
    /// <summary>Subscribes an address; the secret is told this once.</summary>
    /// <exception cref="WebhookRefusedException">The address is none to send to, or an event is unknown; says which and why.</exception>
    Task<NewWebhook> Create(string url, IReadOnlyList<string> events, string? name, string by, CancellationToken cancel);

    /// <summary>All, newest first.</summary>
    Task<IReadOnlyList<WebhookView>> List(CancellationToken cancel);

    /// <summary>Ends one: what waits for it is not sent any more.</summary>
    /// <exception cref="WebhookRefusedException">There is none.</exception>
    Task Disable(Guid id, string by, CancellationToken cancel);

    /// <summary>What was sent or is to be, newest first; only a state's, where one is given.</summary>
    Task<IReadOnlyList<DeliveryView>> Log(Guid? webhook, DeliveryState? state, Guid? after, CancellationToken cancel);

    /// <summary>One message with its body.</summary>
    Task<DeliveryView?> Find(Guid id, CancellationToken cancel);

    /// <summary>Sends one again, under its own id: who takes it knows that it is the same.</summary>
    /// <returns>Whether it was there, and its subscription valid.</returns>
    Task<bool> Replay(Guid id, string by, CancellationToken cancel);
}

/// <summary>What may be subscribed to.</summary>
public static class WebhookEvents
{
    /// <summary>A case was opened.</summary>
    public const string Opened = "case.opened";

    /// <summary>A case changed otherwise.</summary>
    public const string Changed = "case.changed";

    /// <summary>An answer was given.</summary>
    public const string Answered = "case.answered";

    /// <summary>A case was closed.</summary>
    public const string Closed = "case.closed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Opened, Changed, Answered, Closed];
}

/// <summary>A subscription just made.</summary>
public sealed record NewWebhook(Guid Id, string Secret);

/// <summary>A subscription.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Url">Where messages go.</param>
/// <param name="Events">What it is told.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="DisabledAt">When it was ended.</param>
/// <param name="Waiting">Messages that wait.</param>
/// <param name="Failed">Messages that were given up.</param>
public sealed record WebhookView(
    Guid Id, string Name, string Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? DisabledAt, int Waiting, int Failed);

/// <summary>How a message stands.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent, or sent again.</summary>
    Waiting,

    /// <summary>It was taken.</summary>
    Sent,

    /// <summary>It was given up.</summary>
    Failed,
}

/// <summary>A message.</summary>
/// <param name="Id">Its id, the same however often it is sent.</param>
/// <param name="Webhook">The subscription.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Event">What happened.</param>
/// <param name="Folio">The case's number.</param>
/// <param name="At">When it happened.</param>
/// <param name="State">How it stands.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="NextTryAt">When it is tried next.</param>
/// <param name="Problem">What the last try came to, where it failed.</param>
/// <param name="Body">What is sent.</param>
public sealed record DeliveryView(
    Guid Id, Guid Webhook, string Url, string Event, string Folio, DateTimeOffset At, DeliveryState State, int Tries, DateTimeOffset NextTryAt, string? Problem, string Body);

/// <summary>A subscription that cannot be made or found.</summary>
public sealed class WebhookRefusedException(string message) : Exception(message);
