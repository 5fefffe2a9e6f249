using Atiende.Sip.Text;
using Atiende.Sip.Transactions;

namespace Atiende.Sip.Calls;

/// <content>What comes inside the dialog, and REFER (RFC 3515, RFC 3891).</content>
public sealed partial class Call
{
    private bool refers;

    /// <summary>Asks the peer to call somebody: a blind transfer, or an attended one in place of a call that we have with them.</summary>
    /// <param name="target">Whom to call.</param>
    /// <param name="inPlaceOf">Our call with the target, which the new one replaces.</param>
    /// <param name="by">Referred-By (RFC 3892); null for none.</param>
    public void Refer(NameAddress target, Call? inPlaceOf = null, NameAddress? by = null)
    {
        var to = target;
        if (inPlaceOf?.AsReplaced is { } replaces && target.Uri is SipUri uri)
        {
            to = new(AnyUri.Parse($"{uri.ForRequest()}?Replaces={Quoting.Escape(replaces.ToString())}")) { DisplayName = target.DisplayName };
        }

        lock (Gate)
        {
            refers = true;
            SendRequest(SipMethod.Refer, request =>
            {
                request.Headers.Add(HeaderName.ReferTo, to);
                if (by is not null) request.Headers.Add(HeaderName.ReferredBy, by);
            }, response =>
            {
                if (!response.IsProvisional && !response.IsSuccess && State != CallState.Ended) Handler.ReferProgressed(this, response.Status);
            }, _ =>
            {
                if (State != CallState.Ended) Handler.ReferProgressed(this, 408);
            });
        }
    }

    internal void Receive(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (!Dialog!.Accept(request))
        {
            Respond(transaction, 500); // Out of its order (§12.2.2).
            return;
        }

        if (agent.Options.Symmetric) flow = transaction.From;
        switch (request.Method)
        {
            case SipMethod.Bye:
                Respond(transaction, 200);
                hangingUp = true;
                End(new(CallEndKind.ByPeer, 0, request));
                break;
            case SipMethod.Invite:
                OnReinvite(transaction);
                break;
            case SipMethod.Update:
                OnUpdate(transaction);
                break;
            case SipMethod.Prack:
                OnPrack(transaction);
                break;
            case SipMethod.Refer:
                OnRefer(transaction);
                break;
            case SipMethod.Notify when refers && request.Headers.Get<Worded>(HeaderName.Event)?.Value == "refer":
                OnNotify(transaction);
                break;
            case SipMethod.Options:
                transaction.Respond(agent.DescribeUs(request, LocalTag));
                break;
            default:
                if (!Handler.Requested(this, transaction)) Respond(transaction, request.Method == SipMethod.Notify ? 489 : 501);
                break;
        }
    }

    private void OnRefer(ServerTransaction transaction)
    {
        if (transaction.Request.Headers.All<NameAddress>(HeaderName.ReferTo) is not [var target]) Respond(transaction, 400);
        else Handler.Referred(this, new(this, transaction, target));
    }

    private void OnNotify(ServerTransaction transaction)
    {
        var status = Multipart.Find(transaction.Request, MediaType.SipFragment) is { } body ? SipFragment.Status(body.Span) : null;
        Respond(transaction, status is null ? 400 : 200);
        if (status is { } said) Handler.ReferProgressed(this, said);
    }
}
