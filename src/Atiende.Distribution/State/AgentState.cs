using System.Runtime.InteropServices;
using Atiende.Distribution.Rules;

namespace Atiende.Distribution.State;

/// <summary>An agent as distribution sees one: status, whether the desktop lives, and what is in hand.</summary>
internal sealed class AgentState(AgentProfile profile, int ordinal)
{
    public AgentProfile Profile { get; set; } = profile;

    // The order in which agents came to be known settles what else is equal.
    public int Ordinal { get; } = ordinal;

    public AgentStatus Status { get; set; } = AgentStatus.SignedOut;

    public PauseReason? Pause { get; set; }

    // Counts changes of status: what was due in an earlier one is not due any more.
    public int Epoch { get; set; }

    // The same for its lease, which goes on through changes of status.
    public int LeaseEpoch { get; set; }

    public bool Silent { get; set; }

    public long Seen { get; set; }

    public bool Resting { get; set; }

    public long IdleSince { get; set; }

    public long Attended { get; set; }

    public int Missed { get; set; }

    public string? WorkingSet { get; set; }

    // By the ordinal of the skill; shorter than all skills where the rest is zero.
    public int[] Levels { get; set; } = [];

    public List<Occupation> Occupations { get; } = [];

    // A seat for each queue and channel that the agent works in now; none while signed out.
    public List<Seat> Seats { get; } = [];

    // What waits for this agent alone.
    public RankedList<InteractionState> Held { get; } = new();

    public bool IsFree => Status == AgentStatus.Available && !Silent && !Resting;

    public bool CanTake(Channel channel)
    {
        foreach (var capacity in Profile.Capacities)
        {
            if (capacity.Channel != channel) continue;
            if (capacity.Alone) return Occupations.Count == 0;

            var taken = 0;
            foreach (var occupation in Occupations)
            {
                if (occupation.Alone) return false;
                if (occupation.Channel == channel) taken++;
            }

            return taken < capacity.Most;
        }

        return false;
    }

    public Occupation? With(Guid interaction)
    {
        foreach (var occupation in Occupations)
        {
            if (occupation.Interaction == interaction) return occupation;
        }

        return null;
    }

    public bool Meets(SkillFloor[] floors)
    {
        foreach (var floor in floors)
        {
            if (floor.Skill >= Levels.Length || Levels[floor.Skill] < floor.Level) return false;
        }

        return true;
    }
}

/// <summary>A skill by its number, and the level that is asked for.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SkillFloor(int Skill, int Level);

/// <summary>What an agent has in hand. It takes capacity from the offer to the end of wrap-up, in whatever queue it came from.</summary>
internal sealed class Occupation(Guid interaction, AgentState agent, Channel channel, bool alone, QueueState? queue)
{
    public Guid Interaction { get; } = interaction;

    public AgentState Agent { get; } = agent;

    public Channel Channel { get; } = channel;

    public bool Alone { get; } = alone;

    public QueueState? Queue { get; } = queue;

    public OccupationPhase Phase { get; set; }

    public long Until { get; set; }

    public bool Shown { get; set; }

    public bool IsOver { get; set; }
}

/// <summary>An agent's seat in a queue for a channel: listed there while the agent could take something.</summary>
internal sealed class Seat(AgentState agent, QueueState queue, Membership membership, Channel channel)
{
    public AgentState Agent { get; } = agent;

    public QueueState Queue { get; } = queue;

    public Membership Membership { get; } = membership;

    public Channel Channel { get; } = channel;

    public bool Listed { get; set; }

    public Rank Rank { get; set; }

    public Rank NewRank() => new(
        Queue.Rules.Strategy switch
        {
            Strategy.FewestAttended => Agent.Attended,
            Strategy.PriorityOrder => Membership.Order,
            Strategy.RoundRobin => Queue.LastOffers.GetValueOrDefault(Agent.Profile.Id),
            _ => Agent.IdleSince,
        },
        Agent.IdleSince,
        Agent.Ordinal);
}
