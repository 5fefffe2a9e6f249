using System.Collections.Immutable;
using Atiende.Distribution.Rules;
using Atiende.Distribution.State;
using NodaTime;

namespace Atiende.Distribution;

/// <summary>The state as plain data at one instant: for boards, and to compare. Two distributors with equal pictures decide alike.</summary>
public sealed record DistributionPicture(Instant At, DistributionRules Rules, ImmutableArray<QueuePicture> Queues, ImmutableArray<AgentPicture> Agents, ImmutableArray<InteractionPicture> Interactions);

/// <summary>A queue.</summary>
/// <param name="Rules">Its rules.</param>
/// <param name="IsOpen">Within its hours.</param>
/// <param name="Members">Members who are signed in and work in it.</param>
/// <param name="Waiting">Who waits, the next one first.</param>
/// <param name="Free">Who may be offered something, by channel, the next one first.</param>
/// <param name="Gap">The smoothed time between two answers while somebody waited; null before two.</param>
public sealed record QueuePicture(QueueRules Rules, bool IsOpen, int Members, ImmutableArray<Guid> Waiting, ImmutableSortedDictionary<Channel, ImmutableArray<Guid>> Free, Duration? Gap);

/// <summary>An agent.</summary>
public sealed record AgentPicture(
    AgentProfile Profile, AgentStatus Status, string? Pause, bool Silent, bool Resting, Instant Seen, Instant IdleSince, long Attended, int Missed, string? WorkingSet, ImmutableArray<OccupationPicture> Occupations);

/// <summary>What an agent has in hand; until when it rings or wrap-up lasts, where there is an end.</summary>
public sealed record OccupationPicture(Guid Interaction, Channel Channel, OccupationPhase Phase, string? Queue, Instant? Until);

/// <summary>An interaction that is not over.</summary>
public sealed record InteractionPicture(
    Guid Id, Channel Channel, InteractionPhase Phase, long Arrival, string? Queue, Instant Entered, Instant Place, int Priority, int Step, ImmutableArray<SkillNeed> Needs, bool AtHead, Guid? HeldFor, Guid? Agent, Guid? LastAgent, bool Outbound);

public sealed partial class Distributor
{
    /// <summary>The state as it is now.</summary>
    public DistributionPicture Picture() => new(
        Now,
        _rules,
        [.. _queues.Values.OrderBy(queue => queue.Rules.Id, StringComparer.Ordinal).Select(Of)],
        [.. _agents.Values.OrderBy(agent => agent.Ordinal).Select(Of)],
        [.. _interactions.Values.OrderBy(interaction => interaction.Arrival).Select(Of)]);

    private static QueuePicture Of(QueueState queue) => new(
        queue.Rules,
        queue.IsOpen,
        queue.Members,
        [.. queue.Waiting.ToList().Select(interaction => interaction.Id)],
        queue.Free.ToImmutableSortedDictionary(free => free.Key, free => free.Value.ToList().Select(seat => seat.Agent.Profile.Id).ToImmutableArray()),
        queue.Gap == 0 ? null : Duration.FromTicks(queue.Gap));

    private static AgentPicture Of(AgentState agent) => new(
        agent.Profile, agent.Status, agent.Pause?.Id, agent.Silent, agent.Resting, Instant.FromUnixTimeTicks(agent.Seen), Instant.FromUnixTimeTicks(agent.IdleSince), agent.Attended, agent.Missed, agent.WorkingSet,
        [.. agent.Occupations.Select(o => new OccupationPicture(o.Interaction, o.Channel, o.Phase, o.Queue?.Rules.Id, o.Until is 0 or long.MaxValue ? null : Instant.FromUnixTimeTicks(o.Until)))]);

    private static InteractionPicture Of(InteractionState interaction) => new(
        interaction.Id, interaction.Channel, interaction.Phase, interaction.Arrival, interaction.Queue?.Rules.Id, Instant.FromUnixTimeTicks(interaction.EnteredAt), Instant.FromUnixTimeTicks(interaction.Place),
        interaction.Priority + interaction.Raised, interaction.Step, interaction.Needs, interaction.AtHead, interaction.HeldFor?.Profile.Id, interaction.Agent?.Profile.Id, interaction.LastAgent, interaction.Outbound);
}
