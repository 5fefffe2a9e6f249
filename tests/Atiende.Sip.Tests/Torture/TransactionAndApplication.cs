using System.Net;
using Atiende.Sip.Registrations;
using Atiende.Sip.Tests.Harness;
using Atiende.Sip.Transactions;

namespace Atiende.Sip.Tests.Torture;

/// <summary>RFC 4475 §3.2 to §3.4: well-formed messages that a user agent or a registrar must attend in a special way. Each comes to a real stack, and what it answers is read off the wire.</summary>
public sealed class TransactionAndApplication
{
    private readonly ManualTime time = new();
    private readonly SimulatedNetwork network;
    private readonly Peer ours;
    private readonly Registrar registrar = new();
    private Registered? registered;

    public TransactionAndApplication()
    {
        network = new(time, seed: 1);
        ours = new(network, time, "user", "192.0.2.200:5060", 1) { OnRequested = Register, OnIncoming = call => call.Ring() };
    }

    [Fact]
    public void Badbranch_a_branch_of_the_cookie_alone_is_matched_as_RFC_2543_does()
    {
        Receive("badbranch");
        Receive("badbranch"); // The same once more is a repetition.
        var other = MessageReader.Read(TortureMessage.Bytes("badbranch")).Message!;
        other.Headers[HeaderName.CallId] = "another";
        ours.Layer.Arrived(other.ToBytes(), From);

        Assert.False(TortureMessage.Good<SipRequest>("badbranch").TopVia.HasUniqueBranch);
        Assert.Equal([200, 200, 200], Statuses());
        Assert.Equal(2, network.Sent.Select(sent => MessageReader.Read(System.Text.Encoding.UTF8.GetBytes(sent.Text)).Message!.To.Tag).Distinct().Count());
    }

    [Fact]
    public void Insuf_without_the_headers_that_all_must_have_is_400() => Assert.Equal([400], Answers("insuf"));

    [Fact]
    public void Unkscm_a_scheme_that_nobody_knows_is_416() => Assert.Equal([416], Answers("unkscm"));

    [Fact]
    public void Novelsc_a_scheme_that_is_not_SIPs_is_416() => Assert.Equal([416], Answers("novelsc"));

    [Fact]
    public void Unksm2_unknown_schemes_in_To_From_and_Contact_are_read_and_the_contact_is_refused()
    {
        Assert.Equal("isbn", TortureMessage.Good<SipRequest>("unksm2").To.Uri.Scheme);
        Assert.Equal([400], Answers("unksm2"));
    }

    [Fact]
    public void Bext01_unknown_extensions_are_420_and_named()
    {
        Assert.Equal([420], Answers("bext01"));
        Assert.Equal("nothingSupportsThis, nothingSupportsThisEither", Last().Headers[HeaderName.Unsupported]);
    }

    [Fact]
    public void Invut_a_body_of_an_unknown_type_is_415_and_the_known_ones_are_named()
    {
        Assert.Equal([100, 415], Answers("invut"));
        Assert.Contains("application/sdp", Last().Headers[HeaderName.Accept], StringComparison.Ordinal);
    }

    [Fact]
    public void Regaut01_an_unknown_scheme_of_authorization_counts_as_none()
    {
        var digest = new Authentication.DigestServer("example.com", time, () => "random");

        Assert.Equal(Authentication.DigestVerdict.Missing, digest.Check(TortureMessage.Good<SipRequest>("regaut01"), (_, _) => null, out _));
        Assert.Equal([200], Answers("regaut01")); // A registrar that asks nobody.
    }

    [Fact]
    public void Multi01_headers_that_stand_once_stand_twice() => Assert.Equal("From", TortureMessage.Fault("multi01").Where);

    [Fact]
    public void Mcl01_two_different_Content_Lengths() => Assert.Equal([400], Answers("mcl01"));

    [Fact]
    public void Bcast_a_success_for_nobody_here_is_dropped() => Assert.Empty(Answers("bcast"));

    [Fact]
    public void Zeromf_the_last_hop_answers_it() => Assert.Equal([200], Answers("zeromf"));

    [Fact]
    public void Cparam01_without_brackets_the_parameter_is_the_headers()
    {
        Assert.Equal([200], Answers("cparam01"));
        var contact = TortureMessage.Good<SipRequest>("cparam01").Contacts[0];

        Assert.True(contact.Parameters.Has("unknownparam"));
        Assert.Equal("sip:+19725552222@gw1.example.net", registered!.Bindings[0].Uri.ToString());
    }

    [Fact]
    public void Cparam02_within_brackets_the_parameter_is_the_URIs()
    {
        Assert.Equal([200], Answers("cparam02"));
        Assert.Equal("sip:+19725552222@gw1.example.net;unknownparam", registered!.Bindings[0].Uri.ToString());
    }

    [Fact]
    public void Regescrt_headers_of_a_contacts_URI_are_not_followed_by_the_registrar()
    {
        var uri = (SipUri)TortureMessage.Good<SipRequest>("regescrt").Contacts[0].Uri;
        Assert.Equal("<sip:sip.example.com>", uri.HeaderValues("route").Single());

        Assert.Equal([200], Answers("regescrt"));
        Assert.Equal("sip:user@example.com", registered!.Bindings[0].Uri.ToString());
    }

    [Fact]
    public void Sdp01_who_accepts_no_description_gets_406() => Assert.Equal([100, 406], Answers("sdp01"));

    [Fact]
    public void Inv2543_an_INVITE_of_the_old_RFC_is_attended()
    {
        // Without a contact there is nowhere to send a request to: RFC 3261 §8.1.1.8 wants one, RFC 2543 used From.
        Assert.Equal([100, 180], Answers("inv2543"));
        Assert.Equal("sip:+13035551111@ift.client.example.net;user=phone", ours.Last.Dialog!.State.RemoteTarget);
        Assert.Equal("<sip:UserB@example.com;maddr=ss1.example.com>", ours.Last.Dialog.State.Routes.Single());
    }

    [Fact]
    public void All_49_are_here() =>
        Assert.Equal(49, Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Torture", "messages"), "*.txt").Length);

    private Sip.Transports.Flow From => new(Sip.Transports.TransportKind.Udp, ours.Port.Local, IPEndPoint.Parse("192.0.2.99:5060"));

    private bool Register(ServerTransaction transaction)
    {
        if (transaction.Request.Method != SipMethod.Register) return false;

        registered = registrar.Apply(transaction.Request, registered?.Bindings ?? [], time.GetUtcNow());
        transaction.Respond(registrar.Respond(transaction.Request, registered, time.GetUtcNow(), "registrar"));
        return true;
    }

    private void Receive(string name) => ours.Layer.Arrived(TortureMessage.Bytes(name), From);

    private IEnumerable<int> Answers(string name)
    {
        Receive(name);
        Assert.Empty(ours.Bugs);
        return Statuses();
    }

    private IEnumerable<int> Statuses() => network.Sent.Select(sent => int.Parse(sent.Text.Split(' ')[1], null));

    private SipMessage Last() => MessageReader.Read(System.Text.Encoding.UTF8.GetBytes(network.Sent[^1].Text)).Message!;
}
