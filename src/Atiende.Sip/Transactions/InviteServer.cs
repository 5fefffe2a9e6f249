using static Atiende.Sip.Transactions.TransactionDo;
using static Atiende.Sip.Transactions.TransactionEvent;
using static Atiende.Sip.Transactions.TransactionState;

namespace Atiende.Sip.Transactions;

/// <summary>
/// INVITE server transaction: RFC 3261 §17.2.1, Figure 7, as RFC 6026 §7.1, §8.7 mends it. In Accepted repeated INVITEs are swallowed and ACKs go up: the 2xx is repeated by
/// the user (§13.3.1.4). A failure is repeated here until its ACK comes.
/// </summary>
public static class InviteServer
{
    /// <summary>What follows when something happens.</summary>
    public static Transition On(TransactionState state, TransactionEvent what, bool reliable) => (state, what) switch
    {
        (Proceeding, Started) => new(Proceeding, PassUp),
        (Proceeding, Repeated) => new(Proceeding, Send),
        (Proceeding, AnswerProvisional) => new(Proceeding, Send),
        (Proceeding, AnswerSuccess) => new(Accepted, Send) { First = TimerL },
        (Proceeding, AnswerFailure) => new(Completed, Send) { First = reliable ? Started : TimerG, Second = TimerH },

        (Accepted, AnswerSuccess) => new(Accepted, Send),
        (Accepted, TransactionEvent.Ack) => new(Accepted, PassUp),
        (Accepted, TimerL) => new(Terminated),

        (Completed, Repeated) => new(Completed, Send),
        (Completed, TimerG) => new(Completed, Send) { First = TimerG },
        (Completed, TransactionEvent.Ack) => new(Confirmed) { First = TimerI },
        (Completed, TimerH) => new(Terminated, TellTimeout),
        (Confirmed, TimerI) => new(Terminated),

        // After an answer the user learns of a broken transport from the dialog, which goes on (RFC 6026 §8.8).
        (Proceeding or Completed, TransportFailed) => new(Terminated, TellFailure),

        _ => new(state),
    };
}
