using static Atiende.Sip.Transactions.TransactionDo;
using static Atiende.Sip.Transactions.TransactionEvent;
using static Atiende.Sip.Transactions.TransactionState;

namespace Atiende.Sip.Transactions;

/// <summary>Non-INVITE client transaction: RFC 3261 §17.1.2.2, Figure 6. A provisional response does not stop the retransmissions, it slows them.</summary>
public static class NonInviteClient
{
    /// <summary>What follows when something happens.</summary>
    public static Transition On(TransactionState state, TransactionEvent what, bool reliable) => (state, what) switch
    {
        (Trying, Started) => new(Trying, Send) { First = reliable ? Started : TimerE, Second = TimerF },
        (Trying or Proceeding, TimerE) => new(state, Send) { First = TimerE },
        (Trying or Proceeding, TimerF) => new(Terminated, TellTimeout),
        (Trying or Proceeding, Provisional) => new(Proceeding, PassUp),
        (Trying or Proceeding, Success or Failure) => new(Completed, PassUp) { First = TimerK },
        (Trying or Proceeding, TransportFailed) => new(Terminated, TellFailure),

        (Completed, TimerK) => new(Terminated),

        _ => new(state),
    };
}
