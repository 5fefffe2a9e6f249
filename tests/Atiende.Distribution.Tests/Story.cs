using System.Globalization;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.Rules;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Distribution.Tests;

/// <summary>
/// A story is played line by line: flush left what happens and when, indented what is decided. Who is not named in the cast joins queue 101,
/// <c>call 7 to 102</c> is an interaction whose id is 7.
/// </summary>
internal sealed class Story(params QueueRules[] queues)
{
    private readonly Dictionary<string, Guid> _agents = [];
    private readonly List<AgentProfile> _cast = [];

    public DistributionRules Rules { get; init; } = new() { Lease = null, PauseReasons = [new("lunch", new("Almuerzo", "Lunch"), PauseClass.Rest) { Limit = Duration.FromMinutes(30), ReturnsByItself = true }] };

    public Distributor Distributor { get; } = new();

    public Story With(string name, Func<AgentProfile, AgentProfile>? change = null, params string[] queues)
    {
        _agents[name] = new(_agents.Count + 1, 0, 0, new byte[8]);
        var profile = new AgentProfile(_agents[name]) { Memberships = [.. (queues is [] ? ["101"] : queues).Select(queue => new Membership(queue))] };
        _cast.Add(change?.Invoke(profile) ?? profile);
        return this;
    }

    public void Goes(string text)
    {
        var start = At("09:00:00");
        Distributor.Step(new RulesSet(start, Rules));
        foreach (var queue in queues) Distributor.Step(new QueueSet(start, queue));
        foreach (var agent in _cast) Distributor.Step(new AgentSet(start, agent));

        var told = new List<string>();
        foreach (var line in text.Split('\n').Where(line => line.Trim() != "" && !line.StartsWith(' ')))
        {
            told.Add(line);
            told.AddRange(Distributor.Step(Read(line)).Select(decision => "    " + Say(decision)));
        }

        Assert.Equal(text.Trim('\n').Split('\n').Where(line => line.Trim() != ""), told);
    }

    private DistributionEvent Read(string line)
    {
        var words = line.Split(' ');
        var at = At(words[0]);
        return words[1..] switch
        {
            ["tick"] => new TimePassed(at),
            ["arrive", var id] => new InteractionArrived(at, Id(id), Channel.Voice),
            ["call", var id, "to", var queue, .. var more] => Queued(at, id, queue, Channel.Voice, more),
            ["chat", var id, "to", var queue, .. var more] => Queued(at, id, queue, Channel.WebChat, more),
            ["leave", var id] => new InteractionLeft(at, Id(id)),
            ["transfer", var id, "to", var queue] => new InteractionTransferred(at, Id(id), queue == "outside" ? null : queue),
            ["return", var id] => new InteractionReturned(at, Id(id)),
            ["callback", var id, "as", var callback] => new CallbackAsked(at, Id(id), Id(callback)),
            ["dial", var id, "by", var agent] => new OutboundStarted(at, Id(id), _agents[agent], Channel.Voice, "101"),
            ["in", var agent] => new AgentSignedIn(at, _agents[agent]),
            ["out", var agent] => new AgentSignedOut(at, _agents[agent]),
            ["seen", var agent] => new AgentSeen(at, _agents[agent]),
            ["ready", var agent] => new AgentAvailable(at, _agents[agent]),
            ["pause", var agent, var reason] => new AgentPaused(at, _agents[agent], reason),
            ["free", var agent] => new AgentReleased(at, _agents[agent], SignOut: false),
            ["set", var agent, var set] => new WorkingSetChosen(at, _agents[agent], set),
            ["done", var agent, var id] => new WrapUpEnded(at, _agents[agent], Id(id)),
            ["shown", var id, "by", var agent] => new OfferShown(at, Id(id), _agents[agent]),
            ["take", var id, "by", var agent] => new OfferAccepted(at, Id(id), _agents[agent]),
            ["reject", var id, "by", var agent] => new OfferRejected(at, Id(id), _agents[agent]),
            ["open", var queue] => new QueueOpened(at, queue),
            ["close", var queue] => new QueueClosed(at, queue),
            _ => throw new InvalidOperationException($"not a line of a story: {line}"),
        };
    }

    private InteractionQueued Queued(Instant at, string id, string queue, Channel channel, string[] more)
    {
        var queued = new InteractionQueued(at, Id(id), queue, channel);
        foreach (var word in more)
        {
            queued = word.Split('=') switch
            {
                ["priority", var points] => queued with { Priority = int.Parse(points, CultureInfo.InvariantCulture) },
                ["last", var agent] => queued with { LastAgent = _agents[agent] },
                ["person", var person] => queued with { Person = person },
                [var skill, var level] => queued with { Needs = queued.Needs.Add(new(skill, int.Parse(level, CultureInfo.InvariantCulture))) },
                _ => throw new InvalidOperationException($"not a word of a story: {word}"),
            };
        }

        return queued;
    }

    private string Say(Decision decision) => decision switch
    {
        Offered d => $"offer {Number(d.Interaction)} to {Name(d.Agent)}",
        OfferWithdrawn d => $"withdraw {Number(d.Interaction)} from {Name(d.Agent)}: {d.Why}",
        ArrivalEnded d => $"{Number(d.Interaction)} {d.Outcome}{(d.Agent is { } agent ? $" by {Name(agent)}" : "")} after {d.Waited.TotalSeconds:0} s",
        CallbackQueued d => $"{Number(d.Callback)} calls {Number(d.Interaction)} back",
        Announced d => $"tell {Number(d.Interaction)}: position {d.Position}{(d.Expected is { } time ? $", about {time.TotalSeconds:0} s" : "")}",
        LadderClimbed d => $"{Number(d.Interaction)} at step {d.Step}",
        WrapUpBegan d => $"wrap-up of {Name(d.Agent)}",
        WrapUpOver d => $"wrap-up of {Name(d.Agent)} over",
        AgentNotAnswering d => $"{Name(d.Agent)} does not answer",
        AgentSilent d => $"{Name(d.Agent)} is silent",
        AgentBack d => $"{Name(d.Agent)} is back",
        PauseLimitReached d => $"{Name(d.Agent)} paused too long",
        Refused d => $"refused: {d.Why[..d.Why.IndexOf(' ', StringComparison.Ordinal)]}",
        _ => throw new InvalidOperationException(decision.GetType().Name),
    };

    private string Name(Guid agent) => _agents.Single(known => known.Value == agent).Key;

    private static string Number(Guid id) => (id.ToByteArray()[0] + (id.ToByteArray()[1] * 256)).ToString(CultureInfo.InvariantCulture);

    private static Guid Id(string number) => new(int.Parse(number, CultureInfo.InvariantCulture), 1, 0, new byte[8]);

    private static Instant At(string time) => LocalDateTime.FromDateTime(new DateTime(2026, 3, 2)).Date.At(LocalTimePattern.ExtendedIso.Parse(time).Value).InUtc().ToInstant();
}
