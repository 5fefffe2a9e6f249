using Atiende.Values;
using NodaTime;

namespace Atiende.Distribution.Rules;

/// <summary>Why an agent is away, by the pack's words.</summary>
/// <param name="Id">What events name it by.</param>
/// <param name="Text">What screens say.</param>
/// <param name="Class">The class that figures count it in.</param>
public sealed record PauseReason(string Id, Bilingual Text, PauseClass Class)
{
    /// <summary>How long at most; null: no limit.</summary>
    public Duration? Limit { get; init; }

    /// <summary>At the limit the agent is available again by itself; else the limit is told and nothing changes.</summary>
    public bool ReturnsByItself { get; init; }
}

/// <summary>What kind of time a pause is.</summary>
public enum PauseClass
{
    /// <summary>Rest: toilet, refreshment, lunch.</summary>
    Rest,

    /// <summary>Work away from queues: training, meeting, paper work, supervision.</summary>
    Work,

    /// <summary>Something is broken.</summary>
    Fault,
}
