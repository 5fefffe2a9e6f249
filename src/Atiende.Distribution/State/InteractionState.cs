using System.Collections.Immutable;
using Atiende.Distribution.Rules;

namespace Atiende.Distribution.State;

/// <summary>An interaction from its arrival until no agent and no queue has it any more.</summary>
internal sealed class InteractionState(Guid id, Channel channel)
{
    public Guid Id { get; } = id;

    public Channel Channel { get; } = channel;

    public InteractionPhase Phase { get; set; }

    // The number of its present arrival, and when that began.
    public long Arrival { get; set; }

    public long EnteredAt { get; set; }

    // Since when it counts as waiting: kept through overflow, transfer and call back.
    public long Place { get; set; }

    public int Priority { get; set; }

    public int Raised { get; set; }

    public bool AtHead { get; set; }

    public ImmutableArray<SkillNeed> Needs { get; set; } = [];

    public int NeedsNumber { get; set; }

    public Guid? LastAgent { get; set; }

    public bool PrefersLast { get; set; }

    public string? Person { get; set; }

    public bool Outbound { get; set; }

    public bool IsCallback { get; set; }

    public QueueState? Queue { get; set; }

    public int Step { get; set; }

    public Lane? Lane { get; set; }

    public AgentState? HeldFor { get; set; }

    public Rank Rank { get; set; }

    public AgentState? Agent { get; set; }

    // Counts arrivals in queues: what was due in an earlier one is not due any more.
    public int Epoch { get; set; }

    public bool IsWatched { get; set; }
}
