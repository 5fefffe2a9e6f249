namespace Atiende.Sip;

/// <summary>
/// Whether a message has what every message must have, well formed (RFC 3261 §8.1.1, §8.2): what is looked at before anything is made of it.
/// After it, the typed properties that it covers do not throw.
/// </summary>
public static class MessageCheck
{
    private static readonly HeaderName[] Once = [HeaderName.From, HeaderName.To, HeaderName.CallId, HeaderName.CSeq, HeaderName.MaxForwards];

    /// <summary>What is wrong with a message; null where nothing is.</summary>
    public static SipFault? Of(SipMessage message)
    {
        foreach (var name in Once)
        {
            if (message.Headers.CountOf(name) > 1) return new(name.Name, "it is there more than once"); // RFC 4475 §3.3.8
        }

        return Via(message) ?? Address(message, HeaderName.From) ?? Address(message, HeaderName.To) ?? CallId(message) ?? Sequence(message)
            ?? (message is SipRequest request ? Request(request) : null)
            ?? (message.HasStarContact ? null : Addresses(message, HeaderName.Contact)) ?? Addresses(message, HeaderName.RecordRoute);
    }

    private static SipFault? Request(SipRequest request)
    {
        if (!request.TryUri(out var uri, out var fault)) return new("Request-URI", fault!);
        if (uri is SipUri { Headers: not null }) return new("Request-URI", "it has headers"); // §19.1.1, RFC 4475 §3.1.2.11
        if (request.CSeq.Method != request.Method) return new("CSeq", "its method is not the request's");
        return Hops(request) ?? Addresses(request, HeaderName.Route);
    }

    private static SipFault? Hops(SipRequest request)
    {
        if (request.Headers[HeaderName.MaxForwards] is not { } text) return null; // Elements of RFC 2543 do not know it.

        var scanner = new Scanner(text);
        scanner.Number("it", 255);
        scanner.End();
        // 256 to 300 and the like come from peers that count well otherwise; the number is only ever lowered.
        return scanner.Fault is { } fault && !(text.Length <= 4 && text.All(char.IsAsciiDigit)) ? new("Max-Forwards", fault) : null;
    }

    private static SipFault? Via(SipMessage message)
    {
        if (!message.Headers.TryAll<Via>(HeaderName.Via, out var vias, out var fault)) return fault;
        if (vias.Length == 0) return new("Via", "it is missing");
        return null;
    }

    private static SipFault? Address(SipMessage message, HeaderName name)
    {
        if (!message.Headers.TryAll<NameAddress>(name, out var addresses, out var fault)) return fault;
        return addresses.Length == 1 ? null : new(name.Name, addresses.Length == 0 ? "it is missing" : "it has more than one address");
    }

    private static SipFault? Addresses(SipMessage message, HeaderName name) => message.Headers.TryAll<NameAddress>(name, out _, out var fault) ? null : fault;

    private static SipFault? CallId(SipMessage message)
    {
        var id = message.Headers[HeaderName.CallId];
        if (string.IsNullOrEmpty(id)) return new("Call-ID", "it is missing");
        return id.AsSpan().IndexOfAny(" \t,;") >= 0 || id.Any(char.IsControl) ? new("Call-ID", "it has a character that is not allowed") : null;
    }

    private static SipFault? Sequence(SipMessage message)
    {
        if (!message.Headers.TryGet<CSeq>(HeaderName.CSeq, out var sequence, out var fault)) return fault;
        return sequence is null ? new("CSeq", "it is missing") : null;
    }
}
