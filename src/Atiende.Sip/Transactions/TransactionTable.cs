namespace Atiende.Sip.Transactions;

/// <summary>Where a transaction stands (RFC 3261 §17, RFC 6026).</summary>
public enum TransactionState
{
    Calling,
    Trying,
    Proceeding,
    Accepted,
    Completed,
    Confirmed,
    Terminated,
}

/// <summary>What may happen to a transaction: a message comes, its user answers, a timer rings, the transport fails.</summary>
public enum TransactionEvent
{
    Started,
    Provisional,
    Success,
    Failure,
    Repeated,
    Ack,
    AnswerProvisional,
    AnswerSuccess,
    AnswerFailure,
    TimerA,
    TimerB,
    TimerD,
    TimerE,
    TimerF,
    TimerG,
    TimerH,
    TimerI,
    TimerJ,
    TimerK,
    TimerL,
    TimerM,
    TransportFailed,
}

/// <summary>What its owner must do.</summary>
[Flags]
public enum TransactionDo
{
    Nothing = 0,

    /// <summary>Send the request, or the last response, (again).</summary>
    Send = 1,

    /// <summary>Give the message to the user.</summary>
    PassUp = 2,

    /// <summary>Send the ACK of a failed INVITE (§17.1.1.3).</summary>
    Ack = 4,

    /// <summary>Tell the user that nobody answered.</summary>
    TellTimeout = 8,

    /// <summary>Tell the user that the transport failed.</summary>
    TellFailure = 16,
}

/// <summary>A step of a transaction. Timers of a state end when the state is left; those named here are started.</summary>
/// <param name="State">Where it stands then.</param>
/// <param name="Do">What is to be done.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Transition(TransactionState State, TransactionDo Do = TransactionDo.Nothing)
{
    /// <summary>A timer to start; <see cref="TransactionEvent.Started"/> means none.</summary>
    public TransactionEvent First { get; init; }

    /// <summary>Another timer to start.</summary>
    public TransactionEvent Second { get; init; }
}
