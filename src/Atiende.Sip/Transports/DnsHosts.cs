using System.Net;
using System.Net.Sockets;

namespace Atiende.Sip.Transports;

/// <summary>Finds the address of a host's name.</summary>
public interface ISipHosts
{
    /// <summary>Asks, and tells the addresses, none where there are none; at once where they are known.</summary>
    void Find(string host, Action<IReadOnlyList<IPAddress>> found);
}

/// <summary>The system's resolver. Answers are kept for a minute, in a limited number.</summary>
public sealed class DnsHosts(TimeProvider time) : ISipHosts
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (IReadOnlyList<IPAddress> Addresses, DateTimeOffset Until)> known = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Find(string host, Action<IReadOnlyList<IPAddress>> found)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            found([literal]);
            return;
        }

        lock (gate)
        {
            if (known.TryGetValue(host, out var kept) && kept.Until > time.GetUtcNow())
            {
                _ = Task.Run(() => found(kept.Addresses));
                return;
            }
        }

        _ = Task.Run(() => Ask(host, found));
    }

    private async Task Ask(string host, Action<IReadOnlyList<IPAddress>> found)
    {
        IReadOnlyList<IPAddress> addresses = [];
        try
        {
            addresses = await Dns.GetHostAddressesAsync(host);
        }
        catch (SocketException)
        {
            // Nobody knows it: no addresses.
        }

        lock (gate)
        {
            if (known.Count > 1000) known.Clear();
            known[host] = (addresses, time.GetUtcNow().AddMinutes(1));
        }

        found(addresses);
    }
}
