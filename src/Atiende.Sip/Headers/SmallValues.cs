using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>A number of seconds with parameters: Expires, Min-Expires, Session-Expires and Min-SE (RFC 4028 §4, §5), Retry-After (RFC 3261 §20.33).</summary>
public sealed record Seconds(uint Value) : IHeaderValue<Seconds>
{
    /// <summary>refresher, duration, …</summary>
    public SipParameters Parameters { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Value}{Parameters}";

    /// <summary>Reads it; what is larger than 2³²−1 counts as that, and a comment is left out.</summary>
    public static Seconds? Read(ref Scanner scanner)
    {
        var end = scanner.Rest.IndexOfAnyExceptInRange('0', '9');
        var digits = scanner.Take(end < 0 ? scanner.Rest.Length : end).TrimStart('0');
        if (end == 0) scanner.Fail("it is no number of seconds");
        var value = digits.Length > 10 ? uint.MaxValue : digits.IsEmpty ? 0 : (uint)Math.Min(long.Parse(digits, System.Globalization.NumberStyles.None, null), uint.MaxValue);
        scanner.SkipWhite();
        if (scanner.Next == '(' && scanner.Rest.IndexOf(')') is var close and > 0) scanner.Take(close + 1);
        var parameters = SipParameters.Read(ref scanner);
        return scanner.Fault is null ? new Seconds(value) { Parameters = parameters } : null;
    }
}

/// <summary>A word with parameters: Event, Subscription-State, Content-Disposition, Replaces and the like.</summary>
public sealed record Worded(string Value) : IHeaderValue<Worded>
{
    /// <summary>What follows it.</summary>
    public SipParameters Parameters { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Value}{Parameters}";

    /// <inheritdoc/>
    public static Worded? Read(ref Scanner scanner)
    {
        var end = scanner.Rest.IndexOfAny("; \t,");
        var word = scanner.Take(end < 0 ? scanner.Rest.Length : end).ToString();
        if (word.Length == 0) scanner.Fail("it is empty");
        var parameters = SipParameters.Read(ref scanner);
        return scanner.Fault is null ? new Worded(word) { Parameters = parameters } : null;
    }
}

/// <summary>What a body is (RFC 3261 §20.15).</summary>
public sealed record MediaType(string Type, string Subtype) : IHeaderValue<MediaType>
{
    /// <summary>application/sdp (RFC 4566).</summary>
    public static MediaType Sdp { get; } = new("application", "sdp");

    /// <summary>message/sipfrag (RFC 3420).</summary>
    public static MediaType SipFragment { get; } = new("message", "sipfrag") { Parameters = SipParameters.None.With("version", "2.0") };

    /// <summary>boundary, charset, …</summary>
    public SipParameters Parameters { get; init; }

    /// <summary>Whether it is this type, whatever its parameters.</summary>
    public bool Is(MediaType other) => string.Equals(Type, other.Type, StringComparison.OrdinalIgnoreCase) && string.Equals(Subtype, other.Subtype, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Subtype}{Parameters}";

    /// <inheritdoc/>
    public static MediaType? Read(ref Scanner scanner)
    {
        var type = scanner.Token("the type");
        if (!scanner.Skip('/')) scanner.Fail("the type has no subtype");
        var subtype = scanner.Token("the subtype");
        var parameters = SipParameters.Read(ref scanner);
        if (scanner.Fault is not null) return null;
        return type is "application" && subtype is "sdp" && parameters.Count == 0 ? Sdp : new(type.ToString(), subtype.ToString()) { Parameters = parameters };
    }
}

/// <summary>Which dialog a new one takes the place of (RFC 3891 §6.1).</summary>
public sealed record Replaces(string CallId, string ToTag, string FromTag, bool EarlyOnly = false) : IHeaderValue<Replaces>
{
    /// <inheritdoc/>
    public override string ToString() => $"{CallId};to-tag={ToTag};from-tag={FromTag}{(EarlyOnly ? ";early-only" : "")}";

    /// <inheritdoc/>
    public static Replaces? Read(ref Scanner scanner)
    {
        if (Worded.Read(ref scanner) is not { } worded) return null;
        if (worded.Value.AsSpan().ContainsAnyExcept(Grammar.Word) && !worded.Value.Contains('@', StringComparison.Ordinal)) scanner.Fail("the Call-ID has a character that is not allowed");
        if (worded.Parameters["to-tag"] is { Length: > 0 } to && worded.Parameters["from-tag"] is { Length: > 0 } from && scanner.Fault is null)
            return new(worded.Value, to, from, worded.Parameters.Has("early-only"));

        scanner.Fail("to-tag or from-tag is missing");
        return null;
    }
}
