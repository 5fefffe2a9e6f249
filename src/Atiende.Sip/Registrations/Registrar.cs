using System.Collections.Immutable;
using System.Globalization;

namespace Atiende.Sip.Registrations;

/// <summary>What a REGISTER comes to.</summary>
/// <param name="Status">200, or why not; then nothing changes.</param>
/// <param name="Bindings">The bindings from then on.</param>
public sealed record Registered(int Status, ImmutableArray<Binding> Bindings);

/// <summary>
/// A registrar's rules (RFC 3261 §10.3, RFC 3327, RFC 5626 §6) as a function: a request and what is known, to what is known then. Whoever uses it asks for credentials first,
/// and stores what comes out before it answers.
/// </summary>
public sealed record Registrar
{
    /// <summary>The shortest registration; shorter ones are refused with 423.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest; longer ones are cut to it.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What is given where nothing is asked.</summary>
    public TimeSpan Usual { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most contacts that somebody has at a time.</summary>
    public int Most { get; init; } = 10;

    /// <summary>Applies a REGISTER: wholly or not at all (§10.3 step 7).</summary>
    public Registered Apply(SipRequest request, ImmutableArray<Binding> known, DateTimeOffset now)
    {
        var current = known.RemoveAll(binding => binding.Until <= now);
        var sequence = request.CSeq.Number;
        if (request.HasStarContact)
        {
            if (request.Headers.CountOf(HeaderName.Contact) != 1 || request.Headers.Get<Seconds>(HeaderName.Expires)?.Value != 0) return new(400, known);
            return current.Any(binding => IsLate(binding, request, sequence)) ? new(500, known) : new(200, []);
        }

        var next = current;
        foreach (var contact in request.Contacts)
        {
            if (contact.Uri is not SipUri uri) return new(400, known);

            var old = next.FirstOrDefault(binding => Same(binding, contact));
            if (old is not null && IsLate(old, request, sequence)) return new(500, known);
            if (Lifetime(request, contact) is not { } lifetime) return new(423, known);

            if (old is not null) next = next.Remove(old);
            if (lifetime == TimeSpan.Zero) continue;

            next = next.Add(new()
            {
                Contact = new NameAddress(uri.ForRequest()) { DisplayName = contact.DisplayName, Parameters = contact.Parameters.Without("expires") }.ToString(),
                CallId = request.CallId,
                Sequence = sequence,
                Until = now + lifetime,
                Path = [.. request.Headers.All<NameAddress>(HeaderName.Path).Select(path => path.ToString())],
                Instance = contact.Parameters["+sip.instance"],
                FlowId = contact.Parameters["reg-id"],
            });
        }

        return next.Length > Most ? new(403, known) : new(200, next);
    }

    /// <summary>The answer: on success all bindings with what is left of them.</summary>
    public SipResponse Respond(SipRequest request, Registered outcome, DateTimeOffset now, string tag)
    {
        var response = request.Respond(outcome.Status, tag);
        if (outcome.Status == 423) response.Headers.Set(HeaderName.MinExpires, new Seconds((uint)Shortest.TotalSeconds));
        if (outcome.Status != 200) return response;

        foreach (var binding in outcome.Bindings)
        {
            var left = Math.Max(1, (long)(binding.Until - now).TotalSeconds);
            response.Headers.Add(HeaderName.Contact, HeaderValue.Parse<NameAddress>(binding.Contact).With("expires", left.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (var path in request.Headers.All<NameAddress>(HeaderName.Path)) response.Headers.Add(HeaderName.Path, path); // RFC 3327 §5.3
        response.Headers[HeaderName.Date] = now.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);
        if (outcome.Bindings.Any(binding => binding.FlowId is not null)) response.Headers.Add(HeaderName.Require, "outbound"); // RFC 5626 §6
        return response;
    }

    // An older REGISTER that the network held back must not undo a newer one (§10.3 step 7).
    private static bool IsLate(Binding binding, SipRequest request, uint sequence) => binding.CallId == request.CallId && sequence <= binding.Sequence;

    private static bool Same(Binding binding, NameAddress contact) =>
        binding is { Instance: not null, FlowId: not null } && contact.Parameters["+sip.instance"] is { } instance
            ? instance == binding.Instance && contact.Parameters["reg-id"] == binding.FlowId
            : contact.Uri is SipUri uri && uri.ForRequest().Matches(binding.Uri);

    // Zero removes; null is too short. What is too large to be counted is only long.
    private TimeSpan? Lifetime(SipRequest request, NameAddress contact)
    {
        var asked = contact.Parameters["expires"] is { } own && HeaderValue.TryParse<Seconds>(own, out var seconds, out _) ? seconds : request.Headers.Get<Seconds>(HeaderName.Expires);
        if (asked is null) return Usual;
        if (asked.Value == 0) return TimeSpan.Zero;

        var lifetime = TimeSpan.FromSeconds(asked.Value);
        return lifetime < Shortest ? null : lifetime > Longest ? Longest : lifetime;
    }
}
