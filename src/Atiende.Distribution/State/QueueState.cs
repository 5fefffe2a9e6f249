using System.Runtime.InteropServices;
using Atiende.Distribution.Rules;

namespace Atiende.Distribution.State;

/// <summary>A queue: who waits, in lanes by what they need, and which seats are free.</summary>
internal sealed class QueueState(QueueRules rules)
{
    // Lanes that nobody uses are dropped when there are more than so many.
    private const int LanesKept = 256;

    public QueueRules Rules { get; set; } = rules;

    public bool IsOpen { get; set; } = true;

    // Signed-in members whose working set has this queue.
    public int Members { get; set; }

    public RankedList<InteractionState> Waiting { get; } = new();

    public Dictionary<Channel, RankedList<Seat>> Free { get; } = [];

    public Dictionary<LaneKey, Lane> Lanes { get; } = [];

    // Lanes in which somebody waits.
    public List<Lane> Busy { get; } = [];

    public Dictionary<Guid, long> LastOffers { get; } = [];

    public Dictionary<string, InteractionState> Callbacks { get; } = new(StringComparer.Ordinal);

    // When somebody was last answered while others waited on; zero where nobody did.
    public long LastAnswer { get; set; }

    public long Gap { get; set; }

    public RankedList<Seat> FreeFor(Channel channel) => Free.TryGetValue(channel, out var seats) ? seats : Free[channel] = new();

    public void Enter(Lane lane, InteractionState interaction)
    {
        if (lane.Waiting.Count == 0) Busy.Add(lane);
        lane.Waiting.Add(interaction.Rank, interaction);
    }

    public void Leave(Lane lane, InteractionState interaction)
    {
        lane.Waiting.Remove(interaction.Rank);
        if (lane.Waiting.Count > 0) return;

        Busy.Remove(lane);
        if (Lanes.Count > LanesKept) Lanes.Remove(lane.Key);
    }
}

/// <summary>Who waits in a queue with the same needs, at the same step of the ladder: the same agents may have any of them, so the first stands for all.</summary>
internal sealed class Lane(LaneKey key, int tier, SkillFloor[] floors)
{
    public LaneKey Key { get; } = key;

    public int Tier { get; } = tier;

    public SkillFloor[] Floors { get; } = floors;

    public RankedList<InteractionState> Waiting { get; } = new();
}

/// <summary>What makes a lane.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LaneKey(Channel Channel, int Step, int Needs);
