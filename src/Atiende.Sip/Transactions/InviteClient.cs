using static Atiende.Sip.Transactions.TransactionDo;
using static Atiende.Sip.Transactions.TransactionEvent;
using static Atiende.Sip.Transactions.TransactionState;

namespace Atiende.Sip.Transactions;

/// <summary>
/// INVITE client transaction: RFC 3261 §17.1.1.2, Figure 5, as RFC 6026 §7.2, §8.4 mends it. A success leads to Accepted, which passes up every further 2xx
/// for 64·T1 (other branches of a fork, and repetitions that want another ACK); a failure is acknowledged here.
/// </summary>
public static class InviteClient
{
    /// <summary>What follows when something happens.</summary>
    public static Transition On(TransactionState state, TransactionEvent what, bool reliable) => (state, what) switch
    {
        (Calling, Started) => new(Calling, Send) { First = reliable ? Started : TimerA, Second = TimerB },
        (Calling, TimerA) => new(Calling, Send) { First = TimerA },
        (Calling, TimerB) => new(Terminated, TellTimeout),
        (Calling or Proceeding, Provisional) => new(Proceeding, PassUp),
        (Calling or Proceeding, Success) => new(Accepted, PassUp) { First = TimerM },
        (Calling or Proceeding, Failure) => new(Completed, PassUp | TransactionDo.Ack) { First = TimerD },
        (Calling or Proceeding or Completed, TransportFailed) => new(Terminated, TellFailure),

        (Accepted, Success) => new(Accepted, PassUp),
        (Accepted, TimerM) => new(Terminated),
        (Completed, Failure) => new(Completed, TransactionDo.Ack),
        (Completed, TimerD) => new(Terminated),

        _ => new(state), // Networks repeat themselves: a late message changes nothing.
    };
}
