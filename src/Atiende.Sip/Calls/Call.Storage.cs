using System.Net;
using Atiende.Sip.Dialogs;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Calls;

/// <summary>A call that is established, as plain data: enough to go on with it in another process after a kill.</summary>
public sealed record CallSnapshot
{
    public required DialogState Dialog { get; init; }
    public required bool IsCaller { get; init; }
    public required TransportKind Kind { get; init; }

    /// <summary>Our end of its way, address and port.</summary>
    public required string LocalEnd { get; init; }

    /// <summary>The peer's end of its way.</summary>
    public required string RemoteEnd { get; init; }

    /// <summary>The description that we receive by.</summary>
    public string? Local { get; init; }

    /// <summary>The description that the peer receives by.</summary>
    public string? Remote { get; init; }

    /// <summary>The session's interval in seconds; 0 without a timer.</summary>
    public uint Interval { get; init; }

    /// <summary>Whether we refresh the session.</summary>
    public bool WeRefresh { get; init; }

    /// <summary>Whether the peer knows UPDATE.</summary>
    public bool PeerUpdates { get; init; }
}

/// <content>Stored and brought back.</content>
public sealed partial class Call
{
    // What went out after the last snapshot was stored is not known; numbers may have gaps (§12.2.1.1), and must never be used twice.
    private const uint Gap = 100;

    /// <summary>What has to be stored; null before it is established and after its end. To be taken anew when the call tells of a change.</summary>
    public CallSnapshot? Snapshot()
    {
        lock (Gate)
        {
            if (State != CallState.Established || Dialog is null || flow is null) return null;

            return new()
            {
                Dialog = Dialog.State,
                IsCaller = IsCaller,
                Kind = flow.Kind,
                LocalEnd = flow.Local.ToString(),
                RemoteEnd = flow.Remote.ToString(),
                Local = Media.Local,
                Remote = Media.Remote,
                Interval = interval,
                WeRefresh = weRefresh,
                PeerUpdates = peerUpdates,
            };
        }
    }

    internal void Restore(CallSnapshot stored)
    {
        var remote = IPEndPoint.Parse(stored.RemoteEnd);
        flow = layer.FlowTo(stored.Kind, remote) ?? new(stored.Kind, IPEndPoint.Parse(stored.LocalEnd), remote);
        Dialog = Dialog.Restore(stored.Dialog with { LocalSequence = stored.Dialog.LocalSequence + Gap });
        Media.Restore(stored.Local, stored.Remote);
        (interval, weRefresh, peerUpdates) = (stored.Interval, stored.WeRefresh, stored.PeerUpdates);
        State = CallState.Established;
        StartTimer();
    }
}
