using System.Net;
using System.Net.Sockets;

namespace Atiende.Sip.Transports;

/// <summary>All the transports of a stack as one: a flow says over which of them a message goes.</summary>
public sealed class SipTransports : ISipTransport, ITransportUser, IAsyncDisposable
{
    private readonly List<UdpTransport> datagrams = [];
    private readonly List<StreamTransport> streams = [];

    /// <summary>Who is told what comes; to be set before the first is opened.</summary>
    public ITransportUser? User { get; set; }

    /// <summary>Where others reach us, when that is not where we listen: behind a NAT.</summary>
    public IPAddress? Advertised { get; init; }

    /// <summary>Where we listen.</summary>
    public IEnumerable<(TransportKind Kind, IPEndPoint Local)> Listening => datagrams.Select(t => (TransportKind.Udp, t.Local)).Concat(streams.Select(t => (t.Kind, t.Local)));

    /// <summary>Listens for datagrams.</summary>
    public IPEndPoint OpenUdp(IPEndPoint local)
    {
        var transport = new UdpTransport(local, this);
        datagrams.Add(transport);
        return transport.Local;
    }

    /// <summary>Listens for connections.</summary>
    public IPEndPoint OpenTcp(IPEndPoint local, TlsOptions? tls = null)
    {
        var transport = new StreamTransport(local, this, tls);
        streams.Add(transport);
        return transport.Local;
    }

    /// <inheritdoc/>
    public void Send(Flow to, ReadOnlySpan<byte> bytes)
    {
        if (to.Kind == TransportKind.Udp) datagrams.Find(t => t.Local.Port == to.Local.Port && t.Local.AddressFamily == to.Remote.AddressFamily)?.Send(to, bytes);
        else streams.Find(t => t.Kind == to.Kind && t.Local.AddressFamily == to.Remote.AddressFamily)?.Send(to, bytes);
    }

    /// <inheritdoc/>
    public Flow? FlowTo(TransportKind kind, IPEndPoint remote)
    {
        var flow = kind == TransportKind.Udp
            ? datagrams.Find(t => t.Local.AddressFamily == remote.AddressFamily) is { } udp ? new Flow(kind, udp.Local, remote) : null
            : streams.Find(t => t.Kind == kind && t.Local.AddressFamily == remote.AddressFamily)?.FlowTo(remote);
        return flow is null ? null : flow with { Local = Shown(flow.Local, remote) };
    }

    /// <inheritdoc/>
    public void Arrived(ReadOnlySpan<byte> bytes, Flow from)
    {
        var flow = from;
        User?.Arrived(bytes, flow with { Local = Shown(flow.Local, flow.Remote) });
    }

    /// <inheritdoc/>
    public void Lost(Flow flow, string why) => User?.Lost(flow, why);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var transport in datagrams) await transport.DisposeAsync();
        foreach (var transport in streams) await transport.DisposeAsync();
    }

    // Via and Contact need an address that the peer can reach; the system knows from which of ours it would send.
    private IPEndPoint Shown(IPEndPoint local, IPEndPoint remote)
    {
        if (Advertised is not null) return new(Advertised, local.Port);
        if (!local.Address.Equals(IPAddress.Any) && !local.Address.Equals(IPAddress.IPv6Any)) return local;

        try
        {
            using var probe = new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(remote);
            return new(((IPEndPoint)probe.LocalEndPoint!).Address, local.Port);
        }
        catch (SocketException)
        {
            return local;
        }
    }
}
