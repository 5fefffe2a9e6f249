using Atiende.Sip.Transactions;

namespace Atiende.Sip.Calls;

/// <summary>A REFER that came (RFC 3515): somebody asks us to call somebody else, perhaps in place of a call of theirs (RFC 3891).</summary>
public sealed class Referral
{
    private readonly Call call;
    private readonly ServerTransaction transaction;
    private readonly string eventId;
    private bool answered;
    private bool over;

    internal Referral(Call call, ServerTransaction transaction, NameAddress target)
    {
        (this.call, this.transaction, Target) = (call, transaction, target);
        // Of several REFERs in a dialog each has its own NOTIFYs (§2.4.6).
        eventId = $"refer;id={transaction.Request.CSeq.Number}";
        if (target.Uri is SipUri uri && uri.HeaderValues("Replaces").FirstOrDefault() is { } replaces && HeaderValue.TryParse<Replaces>(replaces, out var read, out _)) Replaces = read;
    }

    /// <summary>Whom to call.</summary>
    public NameAddress Target { get; }

    /// <summary>Where to call: the target without the headers that it carries.</summary>
    public AnyUri Uri => Target.Uri is SipUri uri ? uri.ForRequest() : Target.Uri;

    /// <summary>The dialog that the new call takes the place of; null where it is a blind transfer.</summary>
    public Replaces? Replaces { get; }

    /// <summary>Who asks (RFC 3892); null where it does not say.</summary>
    public NameAddress? By => transaction.Request.Headers.TryGet<NameAddress>(HeaderName.ReferredBy, out var by, out _) ? by : null;

    /// <summary>Says that we try: 202, and the first NOTIFY.</summary>
    public void Accept()
    {
        lock (call.Gate)
        {
            if (answered) return;

            answered = true;
            transaction.Respond(call.Dress(transaction.Request.Respond(202)));
            Notify(100);
        }
    }

    /// <summary>Says that we do not.</summary>
    public void Refuse(int status)
    {
        lock (call.Gate)
        {
            if (answered) return;

            (answered, over) = (true, true);
            transaction.Respond(call.Dress(transaction.Request.Respond(status)));
        }
    }

    /// <summary>Says how the call goes on: the status of its INVITE; a final one is the last that is said.</summary>
    public void Report(int status)
    {
        lock (call.Gate)
        {
            if (answered && !over) Notify(status);
        }
    }

    private void Notify(int status)
    {
        over = status >= 200;
        call.SendRequest(SipMethod.Notify, request =>
        {
            request.Headers.Add(HeaderName.Event, eventId);
            request.Headers.Add(HeaderName.SubscriptionState, over ? "terminated;reason=noresource" : "active;expires=60");
            request.SetBody(MediaType.SipFragment, SipFragment.Of(status));
        }, _ => { }, _ => { });
    }
}
