using System.Net;

namespace Atiende.Sip.Transports;

/// <summary>How messages travel.</summary>
public enum TransportKind
{
    Udp,
    Tcp,
    Tls,
}

/// <summary>Between which ends messages travel; where one came from is where its response goes.</summary>
/// <param name="Kind">How.</param>
/// <param name="Local">Our end.</param>
/// <param name="Remote">Theirs.</param>
public sealed record Flow(TransportKind Kind, IPEndPoint Local, IPEndPoint Remote)
{
    /// <summary>The connection of a stream; 0 for datagrams, and for a stream that is not opened yet.</summary>
    public long Connection { get; init; }

    /// <summary>Whether nothing is lost or repeated on the way, as long as the connection lives.</summary>
    public bool IsReliable => Kind != TransportKind.Udp;

    /// <summary>The transport as a Via writes it.</summary>
    public string ViaName => Kind switch { TransportKind.Udp => "UDP", TransportKind.Tcp => "TCP", _ => "TLS" };

    /// <inheritdoc/>
    public override string ToString() => $"{ViaName} {Local} – {Remote}";
}

/// <summary>What carries messages. It calls its <see cref="ITransportUser"/> from wherever it reads.</summary>
public interface ISipTransport
{
    /// <summary>Sends a message's bytes, which it does not keep; what goes wrong later is told to the user.</summary>
    void Send(Flow to, ReadOnlySpan<byte> bytes);

    /// <summary>The flow that reaches an address over a kind of transport; null where there is no such transport here.</summary>
    Flow? FlowTo(TransportKind kind, IPEndPoint remote);
}

/// <summary>Who is told what a transport brings.</summary>
public interface ITransportUser
{
    /// <summary>A message's bytes came whole.</summary>
    void Arrived(ReadOnlySpan<byte> bytes, Flow from);

    /// <summary>Nothing goes this way any more: the connection is closed, or was refused, or the datagram came back.</summary>
    void Lost(Flow flow, string why);
}
