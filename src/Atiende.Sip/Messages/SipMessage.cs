namespace Atiende.Sip;

/// <summary>A request or a response (RFC 3261 §7). Its headers are typed when they are asked for.</summary>
public abstract class SipMessage
{
    /// <summary>Its header fields.</summary>
    public SipHeaders Headers { get; }

    /// <summary>Its body; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    private protected SipMessage(SipHeaders headers) => Headers = headers;

    /// <summary>Every hop, the last one first.</summary>
    /// <exception cref="SipFaultException">Malformed; so with every property here, which a check before (<see cref="MessageCheck"/>) rules out.</exception>
    public IReadOnlyList<Via> Vias => Headers.All<Via>(HeaderName.Via);

    /// <summary>The last hop.</summary>
    public Via TopVia => Headers.Get<Via>(HeaderName.Via) ?? throw Missing(HeaderName.Via);

    /// <summary>Who asks.</summary>
    public NameAddress From => Headers.Get<NameAddress>(HeaderName.From) ?? throw Missing(HeaderName.From);

    /// <summary>Who is asked.</summary>
    public NameAddress To => Headers.Get<NameAddress>(HeaderName.To) ?? throw Missing(HeaderName.To);

    /// <summary>The Call-ID.</summary>
    public string CallId => Headers[HeaderName.CallId] is { Length: > 0 } id ? id : throw Missing(HeaderName.CallId);

    /// <summary>The place in the order of requests.</summary>
    public CSeq CSeq => Headers.Get<CSeq>(HeaderName.CSeq) ?? throw Missing(HeaderName.CSeq);

    /// <summary>Where the sender is reached; empty for the star of a REGISTER (<see cref="HasStarContact"/>).</summary>
    public IReadOnlyList<NameAddress> Contacts => HasStarContact ? [] : Headers.All<NameAddress>(HeaderName.Contact);

    /// <summary>Whether the contact is the star that removes all bindings (§10.2.2).</summary>
    public bool HasStarContact => Headers[HeaderName.Contact]?.Trim() == "*";

    /// <summary>What the body is; null where nothing says it.</summary>
    public MediaType? ContentType => Headers.Get<MediaType>(HeaderName.ContentType);

    /// <summary>Whether a word is in Supported or Require.</summary>
    public bool Supports(string extension) => Says(HeaderName.Supported, extension) || Says(HeaderName.Require, extension);

    /// <summary>Whether a word is in a comma-separated header, whatever its case.</summary>
    public bool Says(HeaderName name, string word) => Headers.Has(name) && Headers.Words(name).Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets body and type.</summary>
    public void SetBody(MediaType type, ReadOnlyMemory<byte> body)
    {
        Headers.Set(HeaderName.ContentType, type);
        Body = body;
    }

    /// <summary>Writes it. Content-Length is always that of the body.</summary>
    public void WriteTo(MessageBuffer buffer)
    {
        WriteStart(buffer);
        Headers.WriteTo(buffer);
        buffer.Write("Content-Length: "u8);
        buffer.Write(Body.Length);
        buffer.Write("\r\n\r\n"u8);
        buffer.Write(Body.Span);
    }

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes()
    {
        var buffer = new MessageBuffer();
        WriteTo(buffer);
        return buffer.Written.ToArray();
    }

    /// <summary>As text, for logs and ladders.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(ToBytes());

    private protected abstract void WriteStart(MessageBuffer buffer);

    private static SipFaultException Missing(HeaderName name) => new(new(name.Name, "it is missing"));
}

/// <summary>A request.</summary>
public sealed class SipRequest : SipMessage
{
    private readonly string uriText;
    private AnyUri? uri;

    /// <summary>A new one, without headers.</summary>
    public SipRequest(string method, AnyUri uri) : base(new SipHeaders()) => (Method, this.uri, uriText) = (method, uri, uri.ToString()!);

    internal SipRequest(string method, string uriText, SipHeaders headers) : base(headers) => (Method, this.uriText) = (method, uriText);

    /// <summary>What is asked.</summary>
    public string Method { get; }

    /// <summary>The Request-URI as it was written.</summary>
    public string UriText => uriText;

    /// <summary>Of whom it is asked.</summary>
    public AnyUri Uri => TryUri(out var read, out var fault) ? read : throw new SipFaultException(new("Request-URI", fault!));

    internal bool TryUri([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AnyUri? read, out string? fault)
    {
        fault = null;
        if (uri is null && AnyUri.TryParse(uriText, out var parsed, out fault)) uri = parsed;
        read = uri;
        return read is not null;
    }

    /// <summary>
    /// A response to it: Via, From, To, Call-ID and CSeq are the request's (§8.2.6.2), Record-Route too where a dialog begins (§12.1.1).
    /// </summary>
    /// <param name="status">Its status.</param>
    /// <param name="tag">The tag for To, where it has none and the status is not 100.</param>
    /// <param name="reason">The reason phrase; null for the usual one.</param>
    public SipResponse Respond(int status, string? tag = null, string? reason = null)
    {
        var response = new SipResponse(status, reason ?? SipStatus.Reason(status));
        foreach (var (name, value) in Headers)
        {
            if (ReferenceEquals(name, HeaderName.To) && tag is not null && status > 100 && Headers.TryGet<NameAddress>(HeaderName.To, out var to, out _) && to is { Tag: null }) response.Headers.Set(name, to.WithTag(tag));
            else if (ReferenceEquals(name, HeaderName.Via) || ReferenceEquals(name, HeaderName.From) || ReferenceEquals(name, HeaderName.To)
                || ReferenceEquals(name, HeaderName.CallId) || ReferenceEquals(name, HeaderName.CSeq)
                || (ReferenceEquals(name, HeaderName.RecordRoute) && status is > 100 and < 300)
                || (ReferenceEquals(name, HeaderName.Timestamp) && status == 100)) response.Headers.Add(name, value);
        }

        return response;
    }

    private protected override void WriteStart(MessageBuffer buffer)
    {
        buffer.Write(Method);
        buffer.Write(" "u8);
        buffer.Write(uriText);
        buffer.Write(" SIP/2.0\r\n"u8);
    }
}

/// <summary>A response.</summary>
public sealed class SipResponse : SipMessage
{
    /// <summary>A new one, without headers.</summary>
    public SipResponse(int status, string reason) : base(new SipHeaders()) => (Status, ReasonPhrase) = (status, reason);

    internal SipResponse(int status, string reason, SipHeaders headers) : base(headers) => (Status, ReasonPhrase) = (status, reason);

    /// <summary>100 to 699.</summary>
    public int Status { get; }

    /// <summary>What it says to people.</summary>
    public string ReasonPhrase { get; }

    /// <summary>Whether another one follows it.</summary>
    public bool IsProvisional => Status < 200;

    /// <summary>Whether the request succeeded.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    private protected override void WriteStart(MessageBuffer buffer)
    {
        buffer.Write("SIP/2.0 "u8);
        buffer.Write(Status);
        buffer.Write(" "u8);
        buffer.Write(ReasonPhrase);
        buffer.Write("\r\n"u8);
    }
}
