using System.Net;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Transactions;

/// <summary>Who uses transactions.</summary>
public interface ITransactionUser
{
    /// <summary>A request came that is not a repetition.</summary>
    void Requested(ServerTransaction transaction);

    /// <summary>An ACK came that belongs to no transaction that is still known.</summary>
    void Acknowledged(SipRequest ack, Flow from);

    /// <summary>A success of an INVITE came after its transaction's end; its sender wants an ACK (§13.2.2.4).</summary>
    void Strayed(SipResponse response, Flow from);

    /// <summary>A connection is gone.</summary>
    void Lost(Flow flow, string why);
}

/// <summary>What crossed the wire, for logs and ladders.</summary>
/// <param name="At">When.</param>
/// <param name="Flow">Between whom.</param>
/// <param name="Out">Whether we sent it.</param>
/// <param name="Bytes">The message.</param>
public readonly record struct Traffic(DateTimeOffset At, Flow Flow, bool Out, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// The transaction layer (RFC 3261 §17) between a transport and a user. Everything in it, and in what stands on it, happens under one lock,
/// in the order in which it comes; its user must not wait in a callback.
/// </summary>
public sealed class TransactionLayer : ITransportUser, IDisposable
{
    private readonly Dictionary<string, ClientTransaction> clients = [];
    private readonly Dictionary<string, ServerTransaction> servers = [];
    private readonly ISipTransport transport;
    private readonly TimeProvider time;

    /// <summary>A layer without transactions.</summary>
    public TransactionLayer(ISipTransport transport, TimeProvider time, SipChance chance, SipTimers? timers = null)
    {
        (this.transport, this.time, Chance, Timers) = (transport, time, chance, timers ?? SipTimers.Usual);
        Alarms = new(time, Gate, bug => Broken?.Invoke(bug));
    }

    /// <summary>Who is told. To be set before the transport brings anything.</summary>
    public ITransactionUser User { get; set; } = new Nobody();

    /// <summary>How much of a message is taken.</summary>
    public SipLimits Limits { get; init; } = SipLimits.Usual;

    /// <summary>The most requests that are attended at a time; further ones get 503 with Retry-After, and none is ignored.</summary>
    public int MostServers { get; init; } = 50_000;

    /// <summary>Told of each message, in and out; must not wait.</summary>
    public Action<Traffic>? Tap { get; set; }

    /// <summary>Told of our own bugs: what a callback threw. The other calls go on.</summary>
    public Action<Exception>? Broken { get; set; }

    /// <summary>Told of what came and was no SIP, or was wrong.</summary>
    public Action<Flow, SipFault>? Refused { get; set; }

    /// <summary>Held while anything happens.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Alarms under the same lock.</summary>
    public Alarms Alarms { get; }

    /// <summary>The lengths of timers.</summary>
    public SipTimers Timers { get; }

    /// <summary>Tags and branches.</summary>
    public SipChance Chance { get; }

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How many transactions are running.</summary>
    public int Running => clients.Count + servers.Count;

    /// <summary>The flow that reaches an address; null where no transport of this kind is here.</summary>
    public Flow? FlowTo(TransportKind kind, IPEndPoint remote) => transport.FlowTo(kind, remote);

    /// <summary>Sends a request: a Via is put on top, and answers come to <paramref name="answered"/> (more than one), or its end to <paramref name="failed"/>.</summary>
    public ClientTransaction Send(SipRequest request, Flow to, Action<SipResponse> answered, Action<RequestFailure> failed)
    {
        lock (Gate)
        {
            request.Headers.AddFirst(HeaderName.Via, NewVia(to));
            return Start(request, to, answered, failed);
        }
    }

    /// <summary>Sends a request that has no transaction: the ACK of a success (§13.2.2.4).</summary>
    public byte[] SendAlone(SipRequest request, Flow to)
    {
        lock (Gate)
        {
            request.Headers.AddFirst(HeaderName.Via, NewVia(to));
            var bytes = request.ToBytes();
            Transmit(to, bytes);
            return bytes;
        }
    }

    /// <summary>Sends bytes that were sent before.</summary>
    public void Transmit(Flow to, byte[] bytes)
    {
        Tap?.Invoke(new(Now, to, true, bytes));
        transport.Send(to, bytes);
    }

    /// <inheritdoc/>
    public void Arrived(ReadOnlySpan<byte> bytes, Flow from)
    {
        var read = MessageReader.Read(bytes, Limits);
        if (Tap is not null) Tap(new(Now, from, false, bytes.ToArray()));
        var fault = read.Fault ?? (read.Message is null ? null : MessageCheck.Of(read.Message));
        lock (Gate)
        {
            try
            {
                if (fault is not null) Refuse(read.Message, fault, from);
                else if (read.Message is SipRequest request) Receive(request, from);
                else Receive((SipResponse)read.Message!, from);
            }
            catch (SipFaultException peer)
            {
                Refuse(read.Message, peer.Fault, from, attended: true);
            }
            catch (Exception bug) // One call's bug must not take the others along.
            {
                Broken?.Invoke(bug);
                Refuse(read.Message, new("message", "our fault", 500), from, attended: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Lost(Flow flow, string why)
    {
        lock (Gate)
        {
            foreach (var client in clients.Values.Where(client => Same(client.Flow, flow)).ToList()) client.TransportFailed();
            if (flow.IsReliable)
            {
                foreach (var server in servers.Values.Where(server => server.From.Connection == flow.Connection).ToList()) server.TransportFailed();
            }

            User.Lost(flow, why);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Alarms.Dispose();

    internal ClientTransaction Start(SipRequest request, Flow to, Action<SipResponse> answered, Action<RequestFailure> failed)
    {
        var transaction = new ClientTransaction(this, request, to, answered, failed);
        clients[transaction.Key] = transaction;
        transaction.Start();
        return transaction;
    }

    internal void Forget(ClientTransaction transaction) => clients.Remove(transaction.Key);

    internal void Forget(ServerTransaction transaction) => servers.Remove(transaction.Key);

    /// <summary>Where a response goes (§18.2.2, RFC 3581 §4): back on the connection, or to the source, at the port that it asked for.</summary>
    internal static Flow ReplyFlow(SipRequest request, Flow source)
    {
        if (source.IsReliable || request.TopVia.Parameters.Has("rport")) return source;

        return source with { Remote = new(source.Remote.Address, request.TopVia.Port ?? 5060) };
    }

    private void Receive(SipRequest request, Flow from)
    {
        var seen = request.TopVia.SeenFrom(from.Remote);
        request.Headers.SetAll(HeaderName.Via, [seen, .. request.Vias.Skip(1)]);

        var key = TransactionKey.OfServer(request);
        if (servers.TryGetValue(key, out var known))
        {
            if (request.Method == SipMethod.Ack) known.Ack(request);
            else known.Repeat();
        }
        else if (request.Method == SipMethod.Ack)
        {
            User.Acknowledged(request, from);
        }
        else if (servers.Count >= MostServers)
        {
            var busy = request.Respond(503, Chance.Token(10));
            busy.Headers.Set(HeaderName.RetryAfter, new Seconds(10));
            Transmit(ReplyFlow(request, from), busy.ToBytes());
        }
        else
        {
            var transaction = new ServerTransaction(this, request, from, key);
            servers[key] = transaction;
            if (transaction.IsInvite) transaction.Respond(100); // It quenches the repetitions (§17.2.1).
            if (request.Method == SipMethod.Cancel) Cancel(transaction);
            else transaction.Start();
        }
    }

    // §9.2: the CANCEL is answered at once; what it cancels is answered by whoever attends it.
    private void Cancel(ServerTransaction cancel)
    {
        if (!servers.TryGetValue(TransactionKey.OfServer(cancel.Request, SipMethod.Invite), out var invite))
        {
            cancel.Respond(481);
            return;
        }

        cancel.Respond(200);
        if (!invite.IsAnswered) invite.Cancelled?.Invoke();
    }

    private void Receive(SipResponse response, Flow from)
    {
        var via = response.TopVia;
        if (via.Branch is { } branch && clients.TryGetValue(TransactionKey.OfClient(branch, response.CSeq.Method), out var client)) client.Receive(response);
        else if (response.IsSuccess && response.CSeq.Method == SipMethod.Invite) User.Strayed(response, from);
    }

    // What can be answered is answered with what is wrong; an ACK and a response never are.
    private void Refuse(SipMessage? message, SipFault fault, Flow from, bool attended = false)
    {
        Refused?.Invoke(from, fault);
        if (message is not SipRequest { Method: not SipMethod.Ack } request) return;
        if (!request.Headers.TryAll<Via>(HeaderName.Via, out var vias, out _) || vias.Length == 0) return;

        request.Headers.SetAll(HeaderName.Via, [vias[0].SeenFrom(from.Remote), .. vias[1..]]);
        var response = request.Respond(fault.Status, Chance.Token(10), fault.Status == 400 ? $"Bad Request ({Printable(fault.ToString())})" : null);
        // What was found wrong while it was attended ends its transaction.
        if (attended && servers.TryGetValue(TransactionKey.OfServer(request), out var transaction) && !transaction.IsAnswered) transaction.Respond(response);
        else if (!attended) Transmit(ReplyFlow(request, from), response.ToBytes());
    }

    private static string Printable(string text) => string.Concat(text.Where(c => c is >= ' ' and not '\x7f')).Trim();

    private Via NewVia(Flow to) => new(to.ViaName, SipUri.HostOf(to.Local.Address), to.Local.Port)
    {
        Parameters = SipParameters.None.With("branch", Via.MagicCookie + Chance.Token(20).ToLowerInvariant()).With("rport", null),
    };

    private static bool Same(Flow one, Flow other) => one.Kind == other.Kind && (one.Connection != 0 && other.Connection != 0 ? one.Connection == other.Connection : one.Remote.Equals(other.Remote));

    private sealed class Nobody : ITransactionUser
    {
        public void Requested(ServerTransaction transaction) => transaction.Respond(transaction.Request.Method == SipMethod.Options ? 200 : 501);

        public void Acknowledged(SipRequest ack, Flow from)
        {
        }

        public void Strayed(SipResponse response, Flow from)
        {
        }

        public void Lost(Flow flow, string why)
        {
        }
    }
}
