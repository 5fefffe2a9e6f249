using System.Net;
using System.Text;

namespace Atiende.Sip;

/// <summary>One hop that a request took and its response takes back (RFC 3261 §20.42; rport: RFC 3581).</summary>
public sealed class Via(string transport, string host, int? port) : IHeaderValue<Via>
{
    /// <summary>What begins a branch that is unique (§8.1.1.7).</summary>
    public const string MagicCookie = "z9hG4bK";

    /// <summary>Name and version; <c>SIP/2.0</c>.</summary>
    public string Protocol { get; init; } = "SIP/2.0";

    /// <summary>UDP, TCP, TLS…, as it was written.</summary>
    public string Transport { get; } = transport;

    /// <summary>The host of sent-by.</summary>
    public string Host { get; } = host;

    /// <summary>The port of sent-by; null where none is said.</summary>
    public int? Port { get; } = port;

    /// <summary>branch, received, rport, …</summary>
    public SipParameters Parameters { get; init; }

    /// <summary>The branch; null where there is none.</summary>
    public string? Branch => Parameters["branch"];

    /// <summary>Whether the branch is one of RFC 3261: the cookie and something behind it (RFC 4475 §3.2.1 shows one with the cookie alone).</summary>
    public bool HasUniqueBranch => Branch is { } branch && branch.Length > MagicCookie.Length && branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase);

    /// <summary>The source address that the receiver saw.</summary>
    public string? Received => Parameters["received"];

    /// <summary>sent-by with the port that is meant where none is said.</summary>
    public string SentBy => $"{Host.ToLowerInvariant()}:{Port ?? DefaultPort}";

    /// <summary>5061 for TLS, else 5060.</summary>
    public int DefaultPort => Transport.StartsWith("TLS", StringComparison.OrdinalIgnoreCase) ? 5061 : 5060;

    /// <summary>The same with a parameter set.</summary>
    public Via With(string name, string? value) => new(Transport, Host, Port) { Protocol = Protocol, Parameters = Parameters.With(name, value) };

    /// <summary>
    /// As the receiver of a request keeps it: <c>received</c> where the source differs from sent-by or rport is asked for (§18.2.1, RFC 3581 §4).
    /// </summary>
    public Via SeenFrom(IPEndPoint source)
    {
        var asked = Parameters.Has("rport");
        var host = SipUri.HostOf(source.Address);
        if (!asked && string.Equals(Host, host, StringComparison.OrdinalIgnoreCase)) return this;

        var seen = With("received", host.Trim('[', ']'));
        return asked ? seen.With("rport", source.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)) : seen;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Protocol).Append('/').Append(Transport).Append(' ').Append(Host);
        if (Port is { } port) text.Append(':').Append(port);
        return Parameters.WriteTo(text).ToString();
    }

    /// <inheritdoc/>
    public static Via? Read(ref Scanner scanner)
    {
        var name = scanner.Token("the protocol");
        if (!scanner.Skip('/')) scanner.Fail("the protocol has no version");
        var version = scanner.Token("the protocol's version");
        if (!scanner.Skip('/')) scanner.Fail("the transport is missing");
        var transport = scanner.Token("the transport");
        if (scanner.Fault is null && scanner.Next is not (' ' or '\t')) scanner.Fail("the host is missing");
        scanner.SkipWhite();
        if (scanner.Fault is not null) return null;

        var end = scanner.Rest.IndexOfAny("; \t,");
        var sentBy = scanner.Take(end < 0 ? scanner.Rest.Length : end);
        // COLON may have white space around it: «host : 5060».
        if (sentBy.EndsWith(':') || scanner.Rest.TrimStart(" \t").StartsWith(':')) sentBy = SpacedPort(ref scanner, sentBy);
        var host = HostPort.Read(sentBy, out var port, out var fault);
        if (fault is not null) scanner.Fail(fault);
        var parameters = SipParameters.Read(ref scanner);
        if (scanner.Fault is not null) return null;

        var protocol = name is "SIP" && version is "2.0" ? "SIP/2.0" : $"{name}/{version}";
        return new(Known(transport), host!, port) { Protocol = protocol, Parameters = parameters };
    }

    private static string SpacedPort(ref Scanner scanner, ReadOnlySpan<char> host)
    {
        scanner.Skip(':');
        scanner.SkipWhite();
        var end = scanner.Rest.IndexOfAnyExceptInRange('0', '9');
        return $"{host.TrimEnd(':')}:{scanner.Take(end < 0 ? scanner.Rest.Length : end)}";
    }

    private static string Known(ReadOnlySpan<char> transport) => transport switch { "UDP" => "UDP", "TCP" => "TCP", "TLS" => "TLS", _ => transport.ToString() };
}
