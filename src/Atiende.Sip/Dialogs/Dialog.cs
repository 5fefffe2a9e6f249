namespace Atiende.Sip.Dialogs;

/// <summary>A dialog: how both sides number, address and route their requests (RFC 3261 §12).</summary>
public sealed class Dialog
{
    private Dialog(DialogState state) => State = state;

    /// <summary>All of it.</summary>
    public DialogState State { get; private set; }

    /// <summary>By what requests find it: Call-ID, our tag and theirs.</summary>
    public (string CallId, string LocalTag, string RemoteTag) Key => (State.CallId, State.LocalTag, State.RemoteTag);

    /// <summary>The dialog that a response begins for who asked (§12.1.2): the Record-Route backwards is the route.</summary>
    public static Dialog OfClient(SipRequest request, SipResponse response) => new(new()
    {
        CallId = request.CallId,
        LocalTag = request.From.Tag ?? "",
        RemoteTag = response.To.Tag ?? "",
        Local = Untagged(request.From),
        Remote = Untagged(request.To),
        RemoteTarget = Target(response) ?? request.UriText,
        LocalSequence = request.CSeq.Number,
        Routes = [.. response.Headers.All<NameAddress>(HeaderName.RecordRoute).Reverse().Select(route => route.ToString())],
        Confirmed = !response.IsProvisional,
    });

    /// <summary>The dialog that a request begins for who is asked (§12.1.1): the Record-Route as it came is the route.</summary>
    public static Dialog OfServer(SipRequest request, string localTag) => new(new()
    {
        CallId = request.CallId,
        LocalTag = localTag,
        RemoteTag = request.From.Tag ?? "",
        Local = Untagged(request.To),
        Remote = Untagged(request.From),
        RemoteTarget = Target(request) ?? request.From.Uri.ToString()!, // RFC 2543 knows no contact (RFC 4475 §3.4.1).
        RemoteSequence = request.CSeq.Number,
        Routes = [.. request.Headers.All<NameAddress>(HeaderName.RecordRoute).Select(route => route.ToString())],
    });

    /// <summary>One that was stored.</summary>
    public static Dialog Restore(DialogState state) => new(state);

    /// <summary>
    /// A request inside it (§12.2.1.1), numbered one more than the last; ACK and CANCEL have the number of their INVITE.
    /// Where the first proxy is a strict router, it is the Request-URI and the target goes last.
    /// </summary>
    public SipRequest Request(string method, uint? number = null)
    {
        if (number is null) State = State with { LocalSequence = State.LocalSequence + 1 };
        var routes = State.Routes.Select(HeaderValue.Parse<NameAddress>).ToList();
        var target = AnyUri.Parse(State.RemoteTarget);
        var uri = target is SipUri sip ? sip.ForRequest() : target;
        if (routes.Count > 0 && routes[0].Uri is SipUri { IsLooseRouter: false } strict)
        {
            uri = strict.ForRequest();
            routes = [.. routes.Skip(1), new NameAddress(target)];
        }

        var request = new SipRequest(method, uri);
        foreach (var route in routes) request.Headers.Add(HeaderName.Route, route);
        request.Headers.Add(HeaderName.MaxForwards, "70");
        request.Headers.Add(HeaderName.From, Tagged(State.Local, State.LocalTag));
        request.Headers.Add(HeaderName.To, Tagged(State.Remote, State.RemoteTag));
        request.Headers.Add(HeaderName.CallId, State.CallId);
        request.Headers.Add(HeaderName.CSeq, new CSeq(number ?? State.LocalSequence, method));
        return request;
    }

    /// <summary>Takes a request's number (§12.2.2); false where it is lower than the last: it came out of order, and 500 is its answer.</summary>
    public bool Accept(SipRequest request)
    {
        if (State.RemoteSequence is { } last && request.CSeq.Number < last) return false;

        State = State with { RemoteSequence = request.CSeq.Number };
        return true;
    }

    /// <summary>Takes the peer's new contact, where a message brings one (§12.2: a target refresh).</summary>
    public void Refresh(SipMessage message)
    {
        if (Target(message) is { } target) State = State with { RemoteTarget = target };
    }

    /// <summary>It is no longer early; the success's Record-Route is the one that holds (§13.2.2.4).</summary>
    public void Confirm(SipResponse? success)
    {
        State = State with { Confirmed = true };
        if (success is null) return;

        Refresh(success);
        State = State with { Routes = [.. success.Headers.All<NameAddress>(HeaderName.RecordRoute).Reverse().Select(route => route.ToString())] };
    }

    /// <summary>Where the next request goes: the first route, or the target (§8.1.2).</summary>
    public AnyUri NextHop => State.Routes.IsEmpty ? AnyUri.Parse(State.RemoteTarget) : HeaderValue.Parse<NameAddress>(State.Routes[0]).Uri;

    private static string? Target(SipMessage message) => message.Contacts is [var first, ..] ? first.Uri.ToString() : null;

    private static string Untagged(NameAddress who) => new NameAddress(who.Uri) { DisplayName = who.DisplayName, Parameters = who.Parameters.Without("tag") }.ToString();

    private static NameAddress Tagged(string who, string tag) => HeaderValue.Parse<NameAddress>(who) is var address && tag.Length > 0 ? address.WithTag(tag) : address;
}
