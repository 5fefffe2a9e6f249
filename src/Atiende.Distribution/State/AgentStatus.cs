namespace Atiende.Distribution.State;

/// <summary>Whether an agent is there for offers, apart from what is in hand.</summary>
public enum AgentStatus
{
    /// <summary>Not at work.</summary>
    SignedOut,

    /// <summary>There for offers.</summary>
    Available,

    /// <summary>Away, for a reason.</summary>
    Paused,

    /// <summary>Missed too many offers.</summary>
    NotAnswering,
}

/// <summary>What an agent does with an interaction in hand.</summary>
public enum OccupationPhase
{
    /// <summary>It rings.</summary>
    Offered,

    /// <summary>It is being attended.</summary>
    Attending,

    /// <summary>It is over, and the agent has work from it.</summary>
    WrapUp,
}

/// <summary>Where an interaction is.</summary>
public enum InteractionPhase
{
    /// <summary>In a menu, in no queue yet.</summary>
    InMenu,

    /// <summary>In a queue.</summary>
    Waiting,

    /// <summary>Out of the queue, ringing at an agent.</summary>
    Offered,

    /// <summary>With an agent.</summary>
    Attended,

    /// <summary>Over.</summary>
    Over,
}
