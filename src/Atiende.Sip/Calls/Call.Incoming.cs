using System.Text;
using Atiende.Sip.Dialogs;
using Atiende.Sip.Transactions;

namespace Atiende.Sip.Calls;

/// <content>What who is asked does (RFC 3261 §13.3, RFC 3262 §3).</content>
public sealed partial class Call
{
    private ServerTransaction? inviteServer;
    private Alarms.Alarm? repeating;
    private Alarms.Alarm? patience;
    private SipResponse? unconfirmed;
    private Alarms.Alarm? repeatingReliable;
    private uint reliableNumber;
    private Action? afterPrack;
    private bool offeredInAnswer;
    private uint awaitedAck;

    /// <summary>The call that this one is to take the place of (RFC 3891); null for an ordinary one.</summary>
    public Call? Replacing { get; private set; }

    /// <summary>Who really calls, by what a trunk says (RFC 3325); to be believed of a trusted one only.</summary>
    public NameAddress? AssertedIdentity => Invite is not null && Invite.Headers.TryGet<NameAddress>(HeaderName.PAssertedIdentity, out var identity, out _) ? identity : null;

    internal void Begin(ServerTransaction transaction, Call? replacing)
    {
        inviteServer = transaction;
        Invite = transaction.Request;
        Replacing = replacing;
        flow = transaction.From;
        Dialog = Dialog.OfServer(transaction.Request, LocalTag);
        LearnPeer(transaction.Request);
        if (Text(transaction.Request) is { } offer) Media.TakeOffer(offer);
        transaction.Cancelled = () =>
        {
            Respond(transaction, 487);
            End(new(CallEndKind.ByPeer, 487));
        };
        transaction.Failed = failure =>
        {
            if (State is CallState.Calling or CallState.Early) End(new(CallEndKind.Vanished));
        };
        transaction.Acknowledged = Acknowledged;
    }

    /// <summary>Says how it goes on: 180, 182, 183…</summary>
    /// <param name="status">101 to 199.</param>
    /// <param name="description">A description for early media: the answer to the INVITE's offer, or an offer of ours.</param>
    /// <param name="reliable">Repeat it until the peer has confirmed it, where the peer knows how (RFC 3262); else it is sent once.</param>
    public void Ring(int status = 180, string? description = null, bool reliable = false)
    {
        lock (Gate)
        {
            if (inviteServer is null || IsCaller || State is not (CallState.Calling or CallState.Early)) return;

            State = CallState.Early;
            var response = inviteServer.Request.Respond(status, LocalTag);
            Dress(response);
            reliable = (reliable && inviteServer.Request.Supports("100rel") && unconfirmed is null) || inviteServer.Request.Says(HeaderName.Require, "100rel");
            if (description is not null) response.SetBody(MediaType.Sdp, Encoding.UTF8.GetBytes(description));
            if (reliable && unconfirmed is null) SendReliably(response, description);
            else inviteServer.Respond(response);
        }
    }

    /// <summary>Answers it. The description is the answer to the INVITE's offer, or our offer where it had none; null where the early one holds.</summary>
    public void Answer(string? description = null)
    {
        lock (Gate)
        {
            if (inviteServer is null || IsCaller || State is not (CallState.Calling or CallState.Early)) return;
            if (unconfirmed is not null)
            {
                afterPrack = () => Answer(description); // RFC 3262 §3: not before what was promised is confirmed.
                return;
            }

            var response = inviteServer.Request.Respond(200, LocalTag);
            Dress(response);
            AnswerTimer(inviteServer.Request, response);
            // Where the first offer was answered reliably, the success carries no description (RFC 6337 §2.2); an UPDATE may be under way.
            if (Media.Local is null)
            {
                if (description is null) throw new InvalidOperationException(Media.TheyOffered ? "the peer's offer has no answer yet" : "neither side has made an offer");
                if (Media.TheyOffered)
                {
                    Media.MakeAnswer(description);
                }
                else
                {
                    Media.MakeOffer(description);
                    offeredInAnswer = true;
                }

                response.SetBody(MediaType.Sdp, Encoding.UTF8.GetBytes(description));
            }

            Dialog!.Confirm(null);
            State = CallState.Established;
            SendUntilAcknowledged(inviteServer, response);
            StartTimer();
            if (Replacing is { State: not CallState.Ended } replaced) replaced.GiveWay();
            if (!offeredInAnswer) BecomeEstablished();
        }
    }

    /// <summary>Refuses it.</summary>
    /// <param name="status">300 to 699.</param>
    /// <param name="reason">The reason phrase; null for the usual one.</param>
    /// <param name="dress">Adds headers, such as Contact for a redirection or Retry-After.</param>
    public void Refuse(int status, string? reason = null, Action<SipResponse>? dress = null)
    {
        lock (Gate)
        {
            if (inviteServer is null || IsCaller || State is not (CallState.Calling or CallState.Early)) return;

            var response = Dress(inviteServer.Request.Respond(status, LocalTag, reason));
            if (status < 400) response.Headers.Remove(HeaderName.Contact); // A redirection's contacts are others' (§21.3).
            dress?.Invoke(response);
            inviteServer.Respond(response);
            End(new(CallEndKind.ByUs, status));
        }
    }

    internal void Acknowledged(SipRequest ack)
    {
        if (State == CallState.Ended || ack.CSeq.Number != awaitedAck || repeating is null) return;

        StopRepeating();
        if (!offeredInAnswer)
        {
            RunQueued();
            return;
        }

        offeredInAnswer = false;
        var first = Media.Local is null;
        if (Text(ack) is { } answer && Media.WeOffered)
        {
            Media.TakeAnswer(answer);
            if (first) BecomeEstablished();
            else Handler.Negotiated(this);
            RunQueued();
        }
        else if (Media.WeOffered)
        {
            Media.Withdraw();
            Bye(CallEndKind.Refused, "SIP;cause=488;text=\"the ACK has no answer\"");
        }
    }

    // §13.3.1.4: a success is repeated, whatever the transport, until its ACK comes or 64·T1 are over.
    private void SendUntilAcknowledged(ServerTransaction transaction, SipResponse response)
    {
        StopRepeating();
        awaitedAck = transaction.Request.CSeq.Number;
        transaction.Respond(response);
        var pause = layer.Timers.T1;
        void Again()
        {
            transaction.Respond(response);
            pause = pause * 2 < layer.Timers.T2 ? pause * 2 : layer.Timers.T2;
            repeating = layer.Alarms.Set(pause, Again);
        }

        repeating = layer.Alarms.Set(pause, Again);
        patience = layer.Alarms.Set(layer.Timers.GiveUp, () =>
        {
            StopRepeating();
            if (State == CallState.Established) Bye(CallEndKind.Vanished, "SIP;cause=408;text=\"no ACK\"");
        });
    }

    private void StopRepeating()
    {
        repeating?.Stop();
        patience?.Stop();
        (repeating, patience) = (null, null);
        repeatingReliable?.Stop();
        repeatingReliable = null;
    }

    // RFC 3262 §3: repeated with growing pauses until PRACK; 64·T1 without one refuse the INVITE.
    private void SendReliably(SipResponse response, string? description)
    {
        if (reliableNumber == 0) reliableNumber = (uint)layer.Chance.Below(1 << 20);
        response.Headers.Add(HeaderName.Require, "100rel");
        response.Headers.Add(HeaderName.Rseq, (++reliableNumber).ToString(System.Globalization.CultureInfo.InvariantCulture));
        unconfirmed = response;
        if (description is not null)
        {
            if (Media.TheyOffered) Media.MakeAnswer(description);
            else if (Media.Local is null) Media.MakeOffer(description);
        }

        inviteServer!.Respond(response);
        var pause = layer.Timers.T1;
        var waited = TimeSpan.Zero;
        void Again()
        {
            waited += pause;
            if (waited >= layer.Timers.GiveUp)
            {
                unconfirmed = null;
                afterPrack = null;
                Respond(inviteServer!, 504);
                End(new(CallEndKind.Vanished, 504));
                return;
            }

            inviteServer!.Respond(response);
            pause *= 2;
            repeatingReliable = layer.Alarms.Set(pause, Again);
        }

        repeatingReliable = layer.Alarms.Set(pause, Again);
    }

    private void OnPrack(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (unconfirmed is null || request.Headers.Get<RAck>(HeaderName.Rack) is not { } confirms
            || confirms.ResponseNumber != reliableNumber || confirms.Number != inviteServer!.Request.CSeq.Number || confirms.Method != SipMethod.Invite)
        {
            Respond(transaction, 481);
            return;
        }

        repeatingReliable?.Stop();
        unconfirmed = null;
        if (Text(request) is { } answer && Media.WeOffered) Media.TakeAnswer(answer);
        Respond(transaction, 200);
        var next = afterPrack;
        afterPrack = null;
        next?.Invoke();
    }

    // RFC 3891 §3: who is replaced hangs up on its peer, and its handler knows for whom.
    private void GiveWay()
    {
        if (State == CallState.Established) Bye(CallEndKind.Replaced, null);
        else if (IsCaller)
        {
            inviteClient?.Cancel();
            End(new(CallEndKind.Replaced));
        }
    }

    private void Respond(ServerTransaction transaction, int status, Action<SipResponse>? dress = null)
    {
        var response = Dress(transaction.Request.Respond(status, LocalTag));
        dress?.Invoke(response);
        transaction.Respond(response);
    }
}
