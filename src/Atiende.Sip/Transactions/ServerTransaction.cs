using Atiende.Sip.Transports;

namespace Atiende.Sip.Transactions;

/// <summary>A request that came: <see cref="InviteServer"/> or <see cref="NonInviteServer"/> with the last response's bytes and its timers.</summary>
public sealed class ServerTransaction
{
    private readonly TransactionLayer layer;
    private readonly RunningTimers timers;
    private byte[]? last;

    internal ServerTransaction(TransactionLayer layer, SipRequest request, Flow from, string key)
    {
        (this.layer, Request, From, Key) = (layer, request, from, key);
        IsInvite = request.Method == SipMethod.Invite;
        State = IsInvite ? TransactionState.Proceeding : TransactionState.Trying;
        Back = TransactionLayer.ReplyFlow(request, from);
        timers = new(layer, from.IsReliable, On);
    }

    /// <summary>What is asked.</summary>
    public SipRequest Request { get; }

    /// <summary>Where it came from.</summary>
    public Flow From { get; }

    /// <summary>Where it stands.</summary>
    public TransactionState State { get; private set; }

    /// <summary>Whether a final response was sent.</summary>
    public bool IsAnswered => State is not (TransactionState.Trying or TransactionState.Proceeding);

    /// <summary>Told when the requester gave it up with a CANCEL; the answer 487 is the user's to give.</summary>
    public Action? Cancelled { get; set; }

    /// <summary>Told of the ACK of a success.</summary>
    public Action<SipRequest>? Acknowledged { get; set; }

    /// <summary>Told when a failure's ACK did not come in time, or the answer could not be sent.</summary>
    public Action<RequestFailure>? Failed { get; set; }

    internal string Key { get; }

    internal bool IsInvite { get; }

    private Flow Back { get; }

    /// <summary>Sends a response; one after the final one is not sent, but for a repeated success.</summary>
    public void Respond(SipResponse response)
    {
        lock (layer.Gate)
        {
            if (State == TransactionState.Terminated || (IsAnswered && !(State == TransactionState.Accepted && response.IsSuccess))) return;

            last = response.ToBytes();
            On(response.IsProvisional ? TransactionEvent.AnswerProvisional : response.IsSuccess ? TransactionEvent.AnswerSuccess : TransactionEvent.AnswerFailure);
        }
    }

    /// <summary>Sends a response without a body or headers of its own.</summary>
    public void Respond(int status, string? tag = null) => Respond(Request.Respond(status, tag ?? (status > 100 ? layer.Chance.Token(10) : null)));

    internal void Start() => On(TransactionEvent.Started);

    internal void Repeat() => On(TransactionEvent.Repeated);

    internal void Ack(SipRequest ack)
    {
        if (State == TransactionState.Accepted) Acknowledged?.Invoke(ack);
        else On(TransactionEvent.Ack);
    }

    internal void TransportFailed() => On(TransactionEvent.TransportFailed);

    private void On(TransactionEvent what)
    {
        var next = IsInvite ? InviteServer.On(State, what, From.IsReliable) : NonInviteServer.On(State, what, From.IsReliable);
        var before = State;
        State = next.State;
        timers.Moved(before, next, proceeding: false);
        if (next.State == TransactionState.Terminated) layer.Forget(this);
        if (next.Do.HasFlag(TransactionDo.Send) && last is not null) layer.Transmit(Back, last);
        if (next.Do.HasFlag(TransactionDo.PassUp)) layer.User.Requested(this);
        if (next.Do.HasFlag(TransactionDo.TellTimeout)) Failed?.Invoke(RequestFailure.TimedOut);
        if (next.Do.HasFlag(TransactionDo.TellFailure)) Failed?.Invoke(RequestFailure.NotSent);
    }
}
