using System.Text;
using Atiende.Sip.Authentication;
using Atiende.Sip.Dialogs;
using Atiende.Sip.Transactions;

namespace Atiende.Sip.Calls;

/// <summary>A call that we ask for.</summary>
public sealed record CallOptions
{
    /// <summary>Whom to call: the Request-URI.</summary>
    public required AnyUri To { get; init; }

    /// <summary>Who calls.</summary>
    public required NameAddress From { get; init; }

    /// <summary>Our offer; null asks the peer for one (RFC 3264 §5, the offerless INVITE).</summary>
    public string? Offer { get; init; }

    /// <summary>What To shows, where it differs from the Request-URI.</summary>
    public NameAddress? ShownTo { get; init; }

    /// <summary>For whoever asks who we are.</summary>
    public SipCredentials? Credentials { get; init; }

    /// <summary>Proxies to go by, the first one first.</summary>
    public IReadOnlyList<NameAddress> Routes { get; init; } = [];

    /// <summary>Which way to send it, such as the connection on which a telephone registered; null finds one.</summary>
    public Transports.Flow? Flow { get; init; }

    /// <summary>P-Asserted-Identity (RFC 3325): who really calls, for a trunk that trusts us.</summary>
    public NameAddress? AssertedIdentity { get; init; }

    /// <summary>The call that this one takes the place of (RFC 3891).</summary>
    public Replaces? Replaces { get; init; }

    /// <summary>Other headers.</summary>
    public IReadOnlyList<(HeaderName Name, string Value)> Headers { get; init; } = [];

    /// <summary>Our tag, where it must be known before; null makes one.</summary>
    public string? Tag { get; init; }
}

/// <content>What who asks does (RFC 3261 §13.2).</content>
public sealed partial class Call
{
    private readonly Dictionary<string, Dialog> early = [];
    private readonly Dictionary<string, uint> lastReliable = [];
    private readonly Dictionary<string, byte[]> otherAcks = [];
    private CallOptions? options;
    private DigestClient? digest;
    private ClientTransaction? inviteClient;
    private uint inviteNumber;
    private readonly Dictionary<uint, byte[]> acks = [];
    private uint? delayedAck;
    private int attempts;

    internal void Begin(CallOptions wanted)
    {
        options = wanted;
        if (wanted.Credentials is { } credentials) digest = new(credentials, () => layer.Chance.Token(16));
        if (wanted.Offer is not null) Media.MakeOffer(wanted.Offer);
        agent.FindFlow(wanted.Flow, wanted.Routes.Count > 0 ? wanted.Routes[0].Uri : wanted.To, found =>
        {
            if (State == CallState.Ended) return;
            if (found is null)
            {
                End(new(CallEndKind.Refused, 503));
                return;
            }

            flow = found;
            SendInvite();
        });
    }

    private void SendInvite()
    {
        var request = new SipRequest(SipMethod.Invite, options!.To);
        request.Headers.Add(HeaderName.MaxForwards, "70");
        request.Headers.Add(HeaderName.From, options.From.WithTag(LocalTag));
        request.Headers.Add(HeaderName.To, options.ShownTo ?? new NameAddress(options.To));
        request.Headers.Add(HeaderName.CallId, CallId);
        request.Headers.Add(HeaderName.CSeq, new CSeq(++inviteNumber, SipMethod.Invite));
        foreach (var route in options.Routes) request.Headers.Add(HeaderName.Route, route);
        if (options.AssertedIdentity is { } identity) request.Headers.Add(HeaderName.PAssertedIdentity, identity);
        if (options.Replaces is { } replaces)
        {
            request.Headers.Add(HeaderName.Require, "replaces");
            request.Headers.Add(HeaderName.Replaces, replaces);
        }

        foreach (var (name, value) in options.Headers) request.Headers.Add(name, value);
        AskForTimer(request);
        Dress(request);
        if (Media.Offer is { } offer) request.SetBody(MediaType.Sdp, Encoding.UTF8.GetBytes(offer));
        digest?.Sign(request);
        Invite = request;
        early.Clear();
        lastReliable.Clear();
        var number = inviteNumber;
        inviteClient = layer.Send(request, flow!, response => Answered(response, number), failure => End(new(hangingUp ? CallEndKind.ByUs : failure == RequestFailure.NotSent ? CallEndKind.Refused : CallEndKind.Vanished, failure == RequestFailure.NotSent ? 503 : 408)));
    }

    // Before the flow is found there is nothing to cancel; after it CANCEL waits for a provisional response.
    private void GiveUp()
    {
        hangingUp = true;
        if (inviteClient is null) End(new(CallEndKind.ByUs));
        else inviteClient.Cancel();
    }

    private void Answered(SipResponse response, uint number)
    {
        if (number != inviteNumber) AcknowledgeAgain(number, response);
        else if (response.IsProvisional) Progress(response);
        else if (response.IsSuccess) Succeed(response);
        else if (State != CallState.Ended) Fail(response);
    }

    private void Progress(SipResponse response)
    {
        if (State is CallState.Established or CallState.Ended || response.Status == 100) return;

        if (response.To.Tag is { } tag)
        {
            if (!early.TryGetValue(tag, out var dialog)) early[tag] = dialog = Dialog.OfClient(Invite!, response);
            else dialog.Refresh(response);
            LearnPeer(response);
            if (!ReferenceEquals(Dialog, dialog))
            {
                Dialog = dialog; // Of a fork the one that spoke last: its media are heard.
                agent.Learn(this);
            }

            State = CallState.Early;
            if (!Confirm(response, tag)) return;
        }

        if (Media.WeOffered && Text(response) is { } heard) Media.Preview(heard);
        Handler.Progressed(this, response);
    }

    private void Succeed(SipResponse response)
    {
        var tag = response.To.Tag ?? "";
        if (State == CallState.Established && tag == RemoteTag)
        {
            AcknowledgeAgain(inviteNumber, response);
            return;
        }

        if (State is CallState.Established or CallState.Ended)
        {
            AcceptAndLeave(response, tag);
            return;
        }

        // Numbers go on where requests of the early dialog, such as PRACK, left them.
        var number = early.TryGetValue(tag, out var known) ? known.State.LocalSequence : inviteNumber;
        Dialog = known is null ? Dialog.OfClient(Invite!, response) : Dialog.Restore(known.State with { LocalSequence = number });
        Dialog.Confirm(response);
        State = CallState.Established;
        agent.Learn(this);
        digest?.Succeeded();
        TakeTimer(response);
        LearnPeer(response);

        Conclude(response, inviteNumber, first: true);
    }

    /// <summary>What a success of an INVITE says of the media: the answer to our offer, or an offer that wants an answer in the ACK.</summary>
    private void Conclude(SipResponse response, uint number, bool first)
    {
        var theirs = Text(response) ?? (Media.WeOffered ? Media.Early : null);
        var agreed = !Media.WeOffered && Media.Remote is not null && first; // The answer came in a reliable 183.
        if (agreed && !hangingUp)
        {
            Acknowledge(number, null);
            StartTimer();
            BecomeEstablished();
        }
        else if (hangingUp || theirs is null)
        {
            Acknowledge(number, null);
            Media.Withdraw();
            Bye(hangingUp ? CallEndKind.ByUs : CallEndKind.Refused, hangingUp ? null : "SIP;cause=488;text=\"no description\"");
        }
        else if (Media.WeOffered)
        {
            Media.TakeAnswer(theirs);
            Acknowledge(number, null);
            StartTimer();
            if (first) BecomeEstablished();
            else Handler.Negotiated(this);
        }
        else
        {
            Media.TakeOffer(theirs);
            delayedAck = number;
            StartTimer();
            Handler.Offered(this, theirs);
        }
    }

    private void Fail(SipResponse response)
    {
        if (hangingUp)
        {
            End(new(CallEndKind.ByUs, response.Status, response));
            return;
        }

        if (response.Status is 401 or 407 && digest?.Take(response) == true && attempts++ < 4)
        {
            SendInvite();
            return;
        }

        if (response.Status == 422 && TakeMinimum(response) && attempts++ < 4) // RFC 4028 §7.4
        {
            SendInvite();
            return;
        }

        End(new(response.Status == 487 ? CallEndKind.ByPeer : CallEndKind.Refused, response.Status, response));
    }

    // Another branch of the fork answered too, or one that came after we had left: it gets its ACK and a BYE (§13.2.2.4).
    private void AcceptAndLeave(SipResponse response, string tag)
    {
        if (otherAcks.TryGetValue(tag, out var sent))
        {
            layer.Transmit(flow!, sent);
            return;
        }

        if (otherAcks.Count >= 16) return;

        var other = Dialog.OfClient(Invite!, response);
        otherAcks[tag] = layer.SendAlone(Dress(other.Request(SipMethod.Ack, inviteNumber)), flow!);
        layer.Send(Dress(other.Request(SipMethod.Bye)), flow!, _ => { }, _ => { });
    }

    private void Acknowledge(uint number, string? description)
    {
        var ack = Dialog!.Request(SipMethod.Ack, number);
        Dress(ack);
        if (description is not null) ack.SetBody(MediaType.Sdp, Encoding.UTF8.GetBytes(description));
        foreach (var old in acks.Keys.Where(key => key + 8 < number).ToList()) acks.Remove(old);
        acks[number] = layer.SendAlone(ack, HopFlow());
    }

    internal void StrayedIn(SipResponse response) => AcknowledgeAgain(response.CSeq.Number, response);

    // The success came again: its ACK was lost, or is on its way.
    private void AcknowledgeAgain(uint number, SipResponse response)
    {
        if (response.IsSuccess && acks.TryGetValue(number, out var bytes)) layer.Transmit(HopFlow(), bytes);
    }

    // RFC 3262 §4: each reliable provisional response in its order, confirmed by PRACK. False where it is to be left out: it came before, or too soon.
    private bool Confirm(SipResponse response, string tag)
    {
        if (!response.Says(HeaderName.Require, "100rel") || response.Headers[HeaderName.Rseq] is not { } text || !uint.TryParse(text, out var number)) return true;
        if (lastReliable.TryGetValue(tag, out var last) && number != last + 1) return false;

        lastReliable[tag] = number;
        if (Text(response) is { } theirs && Media.WeOffered) Media.TakeAnswer(theirs);
        SendRequest(SipMethod.Prack, request => request.Headers.Add(HeaderName.Rack, new RAck(number, inviteNumber, SipMethod.Invite)), _ => { }, _ => { });
        return true;
    }

    private static string? Text(SipMessage message) => Multipart.Find(message, MediaType.Sdp) is { IsEmpty: false } body ? Encoding.UTF8.GetString(body.Span) : null;
}
