namespace Atiende.Sip.Transactions;

/// <summary>By what a message is matched to its transaction (RFC 3261 §17.1.3, §17.2.3).</summary>
internal static class TransactionKey
{
    public static string OfClient(string branch, string method) => $"{branch} {method}";

    /// <summary>The branch, sent-by and method; for an old peer's without the cookie, what RFC 2543 compares. An ACK and a CANCEL have their INVITE's.</summary>
    public static string OfServer(SipRequest request, string? method = null)
    {
        method ??= request.Method == SipMethod.Ack ? SipMethod.Invite : request.Method;
        var via = request.TopVia;
        return via.HasUniqueBranch
            ? $"{via.Branch!.ToLowerInvariant()} {via.SentBy} {method}"
            : $"2543 {request.UriText} {request.From.Tag} {request.CallId} {request.CSeq.Number} {via.SentBy} {via.Branch} {method}";
    }
}
