namespace Atiende.Distribution.Rules;

/// <summary>Which of the free agents of a queue is offered the next interaction. Equal agents: the one who has been idle longest.</summary>
public enum Strategy
{
    /// <summary>Who finished the last attention longest ago.</summary>
    LongestIdle,

    /// <summary>Who has answered fewest since signing in.</summary>
    FewestAttended,

    /// <summary>Who comes first in the queue's own order (<see cref="Membership.Order"/>).</summary>
    PriorityOrder,

    /// <summary>One after another: who was offered something of this queue longest ago.</summary>
    RoundRobin,

    /// <summary>Who attended this person last, where free; else who has been idle longest.</summary>
    LastAgentFirst,
}
