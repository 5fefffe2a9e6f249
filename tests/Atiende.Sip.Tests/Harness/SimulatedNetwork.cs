using System.Net;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Tests.Harness;

/// <summary>A network in memory that loses, repeats, delays and so reorders datagrams, from a seed. Streams only delay.</summary>
internal sealed class SimulatedNetwork(ManualTime time, int seed)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<IPEndPoint, Port> ports = [];
    private readonly Dictionary<(IPEndPoint, IPEndPoint), TimeSpan> streamEnds = [];

    public double Loss { get; set; }

    public double Repeats { get; set; }

    public TimeSpan LeastDelay { get; set; } = TimeSpan.FromMilliseconds(1);

    public TimeSpan MostDelay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Every message that was sent, in its order, whether it arrived or not.</summary>
    public List<(TimeSpan At, IPEndPoint From, IPEndPoint To, string Text)> Sent { get; } = [];

    /// <summary>Swallows what it says yes to.</summary>
    public Func<IPEndPoint, string, bool>? Swallow { get; set; }

    public Port Open(string address, TransportKind kind = TransportKind.Udp)
    {
        var port = new Port(this, IPEndPoint.Parse(address), kind);
        ports[port.Local] = port;
        return port;
    }

    private void Carry(Flow flow, byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Sent.Add((time.Elapsed, flow.Local, flow.Remote, text));
        if (Swallow?.Invoke(flow.Local, text) == true) return;

        if (flow.IsReliable)
        {
            // In order: not before what was sent before.
            var key = (flow.Local, flow.Remote);
            var at = time.Elapsed + Delay();
            if (streamEnds.TryGetValue(key, out var before) && before > at) at = before;
            streamEnds[key] = at;
            Deliver(flow, bytes, at - time.Elapsed);
            return;
        }

        if (random.NextDouble() < Loss) return;

        Deliver(flow, bytes, Delay());
        while (random.NextDouble() < Repeats) Deliver(flow, bytes, Delay());
    }

    private TimeSpan Delay() => LeastDelay + ((MostDelay - LeastDelay) * random.NextDouble());

    private void Deliver(Flow flow, byte[] bytes, TimeSpan delay) => time.After(delay, () =>
    {
        if (ports.TryGetValue(flow.Remote, out var port) && !port.Dead) port.User?.Arrived(bytes, flow with { Local = flow.Remote, Remote = flow.Local });
    });

    internal sealed class Port(SimulatedNetwork network, IPEndPoint local, TransportKind kind) : ISipTransport
    {
        public IPEndPoint Local => local;

        public ITransportUser? User { get; set; }

        /// <summary>Nothing comes or goes any more, as after a kill.</summary>
        public bool Dead { get; set; }

        public void Send(Flow to, ReadOnlySpan<byte> bytes)
        {
            if (!Dead) network.Carry(to, bytes.ToArray());
        }

        public Flow? FlowTo(TransportKind wanted, IPEndPoint remote) => wanted == kind ? new(kind, local, remote) { Connection = kind == TransportKind.Udp ? 0 : 1 } : null;
    }
}
