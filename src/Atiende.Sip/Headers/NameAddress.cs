using System.Text;
using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>
/// Who: From, To, Contact, Route, Record-Route, Path, Refer-To, P-Asserted-Identity… (name-addr or addr-spec, RFC 3261 §20.10, §25.1).
/// Without angle brackets what follows a semicolon is the header's, not the URI's.
/// </summary>
public sealed class NameAddress(AnyUri uri) : IHeaderValue<NameAddress>
{
    /// <summary>The name shown, without quotes; null where there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The address.</summary>
    public AnyUri Uri { get; } = uri;

    /// <summary>The header's parameters, the tag among them.</summary>
    public SipParameters Parameters { get; init; }

    /// <summary>The tag (§19.3); null where there is none.</summary>
    public string? Tag => Parameters["tag"];

    /// <summary>The same with a tag.</summary>
    public NameAddress WithTag(string tag) => new(Uri) { DisplayName = DisplayName, Parameters = Parameters.With("tag", tag) };

    /// <summary>The same with a parameter; null as value writes no equals sign.</summary>
    public NameAddress With(string name, string? value) => new(Uri) { DisplayName = DisplayName, Parameters = Parameters.With(name, value) };

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (DisplayName is { Length: > 0 }) text.Append(Quoting.Quote(DisplayName)).Append(' ');
        text.Append('<').Append(Uri).Append('>');
        return Parameters.WriteTo(text).ToString();
    }

    /// <inheritdoc/>
    public static NameAddress? Read(ref Scanner scanner)
    {
        string? name = null;
        if (scanner.Next == '"')
        {
            name = Quoting.Unquote(scanner.Quoted());
            scanner.SkipWhite();
            if (scanner.Fault is null && scanner.Next != '<') scanner.Fail("a name is not followed by <");
        }
        else if (scanner.Rest.IndexOfAny('<', ',') is var bracket and > 0 && scanner.Rest[bracket] == '<' && LooksLikeName(scanner.Rest[..bracket]))
        {
            name = scanner.Take(bracket).Trim(" \t").ToString();
        }

        if (scanner.Fault is not null) return null;

        var uri = scanner.Next == '<' ? Bracketed(ref scanner) : Bare(ref scanner);
        if (uri is null) return null;

        var parameters = SipParameters.Read(ref scanner);
        return scanner.Fault is null ? new(uri) { DisplayName = name, Parameters = parameters } : null;
    }

    // *(token LWS): what has a colon before its bracket is a URI with something wrong behind it.
    private static bool LooksLikeName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!Grammar.Token.Contains(c) && c is not (' ' or '\t') && c < 128) return false;
        }

        return true;
    }

    private static AnyUri? Bracketed(ref Scanner scanner)
    {
        var close = scanner.Rest.IndexOf('>');
        if (close < 0)
        {
            scanner.Fail("a < has no >");
            return null;
        }

        // White space inside the brackets is wrong and harmless (RFC 4475 §3.1.2.14): the liberal reading.
        var inside = scanner.Take(close + 1)[1..^1].Trim(" \t");
        if (!AnyUri.TryParse(inside, out var uri, out var fault)) scanner.Fail(fault!);
        return uri;
    }

    private static AnyUri? Bare(ref Scanner scanner)
    {
        var end = scanner.Rest.IndexOfAny(Grammar.BareUriEnd);
        var text = scanner.Take(end < 0 ? scanner.Rest.Length : end);
        if (text.Contains('?'))
        {
            scanner.Fail("a URI with a question mark needs < and >"); // §20.10
            return null;
        }

        if (!AnyUri.TryParse(text, out var uri, out var fault)) scanner.Fail(fault!);
        return uri;
    }
}
