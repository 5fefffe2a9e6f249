using static Atiende.Sip.Transactions.TransactionDo;
using static Atiende.Sip.Transactions.TransactionEvent;
using static Atiende.Sip.Transactions.TransactionState;

namespace Atiende.Sip.Transactions;

/// <summary>Non-INVITE server transaction: RFC 3261 §17.2.2, Figure 8. Until there is an answer a repeated request is dropped; then it gets the same one again.</summary>
public static class NonInviteServer
{
    /// <summary>What follows when something happens.</summary>
    public static Transition On(TransactionState state, TransactionEvent what, bool reliable) => (state, what) switch
    {
        (Trying, Started) => new(Trying, PassUp),
        (Trying or Proceeding, AnswerProvisional) => new(Proceeding, Send),
        (Trying or Proceeding, AnswerSuccess or AnswerFailure) => new(Completed, Send) { First = TimerJ },
        (Proceeding or Completed, Repeated) => new(state, Send),
        (Completed, TimerJ) => new(Terminated),
        (Proceeding or Completed, TransportFailed) => new(Terminated, TellFailure),

        _ => new(state),
    };
}
