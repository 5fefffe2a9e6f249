namespace Atiende.Sip;

/// <summary>A URI of any scheme: <see cref="SipUri"/>, <see cref="TelUri"/>, or one that is only carried along (<see cref="OtherUri"/>).</summary>
public abstract class AnyUri
{
    /// <summary>The scheme, in lower case.</summary>
    public abstract string Scheme { get; }

    /// <summary>Whether both lead to the same resource by their scheme's rules (RFC 3261 §19.1.4, RFC 3966 §4).</summary>
    public abstract bool Matches(AnyUri other);

    /// <summary>Reads a URI.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static AnyUri Parse(string text) => TryParse(text, out var uri, out var fault) ? uri : throw new FormatException(fault);

    /// <summary>Reads a URI that fills all of the text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AnyUri? uri, out string? fault)
    {
        uri = null;
        fault = null;
        var colon = text.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(SchemeCharacters)) fault = "a URI has no scheme";
        else if (text[..colon].Equals("sip", StringComparison.OrdinalIgnoreCase)) uri = SipUri.Read(false, text[(colon + 1)..], out fault);
        else if (text[..colon].Equals("sips", StringComparison.OrdinalIgnoreCase)) uri = SipUri.Read(true, text[(colon + 1)..], out fault);
        else if (text[..colon].Equals("tel", StringComparison.OrdinalIgnoreCase)) uri = TelUri.Read(text[(colon + 1)..], out fault);
        else if (text.ContainsAny(" \t\"<>")) fault = "a URI has a character that is not allowed";
        else uri = new OtherUri(text.ToString());
        return uri is not null;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
}

/// <summary>A URI of a scheme that SIP only carries along, such as http: or urn:.</summary>
public sealed class OtherUri(string text) : AnyUri
{
    /// <inheritdoc/>
    public override string Scheme { get; } = text[..text.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();

    /// <inheritdoc/>
    public override bool Matches(AnyUri other) => other is OtherUri && other.ToString() == text;

    /// <inheritdoc/>
    public override string ToString() => text;
}
