using System.Collections.Immutable;

namespace Atiende.Sip.Dialogs;

/// <summary>
/// What a dialog is (RFC 3261 §12): plain data, to be stored and brought back in another process.
/// </summary>
public sealed record DialogState
{
    public required string CallId { get; init; }
    public required string LocalTag { get; init; }

    /// <summary>Empty where an old peer gave none.</summary>
    public required string RemoteTag { get; init; }

    /// <summary>From of our requests, without the tag, as a name-addr.</summary>
    public required string Local { get; init; }

    /// <summary>To of our requests, without the tag.</summary>
    public required string Remote { get; init; }

    /// <summary>Where requests are sent: the peer's contact.</summary>
    public required string RemoteTarget { get; init; }

    /// <summary>The number of our last request.</summary>
    public uint LocalSequence { get; init; }

    /// <summary>The number of the peer's last request; null before the first.</summary>
    public uint? RemoteSequence { get; init; }

    /// <summary>The proxies that want to be passed, the first one first.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>Whether a final response was there (§12.1): else it is early.</summary>
    public bool Confirmed { get; init; }
}
