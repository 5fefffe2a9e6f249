using System.Net;
using System.Net.Sockets;
using Atiende.Hosting;

namespace Atiende.Webhooks;

/// <summary>
/// Where messages may go: https anywhere in public, http on this machine's own loopback alone. An address inside a private network is refused unless the
/// installation allows it, when it is written and each time it is connected to: a name may point elsewhere by then (server-side request forgery).
/// </summary>
internal sealed class WebhookTarget(Settings settings)
{
    // Networks that are nobody's public address (RFC 6890 and the like).
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>The address, where it may be sent to.</summary>
    /// <exception cref="WebhookRefusedException">It may not; says why.</exception>
    public Uri Read(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new WebhookRefusedException($"'{url}' is not an address such as https://oficina.example/avisos");
        if (uri.UserInfo.Length > 0) throw new WebhookRefusedException("a name or password in the address would be sent and logged; leave it out");
        if (uri.Scheme is "http" && !uri.IsLoopback) throw new WebhookRefusedException($"{url} is not encrypted; write https:// (http is for this machine's own loopback)");
        if (IPAddress.TryParse(uri.IdnHost, out var address) && !MayReach(address, uri)) throw Private(uri);

        return uri;
    }

    /// <summary>Opens a connection to an address that may be reached, whatever the name stands for now.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var uri = context.InitialRequestMessage.RequestUri!;
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var allowed = addresses.Where(address => MayReach(address, uri)).ToArray();
        if (allowed.Length == 0) throw Private(uri);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether a message may go to a numeric address.</summary>
    internal bool MayReach(IPAddress address, Uri uri)
    {
        var real = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        // Loopback only where the address itself says so, never because a name stands for it.
        if (IPAddress.IsLoopback(real)) return uri.IsLoopback;

        return settings.Webhooks.AllowPrivateAddresses || !Array.Exists(NotPublic, network => network.Contains(real));
    }

    private static WebhookRefusedException Private(Uri uri) =>
        new($"{uri.Host} is inside a private network; Webhooks:AllowPrivateAddresses of the installation allows that");
}
