using Atiende.Sip.Transports;

namespace Atiende.Sip.Transactions;

/// <summary>Why a request got no answer.</summary>
public enum RequestFailure
{
    /// <summary>Nobody answered in time; §8.1.3.1 reads it as 408.</summary>
    TimedOut,

    /// <summary>It could not be sent; §8.1.3.1 reads it as 503.</summary>
    NotSent,
}

/// <summary>A request on its way: <see cref="InviteClient"/> or <see cref="NonInviteClient"/> with its bytes and timers.</summary>
public sealed class ClientTransaction
{
    private readonly TransactionLayer layer;
    private readonly byte[] bytes;
    private readonly Action<SipResponse> answered;
    private readonly Action<RequestFailure> failed;
    private readonly RunningTimers timers;
    private byte[]? ack;
    private bool cancelled;
    private Alarms.Alarm? patience;

    internal ClientTransaction(TransactionLayer layer, SipRequest request, Flow flow, Action<SipResponse> answered, Action<RequestFailure> failed)
    {
        (this.layer, Request, Flow, this.answered, this.failed) = (layer, request, flow, answered, failed);
        IsInvite = request.Method == SipMethod.Invite;
        State = IsInvite ? TransactionState.Calling : TransactionState.Trying;
        bytes = request.ToBytes();
        timers = new(layer, flow.IsReliable, On);
    }

    /// <summary>What was asked.</summary>
    public SipRequest Request { get; }

    /// <summary>Which way it went.</summary>
    public Flow Flow { get; }

    /// <summary>Where it stands.</summary>
    public TransactionState State { get; private set; }

    internal string Key => TransactionKey.OfClient(Request.TopVia.Branch!, Request.Method);

    private bool IsInvite { get; }

    /// <summary>Gives up an INVITE (§9.1): CANCEL goes out once a provisional response came, since before that there is nothing to cancel.</summary>
    public void Cancel()
    {
        lock (layer.Gate)
        {
            if (!IsInvite || cancelled || State is not (TransactionState.Calling or TransactionState.Proceeding)) return;

            cancelled = true;
            if (State == TransactionState.Proceeding) SendCancel();
        }
    }

    /// <summary>Nobody waits for the answer any more, and the peer may have ceased to give one: what is still proceeding ends after 64·T1.</summary>
    public void Abandon()
    {
        lock (layer.Gate)
        {
            if (State is TransactionState.Calling or TransactionState.Proceeding) Limit();
        }
    }

    internal void Start() => On(TransactionEvent.Started, null);

    internal void Receive(SipResponse response) => On(
        response.IsProvisional ? TransactionEvent.Provisional : response.IsSuccess ? TransactionEvent.Success : TransactionEvent.Failure, response);

    internal void TransportFailed() => On(TransactionEvent.TransportFailed, null);

    private void On(TransactionEvent what) => On(what, null);

    private void On(TransactionEvent what, SipResponse? response)
    {
        var next = IsInvite ? InviteClient.On(State, what, Flow.IsReliable) : NonInviteClient.On(State, what, Flow.IsReliable);
        var before = State;
        State = next.State;
        timers.Moved(before, next, proceeding: State == TransactionState.Proceeding);
        if (next.State == TransactionState.Terminated) layer.Forget(this);
        if (next.State is not (TransactionState.Calling or TransactionState.Proceeding)) patience?.Stop();
        if (next.Do.HasFlag(TransactionDo.Send)) layer.Transmit(Flow, bytes);
        if (next.Do.HasFlag(TransactionDo.Ack)) layer.Transmit(Flow, ack ??= AckOf(response!));
        if (cancelled && before == TransactionState.Calling && State == TransactionState.Proceeding) SendCancel();
        if (next.Do.HasFlag(TransactionDo.PassUp)) answered(response!);
        if (next.Do.HasFlag(TransactionDo.TellTimeout)) failed(RequestFailure.TimedOut);
        if (next.Do.HasFlag(TransactionDo.TellFailure)) failed(RequestFailure.NotSent);
    }

    // The same Via, so that every hop knows whose ACK it is (§17.1.1.3).
    private byte[] AckOf(SipResponse response)
    {
        var request = Like(SipMethod.Ack);
        request.Headers.Set(HeaderName.To, response.To);
        return request.ToBytes();
    }

    private void SendCancel()
    {
        layer.Start(Like(SipMethod.Cancel), Flow, _ => { }, _ => { });
        Limit(); // An old server may answer the CANCEL and never the INVITE: 64·T1 later it is over (§9.1).
    }

    private void Limit() => patience ??= layer.Alarms.Set(layer.Timers.GiveUp, () =>
    {
        if (State != TransactionState.Proceeding) return;

        timers.StopAll();
        State = TransactionState.Terminated;
        layer.Forget(this);
        failed(RequestFailure.TimedOut);
    });

    private SipRequest Like(string method)
    {
        var request = new SipRequest(method, Request.Uri);
        request.Headers.Add(HeaderName.Via, Request.TopVia);
        foreach (var name in new[] { HeaderName.MaxForwards, HeaderName.From, HeaderName.To, HeaderName.CallId })
        {
            if (Request.Headers[name] is { } value) request.Headers.Add(name, value);
        }

        foreach (var route in Request.Headers.All<NameAddress>(HeaderName.Route)) request.Headers.Add(HeaderName.Route, route);
        request.Headers.Add(HeaderName.CSeq, new CSeq(Request.CSeq.Number, method));
        return request;
    }
}
