using System.Net;
using System.Text;
using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>A sip: or sips: URI (RFC 3261 §19.1). User, password and headers are kept as they were written, with their escapes.</summary>
public sealed class SipUri(string host) : AnyUri
{
    /// <summary>Whether it is a sips: URI.</summary>
    public bool Secure { get; init; }

    /// <inheritdoc/>
    public override string Scheme => Secure ? "sips" : "sip";

    /// <summary>The user, escapes kept; null where there is none.</summary>
    public string? User { get; init; }

    /// <summary>The user without escapes.</summary>
    public string? UserName => User is null ? null : Quoting.Unescape(User);

    /// <summary>The password, escapes kept; null where there is none.</summary>
    public string? Password { get; init; }

    /// <summary>A host name, an IPv4 address, or an IPv6 address in brackets.</summary>
    public string Host { get; } = host;

    /// <summary>The port; null where none is said.</summary>
    public int? Port { get; init; }

    /// <summary>Its ;parameters.</summary>
    public SipParameters Parameters { get; init; }

    /// <summary>What follows the question mark, escapes kept; null where there is none.</summary>
    public string? Headers { get; init; }

    /// <summary>The transport that it asks for, in lower case; null where it says none.</summary>
    public string? Transport => Parameters["transport"]?.ToLowerInvariant();

    /// <summary>Whether it names a loose router (§19.1.1).</summary>
    public bool IsLooseRouter => Parameters.Has("lr");

    /// <summary>The host as an address; null where it is a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;

    /// <summary>A URI of a user at an address.</summary>
    public static SipUri At(string? user, IPEndPoint at, string? transport = null) =>
        new(HostOf(at.Address)) { User = user, Port = at.Port, Parameters = transport is null ? default : SipParameters.None.With("transport", transport) };

    /// <summary>An address as a host of a URI or Via.</summary>
    public static string HostOf(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 ? $"[{address}]" : address.MapToIPv4().ToString();

    /// <summary>The same without what a Request-URI or a stored contact must not have: headers, and the method parameter (§19.1.1).</summary>
    public SipUri ForRequest() => Headers is null && !Parameters.Has("method") ? this
        : new(Host) { Secure = Secure, User = User, Password = Password, Port = Port, Parameters = Parameters.Without("method") };

    /// <summary>The same with other parameters.</summary>
    public SipUri WithParameters(SipParameters parameters) => new(Host) { Secure = Secure, User = User, Password = Password, Port = Port, Parameters = parameters, Headers = Headers };

    /// <summary>The values of a header that the URI carries, without escapes.</summary>
    public IEnumerable<string> HeaderValues(string name) => (Headers ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(header => header.Split('=', 2)).Where(pair => string.Equals(Quoting.Unescape(pair[0]), name, StringComparison.OrdinalIgnoreCase))
        .Select(pair => pair.Length == 2 ? Quoting.Unescape(pair[1]) : "");

    /// <summary>RFC 3261 §19.1.4: user and password by case, the rest without; a parameter that one lacks counts only for user, ttl, method, maddr and transport.</summary>
    public override bool Matches(AnyUri other) => other is SipUri that
        && Secure == that.Secure && UserName == that.UserName && Port == that.Port
        && string.Equals(Host, that.Host, StringComparison.OrdinalIgnoreCase)
        && Quoting.Unescape(Password ?? "") == Quoting.Unescape(that.Password ?? "")
        && ParametersMatch(that) && that.ParametersMatch(this) && HeadersMatch(that);

    private bool ParametersMatch(SipUri that)
    {
        foreach (var (name, value) in Parameters)
        {
            if (that.Parameters[name] is not { } theirs)
            {
                if (name.ToLowerInvariant() is "user" or "ttl" or "method" or "maddr" or "transport") return false;
            }
            else if (!string.Equals(Quoting.Unescape(value ?? ""), Quoting.Unescape(theirs), StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private bool HeadersMatch(SipUri that)
    {
        static string[] Sorted(string? headers) => [.. (headers ?? "").Split('&').Select(Named).Order(StringComparer.Ordinal)];
        static string Named(string header) => header.Split('=', 2) is [var name, var value] ? $"{Quoting.Unescape(name).ToLowerInvariant()}={Quoting.Unescape(value)}" : header;
        return Headers == that.Headers || Sorted(Headers).SequenceEqual(Sorted(that.Headers), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Secure ? "sips:" : "sip:");
        if (User is not null)
        {
            text.Append(User);
            if (Password is not null) text.Append(':').Append(Password);
            text.Append('@');
        }

        text.Append(Host);
        if (Port is { } port) text.Append(':').Append(port);
        Parameters.WriteTo(text);
        if (Headers is not null) text.Append('?').Append(Headers);
        return text.ToString();
    }

    internal static SipUri? Read(bool secure, ReadOnlySpan<char> text, out string? fault)
    {
        string? user = null, password = null, headers = null;
        fault = null;
        if (text.IndexOf('@') is var at and >= 0)
        {
            var information = text[..at];
            text = text[(at + 1)..];
            if (information.ContainsAnyExcept(Grammar.User)) fault = "the user of a URI has a character that is not allowed";
            else if (!Grammar.EscapesAreWhole(information)) fault = "a % of the URI is no escape";
            if (fault is not null) return null;

            var colon = information.IndexOf(':');
            user = (colon < 0 ? information : information[..colon]).ToString();
            password = colon < 0 ? null : information[(colon + 1)..].ToString();
            if (user.Length == 0) fault = "a URI has an @ and no user";
        }

        if (text.IndexOf('?') is var question and >= 0)
        {
            headers = text[(question + 1)..].ToString();
            text = text[..question];
            foreach (var c in headers)
            {
                if (c != '&' && !Grammar.UriHeader.Contains(c)) fault = "a header of a URI has a character that is not allowed";
            }

            if (!Grammar.EscapesAreWhole(headers)) fault = "a % of the URI is no escape";
        }

        var parameters = SipParameters.None;
        if (text.IndexOf(';') is var semicolon and >= 0)
        {
            parameters = SipParameters.ReadOfUri(text[(semicolon + 1)..], out var wrong);
            fault ??= wrong;
            text = text[..semicolon];
        }

        var host = HostPort.Read(text, out var port, out var bad);
        fault ??= bad;
        return fault is not null ? null : new(host!) { Secure = secure, User = user, Password = password, Port = port, Parameters = parameters, Headers = headers };
    }
}
