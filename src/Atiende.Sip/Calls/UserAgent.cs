using Atiende.Sip.Transactions;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Calls;

/// <summary>How a user agent presents itself.</summary>
public sealed record UserAgentOptions
{
    /// <summary>User-Agent and Server.</summary>
    public string Name { get; init; } = "Atiende";

    /// <summary>The user of our contact.</summary>
    public string ContactUser { get; init; } = "atiende";

    /// <summary>Session-Expires that we ask for, in seconds; 0 without a timer (RFC 4028 §4 recommends 1800).</summary>
    public uint SessionInterval { get; init; } = 1800;

    /// <summary>The shortest session that we accept, in seconds; 90 at least (RFC 4028 §5).</summary>
    public uint ShortestSession { get; init; } = 90;

    /// <summary>Whether requests inside a dialog without a route set go back the way by which its messages come, whatever the contact says: what telephones behind a NAT need.</summary>
    public bool Symmetric { get; init; } = true;

    /// <summary>The body types of an INVITE that are read.</summary>
    public static IReadOnlyList<string> Accept { get; } = ["application/sdp", "multipart/mixed", "message/sipfrag"];
}

/// <summary>Who uses a user agent. All is told under the stack's lock.</summary>
public interface IUserAgentHandler
{
    /// <summary>Somebody calls. To be given a handler, and rung, answered or refused, now or later.</summary>
    void Incoming(Call call);

    /// <summary>A request outside of dialogs that the agent does not answer itself: REGISTER, MESSAGE… True where it was taken.</summary>
    bool Requested(ServerTransaction transaction) => false;

    /// <summary>A connection is gone.</summary>
    void Lost(Flow flow, string why)
    {
    }
}

/// <summary>A user agent (RFC 3261 §8): it knows the calls, and gives each message to the one that it belongs to.</summary>
public sealed class UserAgent : ITransactionUser
{
    /// <summary>The methods that are known.</summary>
    public const string Allowed = "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, REFER, NOTIFY, INFO";

    /// <summary>The extensions that are known.</summary>
    public static IReadOnlyList<string> Extensions { get; } = ["100rel", "timer", "replaces", "norefersub", "path", "outbound"];

    private readonly Dictionary<(string CallId, string LocalTag, string RemoteTag), Call> dialogs = [];
    private readonly Dictionary<(string CallId, string FromTag), Call> asked = [];
    private readonly IUserAgentHandler handler;
    private readonly ISipHosts hosts;

    /// <summary>One that attends what a layer brings.</summary>
    public UserAgent(TransactionLayer layer, IUserAgentHandler handler, ISipHosts hosts, UserAgentOptions? options = null)
    {
        (Layer, this.handler, this.hosts, Options) = (layer, handler, hosts, options ?? new());
        layer.User = this;
    }

    /// <summary>How it presents itself.</summary>
    public UserAgentOptions Options { get; }

    /// <summary>What it stands on.</summary>
    public TransactionLayer Layer { get; }

    /// <summary>How many dialogs there are.</summary>
    public int Dialogs => dialogs.Count;

    /// <summary>Calls somebody.</summary>
    public Call Call(CallOptions options, ICallHandler handler)
    {
        lock (Layer.Gate)
        {
            var call = new Call(this, Layer.Chance.Token(24), options.Tag ?? Layer.Chance.Token(12), isCaller: true) { Handler = handler };
            call.Begin(options);
            return call;
        }
    }

    /// <summary>Goes on with a call that was stored.</summary>
    public Call Restore(CallSnapshot stored, ICallHandler handler)
    {
        lock (Layer.Gate)
        {
            var call = new Call(this, stored.Dialog.CallId, stored.Dialog.LocalTag, stored.IsCaller) { Handler = handler };
            call.Restore(stored);
            Learn(call);
            return call;
        }
    }

    /// <summary>The call that a Replaces header names (RFC 3891 §3); null where there is none.</summary>
    public Call? Find(Replaces replaces)
    {
        lock (Layer.Gate) return dialogs.GetValueOrDefault((replaces.CallId, replaces.ToTag, replaces.FromTag));
    }

    /// <inheritdoc/>
    public void Requested(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (Refusal(request) is { } refusal)
        {
            transaction.Respond(refusal);
        }
        else if (request.To.Tag is { } tag)
        {
            if (dialogs.TryGetValue((request.CallId, tag, request.From.Tag ?? ""), out var call)) call.Receive(transaction);
            else transaction.Respond(Simple(request, 481));
        }
        else if (request.Method == SipMethod.Invite)
        {
            OnInvite(transaction);
        }
        else if (request.Method == SipMethod.Options)
        {
            transaction.Respond(DescribeUs(request, Layer.Chance.Token(12)));
        }
        else if (!handler.Requested(transaction))
        {
            transaction.Respond(Simple(request, Allowed.Contains(request.Method, StringComparison.Ordinal) ? 481 : 501, response => response.Headers.Add(HeaderName.Allow, Allowed)));
        }
    }

    /// <inheritdoc/>
    public void Acknowledged(SipRequest ack, Flow from) => dialogs.GetValueOrDefault((ack.CallId, ack.To.Tag ?? "", ack.From.Tag ?? ""))?.Acknowledged(ack);

    /// <inheritdoc/>
    public void Strayed(SipResponse response, Flow from) => dialogs.GetValueOrDefault((response.CallId, response.From.Tag ?? "", response.To.Tag ?? ""))?.StrayedIn(response);

    /// <inheritdoc/>
    public void Lost(Flow flow, string why) => handler.Lost(flow, why);

    /// <summary>What we can (§11.2).</summary>
    internal SipResponse DescribeUs(SipRequest request, string tag)
    {
        // Who takes no description that we could give cannot be told by one (RFC 4475 §3.3.15).
        var response = Simple(request, 200, tag: tag);
        response.Headers.Set(HeaderName.Accept, HeaderValue.Parse<Worded>("application/sdp"));
        Dress(response, null);
        return response;
    }

    // An early call of ours may have several dialogs, one a branch of its fork; the one that was answered remains.
    internal void Learn(Call call)
    {
        if (call.State == CallState.Established) ForgetDialogs(call);
        if (!call.Keys.Contains(call.Dialog!.Key)) call.Keys.Add(call.Dialog.Key);
        dialogs[call.Dialog.Key] = call;
    }

    internal void Forget(Call call)
    {
        ForgetDialogs(call);
        if (!call.IsCaller && call.RemoteTag is { } tag) asked.Remove((call.CallId, tag));
    }

    private void ForgetDialogs(Call call)
    {
        foreach (var key in call.Keys) dialogs.Remove(key);
        call.Keys.Clear();
    }

    internal bool IsTooShort(SipRequest request) =>
        request.Headers.Get<Seconds>(HeaderName.SessionExpires) is { } asked && asked.Value < Options.ShortestSession && request.Supports("timer");

    internal void Dress(SipMessage message, Flow? flow)
    {
        var method = (message as SipRequest)?.Method ?? message.CSeq.Method;
        var status = (message as SipResponse)?.Status ?? 0;
        if (method is SipMethod.Invite or SipMethod.Update or SipMethod.Refer or SipMethod.Notify or SipMethod.Subscribe or SipMethod.Options && status is 0 or (> 100 and < 300) && flow is not null)
        {
            message.Headers.Set(HeaderName.Contact, new NameAddress(Contact(flow)));
        }

        if (method is SipMethod.Invite or SipMethod.Update or SipMethod.Options && (status is 0 or (> 100 and < 300)))
        {
            message.Headers[HeaderName.Allow] = Allowed;
            message.Headers[HeaderName.Supported] = string.Join(", ", Extensions);
        }

        message.Headers[status == 0 ? HeaderName.UserAgent : HeaderName.Server] = Options.Name;
    }

    internal SipUri Contact(Flow flow) => SipUri.At(Options.ContactUser, flow.Local, flow.Kind == TransportKind.Udp ? null : flow.ViaName.ToLowerInvariant());

    internal Flow? FlowAtOnce(AnyUri hop) => hop is SipUri { Address: { } address } uri ? Layer.FlowTo(KindOf(uri), new(address, PortOf(uri))) : null;

    internal void FindFlow(Flow? known, AnyUri hop, Action<Flow?> found)
    {
        if (known is not null || hop is not SipUri uri)
        {
            found(known);
            return;
        }

        if (uri.Address is not null)
        {
            found(FlowAtOnce(uri));
            return;
        }

        hosts.Find(uri.Parameters["maddr"] ?? uri.Host, addresses =>
        {
            lock (Layer.Gate) found(addresses.Select(address => Layer.FlowTo(KindOf(uri), new(address, PortOf(uri)))).FirstOrDefault(flow => flow is not null));
        });
    }

    private static TransportKind KindOf(SipUri uri) => uri.Secure ? TransportKind.Tls : uri.Transport switch { "tcp" => TransportKind.Tcp, "tls" => TransportKind.Tls, _ => TransportKind.Udp };

    private static int PortOf(SipUri uri) => uri.Port ?? (KindOf(uri) == TransportKind.Tls ? 5061 : 5060);

    // What is looked at before anything else (§8.2.1 to §8.2.3); null where it can be attended.
    private SipResponse? Refusal(SipRequest request)
    {
        if (request.Uri is OtherUri) return Simple(request, 416);
        if (request.Method is SipMethod.Ack or SipMethod.Cancel) return null;

        var unknown = request.Headers.Words(HeaderName.Require).Except(Extensions, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0) return Simple(request, 420, response => response.Headers.Add(HeaderName.Unsupported, string.Join(", ", unknown)));
        if (request.Method != SipMethod.Invite) return null;

        if (request.Headers[HeaderName.ContentEncoding] is { } encoding && encoding != "identity") return Simple(request, 415, response => response.Headers.Add(HeaderName.Of("Accept-Encoding"), "identity"));
        if (!request.Body.IsEmpty && request.ContentType is { } type && !UserAgentOptions.Accept.Contains($"{type.Type}/{type.Subtype}", StringComparer.OrdinalIgnoreCase))
            return Simple(request, 415, response => response.Headers.Add(HeaderName.Accept, string.Join(", ", UserAgentOptions.Accept)));
        if (request.Headers.Has(HeaderName.Accept) && !request.Headers.Words(HeaderName.Accept).Any(TakesDescriptions)) return Simple(request, 406);
        return Multipart.Find(request, MediaType.Sdp) is { IsEmpty: false } body && !Sdp.SessionDescription.TryParse(body.Span, out _, out var fault)
            ? Simple(request, 488, response => response.Headers.Add(HeaderName.Warning, $"399 {Options.Name} {Text.Quoting.Quote(fault!.ToString())}"))
            : null;
    }

    private static bool TakesDescriptions(string accept) => accept.Split(';')[0].Trim() is "application/sdp" or "application/*" or "*/*";

    private void OnInvite(ServerTransaction transaction)
    {
        var request = transaction.Request;
        var source = (request.CallId, request.From.Tag ?? "");
        if (asked.ContainsKey(source))
        {
            transaction.Respond(Simple(request, 482)); // It came by two ways (§8.2.2.2).
            return;
        }

        if (IsTooShort(request))
        {
            transaction.Respond(Simple(request, 422, response => response.Headers.Set(HeaderName.MinSe, new Seconds(Options.ShortestSession))));
            return;
        }

        Call? replaced = null;
        if (request.Headers.All<Replaces>(HeaderName.Replaces) is { Length: > 0 } replaces)
        {
            // RFC 3891 §3: none, 481; an early one that they did not begin, 481; a confirmed one that had to be early, 486.
            replaced = replaces.Length == 1 ? Find(replaces[0]) : null;
            var refusal = replaces.Length > 1 ? 400 : replaced is null ? 481 : replaces[0].EarlyOnly && replaced.State == CallState.Established ? 486 : replaced is { State: CallState.Early, IsCaller: false } ? 481 : 0;
            if (refusal != 0)
            {
                transaction.Respond(Simple(request, refusal));
                return;
            }
        }

        var call = new Call(this, request.CallId, Layer.Chance.Token(12), isCaller: false);
        call.Begin(transaction, replaced);
        asked[source] = call;
        Learn(call);
        handler.Incoming(call);
    }

    private SipResponse Simple(SipRequest request, int status, Action<SipResponse>? dress = null, string? tag = null)
    {
        var response = request.Respond(status, tag ?? Layer.Chance.Token(12));
        response.Headers[HeaderName.Server] = Options.Name;
        dress?.Invoke(response);
        return response;
    }
}
