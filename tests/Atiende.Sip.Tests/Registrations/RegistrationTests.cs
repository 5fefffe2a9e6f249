using System.Collections.Immutable;
using Atiende.Sip.Authentication;
using Atiende.Sip.Registrations;
using Atiende.Sip.Tests.Harness;
using Atiende.Sip.Transactions;

namespace Atiende.Sip.Tests.Registrations;

public sealed class RegistrationTests
{
    private readonly ManualTime time = new();
    private readonly SimulatedNetwork network;
    private readonly Peer registrarPeer;
    private readonly Peer ana;
    private readonly Registrar registrar = new();
    private readonly DigestServer digest;
    private readonly List<RegistrationState> states = [];
    private ImmutableArray<Binding> bindings = [];
    private string password = "secret";

    public RegistrationTests()
    {
        network = new(time, seed: 1);
        digest = new("atiende.invalid", time, () => SipChance.Seeded(5).Token(16) + time.Elapsed.Ticks) { NonceAge = TimeSpan.FromMinutes(5) };
        registrarPeer = new(network, time, "registrar", "192.0.2.2:5060", 2) { OnRequested = Register };
        ana = new(network, time, "ana", "192.0.2.1:5060", 1);
    }

    [Fact]
    public void A_registration_answers_the_challenge_and_is_refreshed_for_a_day()
    {
        New().Start();
        for (var hour = 0; hour < 24; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            Assert.True(Assert.Single(bindings).Until > time.GetUtcNow());
        }

        Assert.All(states, state => Assert.True(state.IsRegistered));
        Assert.Equal("sip:atiende@192.0.2.1:5060", bindings[0].Uri.ToString());
    }

    [Fact]
    public void SHA_256_is_chosen_where_it_is_offered_and_MD5_where_it_is_not()
    {
        New().Start();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(network.Sent, sent => sent.Text.Contains("Authorization: Digest", StringComparison.Ordinal) && sent.Text.Contains("algorithm=SHA-256", StringComparison.Ordinal));
        Assert.Equal("6629fae49393a05397450978507c4ef1", // The example of RFC 2617 §3.5, which RFC 7616 keeps.
            Digest.Response(Digest.Md5, Digest.Ha1(Digest.Md5, "Mufasa", "testrealm@host.com", "Circle Of Life"), "dcd98b7102dd2f0e8b11d0f600bfb0c093", "GET", "/dir/index.html", "00000001", "0a4f113b"));
        Assert.Equal("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", // RFC 7616 §3.9.1
            Digest.Response(Digest.Sha256, Digest.Ha1(Digest.Sha256, "Mufasa", "http-auth@example.org", "Circle of Life"), "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", "GET", "/dir/index.html", "00000001", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"));
    }

    [Fact]
    public void A_wrong_password_is_not_tried_twice_at_once_and_again_with_growing_pauses()
    {
        password = "other";
        New().Start();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, network.Sent.Count(sent => sent.Text.StartsWith("REGISTER", StringComparison.Ordinal)));
        Assert.Equal(new(false, 401, states[0].Next), states.Single());

        time.Advance(TimeSpan.FromHours(2));

        Assert.InRange(states.Count, 5, 14);
        Assert.Empty(bindings);
    }

    [Fact]
    public void A_registrar_that_comes_back_is_found_again()
    {
        registrarPeer.Port.Dead = true;
        New().Start();
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.All(states, state => Assert.Equal(408, state.Status));

        registrarPeer.Port.Dead = false;
        time.Advance(TimeSpan.FromMinutes(30));

        Assert.True(states[^1].IsRegistered);
    }

    [Fact]
    public void Stopping_takes_the_binding_away()
    {
        var registration = New();
        registration.Start();
        time.Advance(TimeSpan.FromSeconds(1));
        registration.Stop();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(bindings);
        Assert.False(registration.State.IsRegistered);
    }

    [Fact]
    public void An_answer_that_was_overheard_serves_nobody_a_second_time()
    {
        New().Start();
        time.Advance(TimeSpan.FromSeconds(1));
        var heard = MessageReader.Read(System.Text.Encoding.UTF8.GetBytes(network.Sent.Last(sent => sent.Text.StartsWith("REGISTER", StringComparison.Ordinal)).Text)).Message!;
        var request = (SipRequest)heard;

        Assert.Equal(DigestVerdict.Stale, digest.Check(request, Ha1, out _));
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(DigestVerdict.Stale, digest.Check(request, Ha1, out _));
        Assert.Equal(DigestVerdict.Wrong, digest.Check(request, (_, _) => null, out _));
    }

    [Fact]
    public void Bindings_follow_the_rules_of_the_RFC()
    {
        var now = time.GetUtcNow();
        Registered Apply(ImmutableArray<Binding> known, uint number, params (HeaderName Name, string Value)[] headers)
        {
            var request = new SipRequest(SipMethod.Register, AnyUri.Parse("sip:atiende.invalid"));
            request.Headers.Add(HeaderName.CallId, "one");
            request.Headers.Add(HeaderName.CSeq, new CSeq(number, SipMethod.Register));
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            return registrar.Apply(request, known, now);
        }

        var two = Apply([], 1, (HeaderName.Contact, "<sip:a@192.0.2.1>;expires=600, <sip:a@192.0.2.2>;q=0.5"), (HeaderName.Expires, "120"), (HeaderName.Path, "<sip:proxy.invalid;lr>"));
        Assert.Equal([now.AddSeconds(600), now.AddSeconds(120)], two.Bindings.Select(binding => binding.Until));
        Assert.Equal("<sip:proxy.invalid;lr>", two.Bindings[0].Path.Single());
        Assert.Equal(.5, two.Bindings[1].Preference);

        Assert.Equal(500, Apply(two.Bindings, 1, (HeaderName.Contact, "<sip:a@192.0.2.1>")).Status); // Late.
        Assert.Equal(423, Apply(two.Bindings, 2, (HeaderName.Contact, "<sip:a@192.0.2.1>;expires=5")).Status);
        Assert.Equal(400, Apply(two.Bindings, 2, (HeaderName.Contact, "*"), (HeaderName.Expires, "60")).Status);
        Assert.Equal(400, Apply(two.Bindings, 2, (HeaderName.Contact, "<mailto:a@b.invalid>")).Status);
        Assert.Equal(two.Bindings, Apply(two.Bindings, 2).Bindings); // A question only.
        Assert.Single(Apply(two.Bindings, 2, (HeaderName.Contact, "<sip:a@192.0.2.1>;expires=0")).Bindings);
        Assert.Empty(Apply(two.Bindings, 2, (HeaderName.Contact, "*"), (HeaderName.Expires, "0")).Bindings);
        Assert.Equal(403, Apply([], 1, (HeaderName.Contact, string.Join(", ", Enumerable.Range(0, 11).Select(i => $"<sip:a@192.0.2.{i}>")))).Status);

        // A telephone that moved is the same by its instance (RFC 5626).
        var moved = Apply(Apply([], 1, (HeaderName.Contact, "<sip:a@192.0.2.1>;reg-id=1;+sip.instance=\"<urn:uuid:1>\"")).Bindings, 2, (HeaderName.Contact, "<sip:a@192.0.2.9>;reg-id=1;+sip.instance=\"<urn:uuid:1>\""));
        Assert.Equal("sip:a@192.0.2.9", Assert.Single(moved.Bindings).Uri.ToString());
    }

    private Registration New() => new(ana.Agent, new()
    {
        Registrar = (SipUri)AnyUri.Parse("sip:192.0.2.2:5060"),
        Address = new(AnyUri.Parse("sip:ana@atiende.invalid")),
        Credentials = new("ana", password),
    }, states.Add);

    private static string? Ha1(string user, string algorithm) => user == "ana" ? Digest.Ha1(algorithm, user, "atiende.invalid", "secret") : null;

    private bool Register(ServerTransaction transaction)
    {
        var request = transaction.Request;
        var verdict = digest.Check(request, Ha1, out _);
        if (verdict != DigestVerdict.Good)
        {
            var challenge = request.Respond(401, "r");
            digest.Challenge(challenge, verdict == DigestVerdict.Stale);
            transaction.Respond(challenge);
            return true;
        }

        var outcome = registrar.Apply(request, bindings, time.GetUtcNow());
        bindings = outcome.Bindings;
        transaction.Respond(registrar.Respond(request, outcome, time.GetUtcNow(), "r"));
        return true;
    }
}
