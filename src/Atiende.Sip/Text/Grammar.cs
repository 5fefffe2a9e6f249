using System.Buffers;

namespace Atiende.Sip.Text;

/// <summary>The character classes of RFC 3261 §25.1.</summary>
internal static class Grammar
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Unreserved = Alphanumeric + "-_.!~*'()";

    /// <summary>token</summary>
    public static readonly SearchValues<char> Token = SearchValues.Create(Alphanumeric + "-.!%*_+`'~");

    /// <summary>token, in bytes: methods and header names.</summary>
    public static readonly SearchValues<byte> TokenBytes = SearchValues.Create([.. (Alphanumeric + "-.!%*_+`'~").Select(c => (byte)c)]);

    /// <summary>word: Call-ID and the like.</summary>
    public static readonly SearchValues<char> Word = SearchValues.Create(Alphanumeric + "-.!%*_+`'~()<>:\\\"/[]?{}");

    /// <summary>user and password, with the # and the brackets that telephones send unescaped.</summary>
    public static readonly SearchValues<char> User = SearchValues.Create(Unreserved + "&=+$,;?/:%#[]");

    /// <summary>pname and pvalue of a URI's parameter.</summary>
    public static readonly SearchValues<char> UriParameter = SearchValues.Create(Unreserved + "[]/:&+$%");

    /// <summary>hname and hvalue of a URI's header, and what is in use beside them.</summary>
    public static readonly SearchValues<char> UriHeader = SearchValues.Create(Unreserved + "[]/?:+$%;@=,");

    /// <summary>domainlabel and toplabel, with the underscore that names in use have.</summary>
    public static readonly SearchValues<char> HostName = SearchValues.Create(Alphanumeric + "-._");

    /// <summary>What ends an unquoted parameter's value in a header.</summary>
    public static readonly SearchValues<char> ValueEnd = SearchValues.Create("; \t,\"<>=");

    /// <summary>What ends a URI that stands without angle brackets (§20.10).</summary>
    public static readonly SearchValues<char> BareUriEnd = SearchValues.Create("; \t,\"<>");

    /// <summary>Whether every % has its two hexadecimal digits (escaped, §25.1).</summary>
    public static bool EscapesAreWhole(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%'))
        {
            if (text.Length < at + 3 || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])) return false;
            text = text[(at + 3)..];
        }

        return true;
    }
}
