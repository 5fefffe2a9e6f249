using System.Collections.Immutable;

namespace Atiende.Sip.Registrations;

/// <summary>Where somebody is reached, and until when (RFC 3261 §10.2): plain data, to be stored.</summary>
public sealed record Binding
{
    /// <summary>The contact as it was sent, with its parameters, as a name-addr.</summary>
    public required string Contact { get; init; }

    /// <summary>The Call-ID of the REGISTER that made it.</summary>
    public required string CallId { get; init; }

    /// <summary>Its number.</summary>
    public required uint Sequence { get; init; }

    /// <summary>Until when.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The proxies by which it is reached, the first one first (RFC 3327).</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>The telephone itself, whatever its address (RFC 5626 §4.1); null where it does not say.</summary>
    public string? Instance { get; init; }

    /// <summary>Which of its ways to us (RFC 5626 §4.2).</summary>
    public string? FlowId { get; init; }

    /// <summary>The contact's URI.</summary>
    public AnyUri Uri => HeaderValue.Parse<NameAddress>(Contact).Uri;

    /// <summary>How much the telephone is preferred, 0 to 1 (§20.10).</summary>
    public double Preference => double.TryParse(HeaderValue.Parse<NameAddress>(Contact).Parameters["q"], System.Globalization.CultureInfo.InvariantCulture, out var q) ? Math.Clamp(q, 0, 1) : 1;
}
