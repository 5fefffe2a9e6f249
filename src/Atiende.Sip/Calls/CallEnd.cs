namespace Atiende.Sip.Calls;

/// <summary>Where a call stands.</summary>
public enum CallState
{
    /// <summary>Asked for, and not answered.</summary>
    Calling,

    /// <summary>It rings: an early dialog is there.</summary>
    Early,

    /// <summary>Both talk.</summary>
    Established,

    /// <summary>It is over.</summary>
    Ended,
}

/// <summary>How a call came to its end.</summary>
public enum CallEndKind
{
    /// <summary>We hung up, or gave it up before it was answered.</summary>
    ByUs,

    /// <summary>The peer hung up, or gave it up.</summary>
    ByPeer,

    /// <summary>It was refused; the status says how.</summary>
    Refused,

    /// <summary>The peer is not there any more: no answer, no ACK, no refresh, or its connection broke.</summary>
    Vanished,

    /// <summary>Another call took its place (RFC 3891).</summary>
    Replaced,
}

/// <summary>The end of a call.</summary>
/// <param name="Kind">How.</param>
/// <param name="Status">The status, where a response ended it; else 0.</param>
/// <param name="Message">The message that ended it; null where silence did.</param>
public sealed record CallEnd(CallEndKind Kind, int Status = 0, SipMessage? Message = null);

/// <summary>Who attends a call. Everything is told under the stack's lock, in the order in which it happens; nothing here may wait.</summary>
public interface ICallHandler
{
    /// <summary>A provisional response came (180, 183…); early media are in <see cref="Negotiation.Early"/>.</summary>
    void Progressed(Call call, SipResponse response)
    {
    }

    /// <summary>It was answered, and both descriptions are known.</summary>
    void Established(Call call)
    {
    }

    /// <summary>
    /// The peer offers another description (re-INVITE, UPDATE, or the answer to an INVITE of ours without an offer), or wants an offer of ours (null).
    /// To be answered with <see cref="Call.AcceptOffer"/> or <see cref="Call.RefuseOffer"/>, now or later.
    /// </summary>
    void Offered(Call call, string? offer) => call.RefuseOffer(488);

    /// <summary>Both agreed on other descriptions.</summary>
    void Negotiated(Call call)
    {
    }

    /// <summary>Our offer was refused; all stays as it was.</summary>
    void OfferRefused(Call call, int status)
    {
    }

    /// <summary>The peer asks us to call somebody (RFC 3515).</summary>
    void Referred(Call call, Referral referral) => referral.Refuse(603);

    /// <summary>How our REFER goes on: a status of its INVITE, or the refusal of the REFER itself.</summary>
    void ReferProgressed(Call call, int status)
    {
    }

    /// <summary>A request came that the stack does not know: INFO, MESSAGE… True where it was answered.</summary>
    bool Requested(Call call, Transactions.ServerTransaction transaction) => false;

    /// <summary>It is over; told once.</summary>
    void Ended(Call call, CallEnd end)
    {
    }
}
