using System.Collections.Concurrent;
using System.Net;
using Atiende.Sip.Authentication;
using Atiende.Sip.Calls;
using Atiende.Sip.Sdp;
using Atiende.Sip.Transactions;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Tests.Peers;

/// <summary>Against a stack that is not ours: SIPp calls a user agent made of the library, and answers one.</summary>
public sealed class SippTests : IUserAgentHandler, ICallHandler, IAsyncLifetime
{
    private readonly SipTransports transports = new();
    private readonly TransactionLayer layer;
    private readonly UserAgent agent;
    private readonly ConcurrentBag<CallEnd> ends = [];
    private readonly ConcurrentBag<Exception> bugs = [];
    private DigestServer? digest;
    private bool reliable;
    private TimeSpan ringing;
    private Action<Call> whenEstablished = _ => { };
    private Action<Call> whenNegotiated = _ => { };
    private Action<Call> whenRinging = _ => { };

    public SippTests()
    {
        layer = new(transports, TimeProvider.System, SipChance.Secure) { Broken = bugs.Add };
        transports.User = layer;
        agent = new(layer, this, new DnsHosts(TimeProvider.System));
    }

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Sipp.IsThere, "sipp is not installed (Debian: sip-tester)");
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(TransportKind.Udp)]
    [InlineData(TransportKind.Tcp)]
    public async Task Callers_are_answered_and_hang_up(TransportKind kind)
    {
        await Sipp.Call("uac", Listen(kind), 200, ["-r", "100", .. kind == TransportKind.Tcp ? ["-t", "t1"] : Array.Empty<string>()]);

        await Over(200, CallEndKind.ByPeer);
    }

    [Fact]
    public async Task Callers_put_on_hold_and_resume()
    {
        await Sipp.Call("uac_reinvite", Listen(), 50, "-r", "50");

        await Over(50, CallEndKind.ByPeer);
    }

    [Fact]
    public async Task Callers_give_up_while_it_rings()
    {
        ringing = TimeSpan.FromMinutes(5);

        await Sipp.Call("uac_cancel", Listen(), 50, "-r", "50");

        await Over(50, CallEndKind.ByPeer);
    }

    [Fact]
    public async Task A_fifth_of_the_messages_is_lost_and_every_call_comes_through()
    {
        await Sipp.Call("uac", Listen(), 40, "-r", "40", "-lost", "20");

        await Over(40, CallEndKind.ByPeer);
    }

    [Fact]
    public async Task A_reliable_183_is_confirmed_before_the_answer()
    {
        reliable = true;

        await Sipp.Call("uac_prack", Listen(), 30, "-r", "30");

        await Over(30, CallEndKind.ByPeer);
    }

    [Fact]
    public async Task Callers_without_an_offer_answer_ours_in_the_ACK()
    {
        await Sipp.Call("uac_offerless", Listen(), 30, "-r", "30");

        await Over(30, CallEndKind.ByPeer);
    }

    [Fact]
    public async Task Callers_who_must_say_who_they_are_say_it()
    {
        digest = new("atiende.invalid", TimeProvider.System, () => SipChance.Secure.Token(16)) { Algorithms = [Digest.Md5] };

        await Sipp.Call("uac_digest", Listen(), 30, "-r", "30");

        await Over(30, CallEndKind.ByPeer);
    }

    [Theory]
    [InlineData(TransportKind.Udp)]
    [InlineData(TransportKind.Tcp)]
    public async Task Telephones_are_called_and_hung_up_on(TransportKind kind)
    {
        whenEstablished = call => layer.Alarms.Set(TimeSpan.FromMilliseconds(100), () => call.HangUp());

        await CallThem("uas", 50, kind);

        await Over(50, CallEndKind.ByUs);
    }

    [Fact]
    public async Task Telephones_hang_up()
    {
        await CallThem("uas_hangs_up", 50);

        await Over(50, CallEndKind.ByPeer);
    }

    [Fact]
    public async Task Telephones_are_put_on_hold()
    {
        whenEstablished = call => call.Offer(Description(2).WithDirection(MediaDirection.SendOnly).ToString());
        whenNegotiated = call => call.HangUp();

        await CallThem("uas_reinvite", 30);

        await Over(30, CallEndKind.ByUs);
    }

    [Fact]
    public async Task Telephones_ring_until_we_give_up()
    {
        whenRinging = call => call.HangUp();

        await CallThem("uas_cancel", 30);

        await Over(30, CallEndKind.ByUs);
    }

    [Fact]
    public async Task Telephones_are_busy()
    {
        await CallThem("uas_busy", 30);

        await Over(30, CallEndKind.Refused);
        Assert.All(ends, end => Assert.Equal(486, end.Status));
    }

    [Fact]
    public async Task A_peer_asks_who_we_are_and_is_content_with_the_answer()
    {
        whenEstablished = call => call.HangUp();

        await CallThem("uas_digest", 20, credentials: new("atiende", "secreto"));

        await Over(20, CallEndKind.ByUs);
    }

    [Fact]
    public async Task A_peer_is_not_content_with_a_wrong_password()
    {
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => CallThem("uas_digest", 1, credentials: new("atiende", "otro")));
    }

    void IUserAgentHandler.Incoming(Call call)
    {
        call.Handler = this;
        if (digest is not null)
        {
            var verdict = digest.Check(call.Invite!, (user, algorithm) => user == "persona" ? Digest.Ha1(algorithm, user, "atiende.invalid", "secreto") : null, out _);
            if (verdict != DigestVerdict.Good)
            {
                call.Handler = new Unheard();
                call.Refuse(401, dress: response => digest.Challenge(response, verdict == DigestVerdict.Stale));
                return;
            }
        }

        var answer = call.Media.Offer is { } offer ? SdpAnswer.To(SessionDescription.Parse(offer), Description(1)).ToString() : Description(1).ToString();
        if (reliable)
        {
            call.Ring(183, answer, reliable: true);
            call.Answer();
            return;
        }

        call.Ring();
        if (ringing == TimeSpan.Zero) call.Answer(answer);
    }

    void ICallHandler.Progressed(Call call, SipResponse response) => whenRinging(call);

    void ICallHandler.Established(Call call) => whenEstablished(call);

    void ICallHandler.Offered(Call call, string? offer) =>
        call.AcceptOffer(offer is null ? Description(2).ToString() : SdpAnswer.To(SessionDescription.Parse(offer), Description(2)).ToString());

    void ICallHandler.Negotiated(Call call) => whenNegotiated(call);

    void ICallHandler.Ended(Call call, CallEnd end) => ends.Add(end);

    public async ValueTask DisposeAsync()
    {
        await transports.DisposeAsync();
        layer.Dispose();
    }

    private static SessionDescription Description(ulong version) => SessionDescription.Parse(
        $"v=0\r\no=atiende 1 {version} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n");

    private IPEndPoint Listen(TransportKind kind = TransportKind.Udp)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        return kind == TransportKind.Udp ? transports.OpenUdp(any) : transports.OpenTcp(any);
    }

    private async Task CallThem(string scenario, int calls, TransportKind kind = TransportKind.Udp, SipCredentials? credentials = null)
    {
        Listen(kind);
        var port = Sipp.FreePort();
        var telephones = Sipp.Wait(scenario, port, calls, kind == TransportKind.Tcp ? ["-t", "t1"] : []);
        await Task.Delay(kind == TransportKind.Tcp ? 1500 : 300); // A stream that comes before it listens is refused; a datagram is sent again.
        var to = SipUri.At("agente", new(IPAddress.Loopback, port), kind == TransportKind.Tcp ? "tcp" : null);
        for (var i = 0; i < calls; i++)
        {
            agent.Call(new() { To = to, From = new(AnyUri.Parse("sip:atiende@127.0.0.1")), Offer = Description(1).ToString(), Credentials = credentials }, this);
            await Task.Delay(5);
        }

        await telephones;
    }

    private async Task Over(int calls, CallEndKind kind)
    {
        for (var wait = 0; ends.Count < calls && wait < 1000; wait++) await Task.Delay(50);
        Assert.Empty(bugs);
        Assert.Equal(calls, ends.Count);
        Assert.All(ends, end => Assert.Equal(kind, end.Kind));
        lock (layer.Gate) Assert.Equal(0, agent.Dialogs);
    }

    private sealed class Unheard : ICallHandler;
}
