using System.Text;
using Atiende.Sip.Transactions;

namespace Atiende.Sip.Calls;

/// <content>Other descriptions while the call goes on: re-INVITE (RFC 3261 §14), UPDATE (RFC 3311), and what happens when both want it at once.</content>
public sealed partial class Call
{
    private ServerTransaction? pendingOffer;
    private bool negotiating;
    private bool standingBack;
    private ClientTransaction? reinviteClient;
    private (string? Offer, bool ByUpdate)? queued;

    /// <summary>
    /// Offers another description by re-INVITE; null asks the peer for an offer. While another offer is under way it waits, and of several that wait the last one holds.
    /// </summary>
    public void Offer(string? offer) => Offer(offer, byUpdate: false);

    /// <summary>Offers another description by UPDATE, which needs no ACK and works before the answer too; by re-INVITE where the peer does not know it.</summary>
    public void Update(string offer) => Offer(offer, byUpdate: true);

    /// <summary>Accepts what the peer offers: our answer, or our offer where it asked for one.</summary>
    public void AcceptOffer(string description)
    {
        lock (Gate)
        {
            if (State == CallState.Ended) return; // It ended while the answer was thought over.
            if (delayedAck is { } number)
            {
                delayedAck = null;
                var first = Media.Local is null;
                Media.MakeAnswer(description);
                negotiating = false;
                Acknowledge(number, description);
                if (first) BecomeEstablished();
                else Handler.Negotiated(this);
                RunQueued();
                return;
            }

            if (pendingOffer is not { } transaction) return;

            pendingOffer = null;
            var response = Dress(transaction.Request.Respond(200, LocalTag));
            AnswerTimer(transaction.Request, response);
            response.SetBody(MediaType.Sdp, Encoding.UTF8.GetBytes(description));
            Dialog!.Refresh(transaction.Request);
            var answers = Media.TheyOffered;
            if (answers) Media.MakeAnswer(description);
            else Media.MakeOffer(description);
            if (transaction.Request.Method == SipMethod.Invite)
            {
                offeredInAnswer = !answers;
                transaction.Acknowledged = Acknowledged;
                SendUntilAcknowledged(transaction, response);
            }
            else
            {
                transaction.Respond(response);
            }

            if (State == CallState.Established) StartTimer();
            if (answers) Handler.Negotiated(this);
            RunQueued();
        }
    }

    /// <summary>Refuses what the peer offers; all stays as it was.</summary>
    public void RefuseOffer(int status)
    {
        lock (Gate)
        {
            if (State == CallState.Ended) return;
            if (delayedAck is { } number)
            {
                delayedAck = null;
                Media.Withdraw();
                Acknowledge(number, null);
                Bye(CallEndKind.Refused, $"SIP;cause={status}");
                return;
            }

            if (pendingOffer is not { } transaction) return;

            pendingOffer = null;
            Media.Withdraw();
            Respond(transaction, status);
            RunQueued();
        }
    }

    private void Offer(string? offer, bool byUpdate)
    {
        lock (Gate)
        {
            if (State == CallState.Ended || Dialog is null) return;

            queued = (offer, byUpdate);
            RunQueued();
        }
    }

    private bool IsBusy => negotiating || standingBack || pendingOffer is not null || repeating is not null || delayedAck is not null || Media.WeOffered || Media.TheyOffered;

    private void RunQueued()
    {
        if (queued is not { } next || IsBusy || State == CallState.Ended) return;
        // Before the answer only UPDATE may offer, and only once a first offer was answered reliably (RFC 3311 §5.1).
        if (State != CallState.Established && !(next is { ByUpdate: true, Offer: not null } && peerUpdates && Media.Local is not null)) return;

        queued = null;
        negotiating = true;
        if (next.Offer is not null) Media.MakeOffer(next.Offer);
        if (next is { ByUpdate: true, Offer: not null } && peerUpdates) SendUpdate(next.Offer);
        else SendReinvite(next.Offer);
    }

    private void SendUpdate(string offer) => SendRequest(SipMethod.Update, request =>
    {
        AskForTimer(request);
        request.SetBody(MediaType.Sdp, Encoding.UTF8.GetBytes(offer));
    }, response =>
    {
        if (State == CallState.Ended || response.IsProvisional) return;
        if (response.IsSuccess && Text(response) is { } answer)
        {
            Dialog!.Refresh(response);
            TakeTimer(response);
            negotiating = false;
            Media.TakeAnswer(answer);
            if (State == CallState.Established) StartTimer();
            Handler.Negotiated(this);
            RunQueued();
        }
        else
        {
            OfferFailed(response, offer, byUpdate: true);
        }
    }, _ => Vanish(null, 408));

    private void SendReinvite(string? offer)
    {
        var request = Dialog!.Request(SipMethod.Invite);
        Dress(request);
        AskForTimer(request);
        if (offer is not null) request.SetBody(MediaType.Sdp, Encoding.UTF8.GetBytes(offer));
        digest?.Sign(request);
        var number = inviteNumber = request.CSeq.Number;
        var concluded = false;
        reinviteClient = layer.Send(request, HopFlow(), response =>
        {
            if (concluded || number != inviteNumber)
            {
                AcknowledgeAgain(number, response);
            }
            else if (response.IsSuccess)
            {
                concluded = true;
                if (State == CallState.Ended) Acknowledge(number, null); // It crossed a BYE; whoever answered wants its ACK.
                else Reinvited(response, number);
            }
            else if (!response.IsProvisional && State != CallState.Ended)
            {
                concluded = true;
                if (response.Status is 401 or 407 && digest?.Take(response) == true) SendReinvite(offer);
                else OfferFailed(response, offer, byUpdate: false);
            }
        }, _ => Vanish(null, 408));
    }

    private void Reinvited(SipResponse response, uint number)
    {
        Dialog!.Refresh(response);
        TakeTimer(response);
        LearnPeer(response);
        digest?.Succeeded();
        var theirs = Text(response);
        if (theirs is null && Media.WeOffered)
        {
            // A success without an answer: nothing changes.
            Acknowledge(number, null);
            Media.Withdraw();
            negotiating = false;
            Handler.OfferRefused(this, 488);
        }
        else
        {
            negotiating = !Media.WeOffered;
            Conclude(response, number, first: false);
        }

        RunQueued();
    }

    private void OfferFailed(SipResponse response, string? offer, bool byUpdate)
    {
        Media.Withdraw();
        if (response.Status is 408 or 481)
        {
            negotiating = false;
            Vanish(response, response.Status);
        }
        else if (response.Status == 491 || (response.Status == 500 && response.Headers.Has(HeaderName.RetryAfter)))
        {
            // §14.1: who began the dialog waits 2.1 to 4 s, the other 0 to 2 s, so that they do not meet again.
            negotiating = false;
            standingBack = true;
            var pause = IsCaller ? 2100 + (10 * layer.Chance.Below(191)) : 10 * layer.Chance.Below(201);
            layer.Alarms.Set(TimeSpan.FromMilliseconds(pause), () =>
            {
                standingBack = false;
                queued ??= (offer, byUpdate);
                RunQueued();
            });
        }
        else if (response.Status == 422 && TakeMinimum(response))
        {
            negotiating = false;
            queued ??= (offer, byUpdate);
            RunQueued();
        }
        else
        {
            negotiating = false;
            Handler.OfferRefused(this, response.Status);
            RunQueued();
        }
    }

    private void OnReinvite(ServerTransaction transaction)
    {
        if (State != CallState.Established && IsCaller) Respond(transaction, 491);
        else if (State != CallState.Established || pendingOffer is not null) Later(transaction);
        else if (negotiating || offeredInAnswer || delayedAck is not null) Respond(transaction, 491); // Glare (§14.2).
        else if (TooShort(transaction)) return;
        else
        {
            StopRepeating(); // A new INVITE says that the peer has our success.
            pendingOffer = transaction;
            transaction.Cancelled = () =>
            {
                if (!ReferenceEquals(pendingOffer, transaction)) return;

                RefuseOffer(487);
            };
            if (Text(transaction.Request) is { } offer) Media.TakeOffer(offer);
            Handler.Offered(this, Media.TheyOffered ? Media.Offer : null);
        }
    }

    private void OnUpdate(ServerTransaction transaction)
    {
        if (TooShort(transaction)) return;
        if (Text(transaction.Request) is not { } offer)
        {
            var response = Dress(transaction.Request.Respond(200, LocalTag));
            AnswerTimer(transaction.Request, response);
            Dialog!.Refresh(transaction.Request);
            transaction.Respond(response);
            if (State == CallState.Established) StartTimer();
        }
        else if (pendingOffer is not null || Media.TheyOffered)
        {
            Later(transaction); // RFC 3311 §5.2
        }
        else if (negotiating || Media.WeOffered || delayedAck is not null)
        {
            Respond(transaction, 491);
        }
        else
        {
            pendingOffer = transaction;
            Media.TakeOffer(offer);
            Handler.Offered(this, offer);
        }
    }

    // Our answer to the first is not out yet: try again in up to ten seconds.
    private void Later(ServerTransaction transaction) =>
        Respond(transaction, 500, response => response.Headers.Set(HeaderName.RetryAfter, new Seconds((uint)layer.Chance.Below(10))));

    private void RefusePending()
    {
        if (pendingOffer is { } transaction)
        {
            pendingOffer = null;
            Respond(transaction, 487);
        }

        if (inviteServer is { IsAnswered: false } unanswered) Respond(unanswered, 487);
    }
}
