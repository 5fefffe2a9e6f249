using Atiende.Sip.Calls;
using Atiende.Sip.Tests.Harness;

namespace Atiende.Sip.Tests.Calls;

/// <summary>Two user agents, Ana and Luis, on a network that does what it should.</summary>
public sealed class CallTests
{
    private readonly ManualTime time = new();
    private readonly SimulatedNetwork network;
    private readonly Peer ana;
    private readonly Peer luis;

    public CallTests()
    {
        network = new(time, seed: 1);
        ana = new(network, time, "ana", "192.0.2.1:5060", 1);
        luis = new(network, time, "luis", "192.0.2.2:5060", 2);
    }

    [Fact]
    public void A_call_is_answered_and_hung_up_and_nothing_stays_behind()
    {
        var call = ana.CallTo(luis);
        Pass(1);
        Assert.Equal(CallState.Established, call.State);
        Assert.Equal(CallState.Established, luis.Last.State);
        Assert.Equal((ana.Media(), luis.Media()), (call.Media.Local, call.Media.Remote));
        Assert.Equal((luis.Media(), ana.Media()), (luis.Last.Media.Local, luis.Last.Media.Remote));

        luis.Last.HangUp("Q.850;cause=16");
        Pass(60);

        Assert.Equal(CallEndKind.ByPeer, ana.Ends.Single().End.Kind);
        Assert.Equal("Q.850;cause=16", ana.Ends.Single().End.Message!.Headers[HeaderName.Reason]);
        Assert.Equal(["ended ByUs"], luis.Told.Where(told => told.StartsWith("ended", StringComparison.Ordinal)));
        Quiet();
    }

    [Fact]
    public void It_rings_with_early_media_before_it_is_answered()
    {
        luis.OnIncoming = call =>
        {
            call.Ring();
            call.Ring(183, luis.Media());
        };
        var call = ana.CallTo(luis);
        Pass(2);

        Assert.Equal(["180", "183"], ana.Told);
        Assert.Equal(luis.Media(), call.Media.Early);
        luis.Last.Answer(luis.Media());
        Pass(1);
        Agree(call, luis.Last);
    }

    [Fact]
    public void A_refusal_says_its_status()
    {
        luis.OnIncoming = call => call.Refuse(486);
        ana.CallTo(luis);
        Pass(60);

        Assert.Equal(["ended Refused 486"], ana.Told);
        Quiet();
    }

    [Fact]
    public void Giving_up_while_it_rings_is_a_CANCEL()
    {
        luis.OnIncoming = call => call.Ring();
        var call = ana.CallTo(luis);
        Pass(1);
        call.HangUp();
        Pass(60);

        Assert.Contains(network.Sent, sent => sent.Text.StartsWith("CANCEL", StringComparison.Ordinal));
        Assert.Equal("ended ByUs 487", ana.Told[^1]);
        Assert.Equal("ended ByPeer 487", luis.Told[^1]);
        Quiet();
    }

    [Fact]
    public void An_answer_that_crosses_the_CANCEL_is_acknowledged_and_hung_up()
    {
        luis.OnIncoming = call => call.Ring();
        var call = ana.CallTo(luis);
        Pass(1);
        luis.Last.Answer(luis.Media());
        call.HangUp();
        Pass(60);

        Assert.All([ana, luis], peer => Assert.Single(peer.Ends));
        Assert.Equal(["ACK", "BYE"], network.Sent.Where(sent => sent.From.Equals(ana.Port.Local)).Select(sent => sent.Text.Split(' ')[0]).Where(method => method is "ACK" or "BYE"));
        Quiet();
    }

    [Fact]
    public void An_offerless_INVITE_takes_the_offer_of_the_answer()
    {
        ana.OnOffered = (call, offer) =>
        {
            Assert.Equal(luis.Media(), offer);
            call.AcceptOffer(ana.Media());
        };
        var call = ana.CallTo(luis, offer: null);
        Pass(1);

        Agree(call, luis.Last);
        Assert.Contains("established", luis.Told);
    }

    [Fact]
    public void A_lost_ACK_is_sent_again_with_each_repeated_success()
    {
        var lost = 0;
        network.Swallow = (_, text) => text.StartsWith("ACK", StringComparison.Ordinal) && lost++ < 3;
        ana.CallTo(luis);
        Pass(30);

        Assert.Equal(4, network.Sent.Count(sent => sent.Text.StartsWith("ACK", StringComparison.Ordinal)));
        Assert.Equal(4, network.Sent.Count(sent => sent.Text.StartsWith("SIP/2.0 200", StringComparison.Ordinal) && sent.Text.Contains("INVITE\r\n", StringComparison.Ordinal)));
        Agree(ana.Last, luis.Last);
    }

    [Fact]
    public void An_answer_whose_ACK_never_comes_is_hung_up()
    {
        network.Swallow = (_, text) => text.StartsWith("ACK", StringComparison.Ordinal);
        ana.CallTo(luis);
        Pass(80);

        Assert.Equal("ended Vanished", luis.Told[^1]);
        Assert.Equal("ended ByPeer", ana.Told[^1]);
        Quiet();
    }

    [Fact]
    public void A_reliable_183_is_repeated_until_PRACK_and_the_answer_waits_for_it()
    {
        var lost = 0;
        network.Swallow = (_, text) => text.StartsWith("PRACK", StringComparison.Ordinal) && lost++ < 2;
        luis.OnIncoming = call =>
        {
            call.Ring(183, luis.Media(), reliable: true);
            call.Answer();
        };
        var call = ana.CallTo(luis);
        Pass(.3);
        Assert.Equal(CallState.Early, call.State);
        Assert.Equal(luis.Media(), call.Media.Remote);

        Pass(30);

        Agree(call, luis.Last);
        Assert.Equal(["183", "established"], ana.Told);
    }

    [Fact]
    public void Hold_and_resume_are_negotiated_by_re_INVITE_and_by_UPDATE()
    {
        var call = ana.CallTo(luis);
        Pass(1);
        call.Offer(ana.Media(2));
        Pass(1);
        Agree(call, luis.Last);
        Assert.Equal(ana.Media(2), luis.Last.Media.Remote);

        call.Update(ana.Media(3));
        Pass(1);
        Agree(call, luis.Last);
        Assert.Equal(ana.Media(3), luis.Last.Media.Remote);

        call.Offer(null); // The peer is asked for an offer.
        Pass(1);
        Agree(call, luis.Last);
        Assert.Contains(network.Sent, sent => sent.Text.StartsWith("UPDATE", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_re_INVITEs_that_cross_are_both_refused_with_491_and_both_come_through_later()
    {
        var call = ana.CallTo(luis);
        Pass(1);
        call.Offer(ana.Media(2));
        luis.Last.Offer(luis.Media(2));
        Pass(.1);
        Assert.Equal(2, network.Sent.Count(sent => sent.Text.StartsWith("SIP/2.0 491", StringComparison.Ordinal)));

        Pass(10);

        Agree(call, luis.Last);
        Assert.Equal(2, ana.Told.Count(told => told == "negotiated"));
        Assert.Equal(2, luis.Told.Count(told => told == "negotiated"));
    }

    [Fact]
    public void A_refused_offer_leaves_all_as_it_was()
    {
        luis.OnOffered = (call, _) => call.RefuseOffer(488);
        var call = ana.CallTo(luis);
        Pass(1);
        call.Offer(ana.Media(2));
        Pass(40);

        Assert.Contains("offer refused 488", ana.Told);
        Assert.Equal(ana.Media(), call.Media.Local);
        Agree(call, luis.Last);
    }

    [Fact]
    public void A_session_is_refreshed_for_as_long_as_both_live()
    {
        var call = ana.CallTo(luis);
        Pass(3 * 3600);

        Agree(call, luis.Last);
        Assert.InRange(network.Sent.Count(sent => sent.Text.StartsWith("UPDATE", StringComparison.Ordinal)), 10, 13);
    }

    [Fact]
    public void A_peer_that_died_is_noticed_by_both_roles_of_the_session_timer()
    {
        var call = ana.CallTo(luis);
        ana.CallTo(luis);
        Pass(1);
        luis.Port.Dead = true;
        Pass(1800);

        Assert.Equal(CallEndKind.Vanished, ana.Ends[0].End.Kind);
        Assert.Equal(CallState.Ended, call.State);
        Pass(100);
        Assert.All(luis.Ends, ended => Assert.Equal(CallEndKind.Vanished, ended.End.Kind));
        Assert.Equal(2, luis.Ends.Count);
    }

    [Fact]
    public void Too_short_a_session_is_refused_and_asked_for_again()
    {
        var pedro = new Peer(network, time, "pedro", "192.0.2.3:5060", 3, new() { SessionInterval = 60, ShortestSession = 60 });
        var call = pedro.CallTo(luis);
        Pass(1);

        Assert.Contains(network.Sent, sent => sent.Text.StartsWith("SIP/2.0 422", StringComparison.Ordinal));
        Agree(call, luis.Last);
    }

    [Fact]
    public void A_blind_transfer_tells_how_it_goes_on()
    {
        var marta = new Peer(network, time, "marta", "192.0.2.3:5060", 3);
        var call = ana.CallTo(luis);
        Pass(1);
        luis.OnReferred = (asked, referral) =>
        {
            referral.Accept();
            luis.OnEstablished = _ => referral.Report(200);
            luis.CallTo(marta);
        };
        call.Refer(marta.Address);
        Pass(5);

        Assert.Equal(["refer 100", "refer 200"], ana.Told.Where(told => told.StartsWith("refer", StringComparison.Ordinal)));
        Agree(luis.Last, marta.Last);
    }

    [Fact]
    public void An_attended_transfer_takes_the_place_of_the_call_that_it_names()
    {
        var marta = new Peer(network, time, "marta", "192.0.2.3:5060", 3);
        var withLuis = ana.CallTo(luis);
        var withMarta = ana.CallTo(marta);
        Pass(1);
        luis.OnReferred = (asked, referral) =>
        {
            referral.Accept();
            luis.CallTo(marta, change: options => options with { To = referral.Uri, Replaces = referral.Replaces });
            luis.OnEstablished = _ => referral.Report(200);
        };
        withLuis.Refer(marta.Address, withMarta);
        Pass(5);

        Assert.Equal(CallState.Ended, withMarta.State);
        Assert.Equal(CallEndKind.Replaced, marta.Ends.Single().End.Kind);
        Agree(luis.Last, marta.Last);
    }

    [Fact]
    public void A_Replaces_of_nothing_is_481()
    {
        ana.CallTo(luis, change: options => options with { Replaces = new("nothing", "a", "b") });
        Pass(1);

        Assert.Equal(["ended Refused 481"], ana.Told);
    }

    [Fact]
    public void A_call_is_stored_and_goes_on_in_another_process()
    {
        var call = ana.CallTo(luis);
        Pass(1);
        var stored = System.Text.Json.JsonSerializer.Serialize(luis.Last.Snapshot());
        luis.Port.Dead = true; // kill -9
        Pass(5);

        var again = new Peer(network, time, "luis", "192.0.2.2:5060", 22);
        var restored = again.Agent.Restore(System.Text.Json.JsonSerializer.Deserialize<CallSnapshot>(stored)!, again);
        restored.Offer(again.Media(7));
        Pass(1);
        Agree(call, restored);
        Assert.Equal(again.Media(7), call.Media.Remote);
        call.HangUp();
        Pass(1);

        Assert.Equal("ended ByPeer", again.Told[^1]);
        Assert.Equal(0, again.Agent.Dialogs);
    }

    [Fact]
    public void The_second_answer_of_a_fork_is_acknowledged_and_left()
    {
        var call = ana.CallTo(luis);
        Pass(1);
        var answer = network.Sent.First(sent => sent.Text.StartsWith("SIP/2.0 200", StringComparison.Ordinal)).Text;
        var other = System.Text.Encoding.UTF8.GetBytes(answer.Replace($"tag={luis.Last.LocalTag}", "tag=other", StringComparison.Ordinal));
        network.Sent.Clear();
        var from = new Sip.Transports.Flow(Sip.Transports.TransportKind.Udp, ana.Port.Local, luis.Port.Local);
        ana.Layer.Arrived(other, from);
        ana.Layer.Arrived(other, from);

        Assert.Equal(["ACK", "BYE", "ACK"], network.Sent.Select(sent => sent.Text.Split(' ')[0]));
        Assert.All(network.Sent, sent => Assert.Contains("tag=other", sent.Text, StringComparison.Ordinal));
        Agree(call, luis.Last);
    }

    [Fact]
    public void An_asserted_identity_is_carried_and_read()
    {
        ana.CallTo(luis, change: options => options with { AssertedIdentity = new(AnyUri.Parse("tel:+59144250000")) { DisplayName = "Persona Ejemplo" } });
        Pass(1);

        Assert.Equal("+59144250000", Assert.IsType<TelUri>(luis.Last.AssertedIdentity!.Uri).Number);
    }

    [Fact]
    public void A_request_out_of_its_order_is_500_and_one_of_no_dialog_481()
    {
        var call = ana.CallTo(luis);
        Pass(1);
        var statuses = new List<int>();
        call.SendRequest(SipMethod.Info, null, response => statuses.Add(response.Status), _ => { });
        call.SendRequest(SipMethod.Info, null, response => statuses.Add(response.Status), _ => { }, number: 1);
        Pass(1);
        call.SendRequest(SipMethod.Bye, request => request.Headers[HeaderName.CallId] = "other", response => statuses.Add(response.Status), _ => { });
        Pass(1);

        Assert.Equal([501, 500, 481], statuses);
    }

    private void Pass(double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    private static void Agree(Call one, Call other)
    {
        Assert.Equal(CallState.Established, one.State);
        Assert.Equal(CallState.Established, other.State);
        Assert.NotNull(one.Media.Local);
        Assert.Equal(one.Media.Local, other.Media.Remote);
        Assert.Equal(one.Media.Remote, other.Media.Local);
    }

    private void Quiet()
    {
        Assert.All([ana, luis], peer =>
        {
            Assert.Empty(peer.Bugs);
            Assert.Equal(0, peer.Agent.Dialogs);
            Assert.Equal(0, peer.Layer.Running);
        });
    }
}
