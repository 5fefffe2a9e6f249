using System.Collections.Immutable;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.Rules;
using Atiende.Distribution.State;
using NodaTime;

namespace Atiende.Distribution.Tests;

/// <summary>A made-up day in a small centre in which everything happens, from a seed; whoever watches sees each event between two pictures.</summary>
internal sealed class History(int seed)
{
    private const int Length = 400;

    public static readonly DistributionRules Rules = new()
    {
        Lease = Duration.FromSeconds(150),
        ShownWithin = Duration.FromSeconds(4),
        PauseReasons = [new("lunch", new("Almuerzo", "Lunch"), PauseClass.Rest) { Limit = Duration.FromMinutes(2), ReturnsByItself = true }, new("work", new("Trabajo", "Work"), PauseClass.Work)],
        WorkingSets = new DistributionRules().WorkingSets.Add("some", ["101", "chat"]).Add("one", ["102"]),
    };

    public const int MostPoints = 3;

    public static readonly ImmutableArray<QueueRules> Queues =
    [
        new("101") { MostWaiting = 6, AnnounceFirst = Duration.FromSeconds(5), AnnounceEvery = Duration.FromSeconds(20), Ladder = [new(Duration.FromSeconds(15)) { EaseSkills = 1 }, new(Duration.FromSeconds(60)) { Tier = 1 }, new(Duration.FromSeconds(120)) { ToQueue = "102" }] },
        new("102") { Strategy = Strategy.LastAgentFirst, HoldForLastAgent = Duration.FromSeconds(20), WrapUp = null, AdmitsWithoutAgents = true, Ladder = [new(Duration.FromSeconds(90)) { Outside = true }] },
        new("103") { Strategy = Strategy.RoundRobin, WrapUp = Duration.Zero, EmptiesWithoutAgents = true, EmptiesAtClosing = true, Channels = [Channel.Voice, Channel.WebChat] },
        new("chat") { Strategy = Strategy.FewestAttended, Channels = [Channel.WebChat], RingFor = Duration.FromSeconds(30) },
    ];

    private readonly Dice _dice = new(seed);
    private readonly List<DistributionEvent> _events = [];
    private Instant _now = Instant.FromUtc(2026, 3, 2, 13, 0);
    private int _ids;

    public Distributor Distributor { get; } = new();

    public IReadOnlyList<DistributionEvent> Events => _events;

    /// <summary>Plays it. Nothing falls due between two looks: before an event time passes from one due time to the next.</summary>
    public History Play(Action<Seen>? watch = null)
    {
        foreach (var setUp in Opening()) Step(setUp, watch);
        for (var i = 0; i < Length; i++)
        {
            _now += Duration.FromMilliseconds(_dice.Up(4000));
            while (Distributor.WakeAt is { } due && due <= _now) Step(new TimePassed(due), watch);
            if (Any(Distributor.Picture()) is { } what) Step(what, watch);
        }

        return this;
    }

    private void Step(DistributionEvent what, Action<Seen>? watch)
    {
        _events.Add(what);
        var before = watch is null ? null : Distributor.Picture();
        var decisions = Distributor.Step(what);
        watch?.Invoke(new(before!, what, decisions, Distributor.Picture()));
    }

    private IEnumerable<DistributionEvent> Opening()
    {
        yield return new RulesSet(_now, Rules);
        foreach (var queue in Queues) yield return new QueueSet(_now, queue);
        for (var i = 0; i < 8; i++)
        {
            yield return new AgentSet(_now, Profile(NewId()));
        }
    }

    private AgentProfile Profile(Guid id) => new(id)
    {
        Memberships = [.. Queues.Where(_ => !_dice.OneIn(3)).Select(queue => new Membership(queue.Id, _dice.OneIn(3) ? 1 : 0, _dice.Up(3)))],
        Skills = new AgentProfile(id).Skills.Add("english", _dice.Up(3)).Add("billing", _dice.Up(3)),
        Capacities = [new(Channel.Voice, 1, Alone: true), new(Channel.WebChat, 3)],
    };

    private Guid NewId() => new(++_ids, 0, 0, new byte[8]);

    private DistributionEvent? Any(DistributionPicture now)
    {
        var agent = _dice.Of(now.Agents)!;
        var one = _dice.Of(now.Interactions);
        var offer = _dice.Of(now.Agents.SelectMany(a => a.Occupations.Where(o => o.Phase == OccupationPhase.Offered).Select(o => (Agent: a.Profile.Id, o.Interaction))));
        var id = agent.Profile.Id;
        switch (_dice.Up(40))
        {
            case < 11:
                var queue = _dice.Of(Queues)!;
                var menu = _dice.Of(now.Interactions.Where(i => i.Phase == InteractionPhase.InMenu));
                var channel = menu?.Channel ?? _dice.Of(queue.Channels);
                return new InteractionQueued(_now, menu?.Id ?? NewId(), queue.Id, channel)
                {
                    Priority = _dice.Up(MostPoints + 1),
                    Needs = _dice.OneIn(2) ? [] : [new(_dice.OneIn(2) ? "english" : "billing", 1 + _dice.Up(2))],
                    LastAgent = _dice.OneIn(2) ? id : null,
                    Person = _dice.OneIn(2) ? $"person {_dice.Up(5)}" : null,
                    Outbound = _dice.OneIn(8),
                };
            case < 18: return offer.Agent == default ? null : new OfferAccepted(_now, offer.Interaction, offer.Agent);
            case 18: return offer.Agent == default ? null : new OfferRejected(_now, offer.Interaction, offer.Agent);
            case 19: return offer.Agent == default ? null : new OfferShown(_now, offer.Interaction, offer.Agent);
            case < 23: return one is null ? null : new InteractionLeft(_now, one.Id);
            case 23: return one is null ? null : new InteractionTransferred(_now, one.Id, _dice.OneIn(3) ? null : _dice.Of(Queues)!.Id);
            case 24: return one is null ? null : new InteractionReturned(_now, one.Id);
            case 25: return one is null ? null : new CallbackAsked(_now, one.Id, NewId());
            case 26: return new InteractionArrived(_now, NewId(), Channel.Voice);
            case 27: return new OutboundStarted(_now, NewId(), id, _dice.OneIn(2) ? Channel.Voice : Channel.WebChat, _dice.OneIn(2) ? "101" : null);
            case < 31: return new AgentSignedIn(_now, id, !_dice.OneIn(4));
            case 31: return _dice.OneIn(2) ? new AgentSignedOut(_now, id) : new AgentReleased(_now, id, _dice.OneIn(2));
            case 32: return new AgentPaused(_now, id, _dice.OneIn(2) ? "lunch" : "work");
            case < 35: return new AgentAvailable(_now, id);
            case < 38: return new AgentSeen(_now, id);
            case 38:
                return _dice.Up(6) switch
                {
                    0 => new WorkingSetChosen(_now, id, "some"),
                    1 => new WorkingSetChosen(_now, id, "one"),
                    2 => new AgentSet(_now, Profile(id)),
                    3 => new QueueSet(_now, _dice.Of(Queues)! with { Priority = _dice.Up(2) }),
                    _ => new WorkingSetChosen(_now, id, null),
                };
            default:
                return _dice.Up(6) switch
                {
                    0 => new QueueClosed(_now, _dice.Of(Queues)!.Id),
                    < 4 => new QueueOpened(_now, _dice.Of(Queues)!.Id),
                    _ => now.Agents.SelectMany(a => a.Occupations.Where(o => o.Phase == OccupationPhase.WrapUp).Select(o => new WrapUpEnded(_now, a.Profile.Id, o.Interaction))).FirstOrDefault(),
                };
        }
    }
}

/// <summary>One event between two pictures.</summary>
internal sealed record Seen(DistributionPicture Before, DistributionEvent What, IReadOnlyList<Decision> Decisions, DistributionPicture After);
