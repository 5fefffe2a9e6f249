namespace Atiende.Distribution.Decisions;

/// <summary>How an arrival ended. Each has exactly one.</summary>
public enum Outcome
{
    /// <summary>An agent took it.</summary>
    Answered,

    /// <summary>The person left while waiting, or while it rang.</summary>
    AbandonedInQueue,

    /// <summary>The same within the time that the queue calls short.</summary>
    AbandonedShort,

    /// <summary>The person left in a menu, before any queue.</summary>
    AbandonedInIvr,

    /// <summary>It waited so long that the ladder sent it elsewhere.</summary>
    Overflowed,

    /// <summary>The queue's hours were over.</summary>
    Closed,

    /// <summary>Too many waited.</summary>
    Full,

    /// <summary>Nobody who could attend it was signed in.</summary>
    NoAgents,

    /// <summary>It was taken elsewhere before an agent had it, or its place went to the same person's new call.</summary>
    Transferred,

    /// <summary>The person will be called back; the call back is an arrival of its own.</summary>
    Callback,
}
