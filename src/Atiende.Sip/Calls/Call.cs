using Atiende.Sip.Dialogs;
using Atiende.Sip.Transactions;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Calls;

/// <summary>
/// An INVITE dialog with all that belongs to it (RFC 3261 §13–§15). This file holds what both directions share; beside it stand
/// <c>Call.Outgoing</c>, <c>Call.Incoming</c>, <c>Call.Offers</c> (re-INVITE, UPDATE, glare), <c>Call.Requests</c>, <c>Call.SessionTimer</c> and <c>Call.Storage</c>.
/// Every method may be called from any thread and takes effect in its order.
/// </summary>
public sealed partial class Call
{
    private readonly UserAgent agent;
    private readonly TransactionLayer layer;
    private Flow? flow;
    private bool hangingUp;

    internal Call(UserAgent agent, string callId, string localTag, bool isCaller)
    {
        (this.agent, layer, CallId, LocalTag, IsCaller) = (agent, agent.Layer, callId, localTag, isCaller);
    }

    /// <summary>Who is told of it.</summary>
    public ICallHandler Handler { get; set; } = Silent.Instance;

    /// <summary>Something of the user's own that belongs to it.</summary>
    public object? Tag { get; set; }

    /// <summary>Its Call-ID.</summary>
    public string CallId { get; }

    /// <summary>Our tag.</summary>
    public string LocalTag { get; }

    /// <summary>The peer's tag; null before it is known.</summary>
    public string? RemoteTag => Dialog?.State.RemoteTag;

    /// <summary>Whether we asked for it.</summary>
    public bool IsCaller { get; }

    /// <summary>Where it stands.</summary>
    public CallState State { get; private set; }

    /// <summary>The INVITE that began it; null for one that was stored and brought back.</summary>
    public SipRequest? Invite { get; private set; }

    /// <summary>Its dialog; null before the first response that makes one.</summary>
    public Dialog? Dialog { get; private set; }

    /// <summary>What both send and receive by.</summary>
    public Negotiation Media { get; } = new();

    /// <summary>The way that its messages take; null before it is found.</summary>
    public Flow? Flow => flow;

    /// <summary>How it is named by a Replaces header of somebody else (RFC 3891 §3): to- and from-tag as our peer's peer sees them.</summary>
    public Replaces? AsReplaced => Dialog is null ? null : new(CallId, Dialog.State.RemoteTag, LocalTag);

    internal Lock Gate => layer.Gate;

    internal List<(string CallId, string LocalTag, string RemoteTag)> Keys { get; } = [];

    /// <summary>Ends it, wherever it stands: CANCEL, a refusal (603), or BYE.</summary>
    /// <param name="reason">A Reason header (RFC 3326), such as <c>SIP;cause=200;text="Call completed elsewhere"</c>; null for none.</param>
    public void HangUp(string? reason = null)
    {
        lock (Gate)
        {
            if (State == CallState.Ended || hangingUp) return;
            if (State == CallState.Established) Bye(CallEndKind.ByUs, reason);
            else if (IsCaller) GiveUp();
            else Refuse(603);
        }
    }

    /// <summary>Sends a request inside the dialog, such as INFO. Answers to challenges are given by themselves.</summary>
    /// <exception cref="InvalidOperationException">There is no dialog.</exception>
    public void SendRequest(string method, Action<SipRequest>? dress, Action<SipResponse> answered, Action<RequestFailure> failed, uint? number = null)
    {
        lock (Gate)
        {
            if (Dialog is null || flow is null) throw new InvalidOperationException("the call has no dialog yet");

            void Send()
            {
                var request = Dialog.Request(method, number);
                Dress(request);
                dress?.Invoke(request);
                digest?.Sign(request);
                layer.Send(request, HopFlow(), response =>
                {
                    if (response.Status is 401 or 407 && digest?.Take(response) == true) Send();
                    else answered(response);
                }, failed);
            }

            Send();
        }
    }

    internal T Dress<T>(T message) where T : SipMessage
    {
        agent.Dress(message, flow);
        return message;
    }

    // A route set says where to go; without one, back the way by which the peer was last heard, which a NAT keeps open.
    private Flow HopFlow() => Dialog is { State.Routes.IsEmpty: false } ? agent.FlowAtOnce(Dialog.NextHop) ?? flow! : flow!;

    // After 408, 481, or no answer at all inside a dialog, there is no dialog any more (§12.2.1.2).
    private void Vanish(SipMessage? message, int status)
    {
        if (State == CallState.Established && Dialog is not null && status != 481)
        {
            Bye(CallEndKind.Vanished, "SIP;cause=408;text=\"no answer\"");
            return;
        }

        End(new(CallEndKind.Vanished, status, message));
    }

    private void Bye(CallEndKind kind, string? reason)
    {
        hangingUp = true;
        if (delayedAck is { } unacknowledged)
        {
            delayedAck = null;
            Acknowledge(unacknowledged, null); // Who answered wants its ACK before the BYE.
        }

        // §15: a callee does not send BYE before its ACK came or is given up; so that it ends at once all the same, the peer's ACK is not waited for longer.
        SendRequest(SipMethod.Bye, request =>
        {
            if (reason is not null) request.Headers.Add(HeaderName.Reason, reason);
        }, _ => { }, _ => { });
        End(new(kind));
    }

    private void End(CallEnd end)
    {
        if (State == CallState.Ended) return;

        State = CallState.Ended;
        delayedAck = null;
        queued = null;
        inviteClient?.Abandon();
        reinviteClient?.Abandon();
        StopTimers();
        StopRepeating();
        RefusePending();
        agent.Forget(this);
        Handler.Ended(this, end);
    }

    private void BecomeEstablished()
    {
        State = CallState.Established;
        Handler.Established(this);
        RunQueued();
    }

    private sealed class Silent : ICallHandler
    {
        public static readonly Silent Instance = new();
    }
}
