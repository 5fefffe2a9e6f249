using Atiende.Sip.Authentication;
using Atiende.Sip.Calls;
using Atiende.Sip.Transactions;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Registrations;

/// <summary>What is to be registered, and where.</summary>
public sealed record RegistrationOptions
{
    /// <summary>The registrar: sip:host.</summary>
    public required SipUri Registrar { get; init; }

    /// <summary>Who we are there: the address of record.</summary>
    public required NameAddress Address { get; init; }

    /// <summary>For the registrar's challenge.</summary>
    public SipCredentials? Credentials { get; init; }

    /// <summary>For how long we ask.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A proxy to go by; null for none.</summary>
    public SipUri? Proxy { get; init; }
}

/// <summary>How a registration stands.</summary>
/// <param name="IsRegistered">Whether the registrar knows us.</param>
/// <param name="Status">The last status; 0 before the first, 408 where nobody answered.</param>
/// <param name="Next">When it is tried again.</param>
public sealed record RegistrationState(bool IsRegistered, int Status, DateTimeOffset Next);

/// <summary>Keeps us registered (RFC 3261 §10.2): refreshed in time, tried again with growing pauses when it fails (RFC 5626 §4.5).</summary>
public sealed class Registration
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    private readonly UserAgent agent;
    private readonly RegistrationOptions options;
    private readonly Action<RegistrationState> changed;
    private readonly DigestClient? digest;
    private readonly string callId;
    private readonly string tag;
    private uint sequence;
    private int failures;
    private TimeSpan lifetime;
    private bool stopped;
    private Alarms.Alarm? next;

    /// <summary>One that has not begun.</summary>
    public Registration(UserAgent agent, RegistrationOptions options, Action<RegistrationState> changed)
    {
        (this.agent, this.options, this.changed) = (agent, options, changed);
        (callId, tag, lifetime) = (agent.Layer.Chance.Token(24), agent.Layer.Chance.Token(12), options.Lifetime);
        if (options.Credentials is { } credentials) digest = new(credentials, () => agent.Layer.Chance.Token(16));
    }

    /// <summary>How it stands.</summary>
    public RegistrationState State { get; private set; } = new(false, 0, default);

    /// <summary>Begins, and goes on by itself.</summary>
    public void Start()
    {
        lock (agent.Layer.Gate) Send(lifetime);
    }

    /// <summary>Takes us off the registrar's list.</summary>
    public void Stop()
    {
        lock (agent.Layer.Gate)
        {
            stopped = true;
            next?.Stop();
            Send(TimeSpan.Zero);
        }
    }

    private void Send(TimeSpan wanted) => agent.FindFlow(null, options.Proxy ?? options.Registrar, flow =>
    {
        if (flow is null) Failed(503, null);
        else Send(flow, wanted, 0);
    });

    private void Send(Flow flow, TimeSpan wanted, int attempt)
    {
        var request = new SipRequest(SipMethod.Register, options.Registrar);
        if (options.Proxy is { } proxy) request.Headers.Add(HeaderName.Route, new NameAddress(proxy.WithParameters(proxy.Parameters.With("lr", null))));
        request.Headers.Add(HeaderName.MaxForwards, "70");
        request.Headers.Add(HeaderName.From, options.Address.WithTag(tag));
        request.Headers.Add(HeaderName.To, options.Address);
        request.Headers.Add(HeaderName.CallId, callId);
        request.Headers.Add(HeaderName.CSeq, new CSeq(++sequence, SipMethod.Register));
        request.Headers.Add(HeaderName.Contact, new NameAddress(agent.Contact(flow)));
        request.Headers.Add(HeaderName.Expires, new Seconds((uint)wanted.TotalSeconds));
        request.Headers[HeaderName.Supported] = "path";
        request.Headers[HeaderName.UserAgent] = agent.Options.Name;
        digest?.Sign(request);
        agent.Layer.Send(request, flow, response =>
        {
            if (response.IsProvisional) return;
            if (response.Status is 401 or 407 && attempt < 4 && digest?.Take(response) == true) Send(flow, wanted, attempt + 1);
            else if (response.Status == 423 && attempt < 4 && response.Headers.Get<Seconds>(HeaderName.MinExpires) is { Value: <= 86_400 } least) Send(flow, lifetime = TimeSpan.FromSeconds(least.Value), attempt + 1);
            else if (response.IsSuccess) Succeeded(response, request, wanted);
            else Failed(response.Status, response);
        }, failure => Failed(failure == RequestFailure.NotSent ? 503 : 408, null));
    }

    private void Succeeded(SipResponse response, SipRequest request, TimeSpan wanted)
    {
        failures = 0;
        digest?.Succeeded();
        if (stopped)
        {
            Become(new(false, response.Status, default));
            return;
        }

        // What we were given stands beside our contact (§10.2.4).
        var ours = request.Contacts[0].Uri;
        var given = response.Contacts.FirstOrDefault(contact => contact.Uri.Matches(ours))?.Parameters["expires"] is { } own && HeaderValue.TryParse<Seconds>(own, out var seconds, out _)
            ? TimeSpan.FromSeconds(seconds.Value) : response.Headers.Get<Seconds>(HeaderName.Expires) is { } all ? TimeSpan.FromSeconds(all.Value) : wanted;
        var again = given > TimeSpan.FromMinutes(2) ? given - TimeSpan.FromMinutes(1) : given * 0.5;
        Wait(again < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : again, new(true, response.Status, default));
    }

    private void Failed(int status, SipResponse? response)
    {
        if (stopped) return;

        // Twice as long each time, between half and all of it by chance: so a registrar that comes back is not run over.
        var pause = FirstPause * (1 << Math.Min(failures++, 6));
        if (pause > LongestPause) pause = LongestPause;
        pause *= 0.5 + (agent.Layer.Chance.Below(500) / 1000.0);
        if (response?.Headers.Get<Seconds>(HeaderName.RetryAfter) is { } asked && asked.Value > pause.TotalSeconds) pause = TimeSpan.FromSeconds(Math.Min(asked.Value, LongestPause.TotalSeconds));
        Wait(pause, new(false, status, default));
    }

    private void Wait(TimeSpan pause, RegistrationState state)
    {
        next?.Stop();
        next = agent.Layer.Alarms.Set(pause, () => Send(lifetime));
        Become(state with { Next = agent.Layer.Now + pause });
    }

    private void Become(RegistrationState state)
    {
        State = state;
        changed(state);
    }
}
