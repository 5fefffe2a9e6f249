using System.Net;
using Atiende.Sip.Calls;
using Atiende.Sip.Transactions;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Tests.Harness;

/// <summary>A user agent on the simulated network that notes all that it is told, and does what a test says.</summary>
internal sealed class Peer : IUserAgentHandler, ICallHandler, ISipHosts
{
    private readonly TransactionLayer layer;

    public Peer(SimulatedNetwork network, ManualTime time, string name, string address, int seed, UserAgentOptions? options = null)
    {
        Name = name;
        Port = network.Open(address);
        layer = new(Port, time, SipChance.Seeded(seed)) { Broken = Bugs.Add };
        Port.User = layer;
        Agent = new(layer, this, this, options);
    }

    public string Name { get; }

    public SimulatedNetwork.Port Port { get; }

    public UserAgent Agent { get; }

    public TransactionLayer Layer => layer;

    public List<Exception> Bugs { get; } = [];

    public List<Call> Calls { get; } = [];

    public Call Last => Calls[^1];

    public List<string> Told { get; } = [];

    public List<(Call Call, CallEnd End)> Ends { get; } = [];

    public Action<Call>? OnIncoming { get; set; }

    public Action<Call>? OnEstablished { get; set; }

    public Action<Call, string?>? OnOffered { get; set; }

    public Action<Call, Referral>? OnReferred { get; set; }

    public Func<ServerTransaction, bool>? OnRequested { get; set; }

    public NameAddress Address => new(AnyUri.Parse($"sip:{Name}@{Port.Local}"));

    /// <summary>A description of this peer's, of a version.</summary>
    public string Media(int version = 1) =>
        $"v=0\r\no={Name} 1 {version} IN IP4 {Port.Local.Address}\r\ns=-\r\nc=IN IP4 {Port.Local.Address}\r\nt=0 0\r\nm=audio {4000 + version} RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";

    public Call CallTo(Peer other, string? offer = "", Func<CallOptions, CallOptions>? change = null)
    {
        var options = new CallOptions { To = other.Address.Uri, From = Address, Offer = offer == "" ? Media() : offer };
        var call = Agent.Call(change?.Invoke(options) ?? options, this);
        Calls.Add(call);
        return call;
    }

    public void Incoming(Call call)
    {
        Calls.Add(call);
        call.Handler = this;
        Told.Add("incoming");
        if (OnIncoming is not null) OnIncoming(call);
        else call.Answer(Media());
    }

    public bool Requested(ServerTransaction transaction) => OnRequested?.Invoke(transaction) ?? false;

    public void Progressed(Call call, SipResponse response) => Told.Add($"{response.Status}");

    public void Established(Call call)
    {
        Told.Add("established");
        OnEstablished?.Invoke(call);
    }

    public void Offered(Call call, string? offer)
    {
        Told.Add("offered");
        if (OnOffered is not null) OnOffered(call, offer);
        else call.AcceptOffer(Media(Told.Count + 10));
    }

    public void Negotiated(Call call) => Told.Add("negotiated");

    public void OfferRefused(Call call, int status) => Told.Add($"offer refused {status}");

    public void Referred(Call call, Referral referral)
    {
        Told.Add($"referred to {referral.Uri}");
        if (OnReferred is not null) OnReferred(call, referral);
        else referral.Refuse(603);
    }

    public void ReferProgressed(Call call, int status) => Told.Add($"refer {status}");

    public void Ended(Call call, CallEnd end)
    {
        Ends.Add((call, end));
        Told.Add($"ended {end.Kind}{(end.Status == 0 ? "" : $" {end.Status}")}");
    }

    public void Find(string host, Action<IReadOnlyList<IPAddress>> found) => found([]);
}
