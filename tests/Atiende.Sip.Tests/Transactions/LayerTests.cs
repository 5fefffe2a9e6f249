using Atiende.Sip.Tests.Harness;
using Atiende.Sip.Transactions;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Tests.Transactions;

public sealed class LayerTests
{
    private readonly ManualTime time = new();
    private readonly SimulatedNetwork network;
    private readonly TransactionLayer client;
    private readonly TransactionLayer server;
    private readonly Asked asked = new();
    private readonly List<int> statuses = [];
    private readonly List<RequestFailure> failures = [];

    public LayerTests()
    {
        network = new(time, seed: 1);
        (client, server) = (Layer("192.0.2.1:5060", 1), Layer("192.0.2.2:5060", 2));
        server.User = asked;
    }

    [Fact]
    public void An_INVITE_that_nobody_answers_is_sent_seven_times_and_given_up_after_32_seconds()
    {
        network.Loss = 1;
        Send(SipMethod.Invite);

        time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal([0, .5, 1.5, 3.5, 7.5, 15.5, 31.5], network.Sent.Select(sent => Math.Round(sent.At.TotalSeconds, 1)));
        Assert.Equal([RequestFailure.TimedOut], failures);
        Assert.Equal(0, client.Running);
    }

    [Fact]
    public void Another_request_that_nobody_answers_is_sent_eleven_times()
    {
        network.Loss = 1;
        Send(SipMethod.Options);

        time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal([0, .5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5], network.Sent.Select(sent => Math.Round(sent.At.TotalSeconds, 1)));
        Assert.Equal([RequestFailure.TimedOut], failures);
    }

    [Fact]
    public void Over_a_stream_nothing_is_sent_twice()
    {
        network.Swallow = (_, _) => true;
        var stream = Layer("192.0.2.1:5061", 3, TransportKind.Tcp);
        stream.Send(New(SipMethod.Invite), stream.FlowTo(TransportKind.Tcp, new(System.Net.IPAddress.Parse("192.0.2.2"), 5060))!, _ => { }, failures.Add);

        time.Advance(TimeSpan.FromSeconds(40));

        Assert.Single(network.Sent);
        Assert.Equal([RequestFailure.TimedOut], failures);
    }

    [Fact]
    public void A_repeated_request_gets_the_same_answer_and_goes_up_once()
    {
        network.Repeats = .5;
        asked.Answer = transaction => transaction.Respond(200, "once");
        Send(SipMethod.Options);

        time.Advance(TimeSpan.FromSeconds(40));

        Assert.Single(asked.Requests);
        Assert.Equal([200], statuses);
        Assert.Equal(0, client.Running + server.Running);
    }

    [Fact]
    public void A_failure_is_repeated_until_its_ACK_comes()
    {
        var dropped = 0;
        network.Swallow = (_, text) => text.StartsWith("ACK", StringComparison.Ordinal) && dropped++ < 2;
        asked.Answer = transaction => transaction.Respond(486, "busy");
        Send(SipMethod.Invite);

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(3, network.Sent.Count(sent => sent.Text.StartsWith("SIP/2.0 486", StringComparison.Ordinal)));
        Assert.Equal(3, network.Sent.Count(sent => sent.Text.StartsWith("ACK", StringComparison.Ordinal)));
        Assert.Equal([100, 486], statuses);
        Assert.Equal(0, client.Running + server.Running);
    }

    [Fact]
    public void A_CANCEL_waits_for_a_provisional_response_and_ends_the_INVITE()
    {
        asked.Answer = transaction => transaction.Cancelled = () => transaction.Respond(487);
        var transaction = Send(SipMethod.Invite);
        transaction.Cancel();
        Assert.Single(network.Sent);

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal([100, 487], statuses);
        Assert.Contains(network.Sent, sent => sent.Text.StartsWith("CANCEL", StringComparison.Ordinal));
        Assert.Equal(0, client.Running + server.Running);
    }

    [Fact]
    public void A_CANCEL_of_nothing_is_481()
    {
        Send(SipMethod.Cancel);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([481], statuses);
    }

    [Fact]
    public void A_malformed_request_is_answered_with_what_is_wrong_and_reaches_nobody()
    {
        var request = New(SipMethod.Options);
        request.Headers[HeaderName.To] = "\"no end <sip:x@y>";
        client.Send(request, To(), response => statuses.Add(response.Status), failures.Add);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(asked.Requests);
        Assert.Contains(network.Sent, sent => sent.Text.StartsWith("SIP/2.0 400 Bad Request (To: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Above_the_limit_503_with_Retry_After_is_answered_and_nothing_is_ignored()
    {
        var busy = Layer("192.0.2.3:5060", 4, most: 3);
        busy.User = new Asked();
        for (var i = 0; i < 5; i++)
        {
            client.Send(New(SipMethod.Options), client.FlowTo(TransportKind.Udp, new(System.Net.IPAddress.Parse("192.0.2.3"), 5060))!, response =>
            {
                statuses.Add(response.Status);
                Assert.NotNull(response.Headers.Get<Seconds>(HeaderName.RetryAfter));
            }, failures.Add);
        }

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([503, 503], statuses);
    }

    [Fact]
    public void A_bug_in_one_request_is_told_answered_with_500_and_stops_nobody_else()
    {
        var bugs = new List<Exception>();
        server.Broken = bugs.Add;
        asked.Answer = _ => throw new InvalidOperationException("a bug");
        Send(SipMethod.Options);
        time.Advance(TimeSpan.FromSeconds(1));
        asked.Answer = transaction => transaction.Respond(200);
        Send(SipMethod.Options);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(bugs);
        Assert.Equal([500, 200], statuses);
    }

    private TransactionLayer Layer(string address, int seed, TransportKind kind = TransportKind.Udp, int most = 1000)
    {
        var port = network.Open(address, kind);
        var layer = new TransactionLayer(port, time, SipChance.Seeded(seed)) { MostServers = most };
        port.User = layer;
        return layer;
    }

    private Flow To() => client.FlowTo(TransportKind.Udp, new(System.Net.IPAddress.Parse("192.0.2.2"), 5060))!;

    private ClientTransaction Send(string method) => client.Send(New(method), To(), response => statuses.Add(response.Status), failures.Add);

    private static SipRequest New(string method)
    {
        var request = new SipRequest(method, AnyUri.Parse("sip:101@192.0.2.2"));
        request.Headers.Add(HeaderName.MaxForwards, "70");
        request.Headers.Add(HeaderName.From, "<sip:persona@example.invalid>;tag=a");
        request.Headers.Add(HeaderName.To, "<sip:101@atiende.invalid>");
        request.Headers.Add(HeaderName.CallId, "call");
        request.Headers.Add(HeaderName.CSeq, new CSeq(1, method));
        return request;
    }

    private sealed class Asked : ITransactionUser
    {
        public List<SipRequest> Requests { get; } = [];

        public Action<ServerTransaction>? Answer { get; set; }

        public void Requested(ServerTransaction transaction)
        {
            Requests.Add(transaction.Request);
            Answer?.Invoke(transaction);
        }

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
