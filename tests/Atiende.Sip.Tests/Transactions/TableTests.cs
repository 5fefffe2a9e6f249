using Atiende.Sip.Transactions;
using static Atiende.Sip.Transactions.TransactionEvent;
using static Atiende.Sip.Transactions.TransactionState;

namespace Atiende.Sip.Tests.Transactions;

/// <summary>The four tables against the figures of RFC 3261 §17 and RFC 6026.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData(Calling, TimerA, Calling, TransactionDo.Send)]
    [InlineData(Calling, TimerB, Terminated, TransactionDo.TellTimeout)]
    [InlineData(Calling, Provisional, Proceeding, TransactionDo.PassUp)]
    [InlineData(Calling, Success, Accepted, TransactionDo.PassUp)]
    [InlineData(Calling, Failure, Completed, TransactionDo.PassUp | TransactionDo.Ack)]
    [InlineData(Calling, TransportFailed, Terminated, TransactionDo.TellFailure)]
    [InlineData(Proceeding, Provisional, Proceeding, TransactionDo.PassUp)]
    [InlineData(Proceeding, TimerB, Proceeding, TransactionDo.Nothing)]
    [InlineData(Proceeding, Success, Accepted, TransactionDo.PassUp)]
    [InlineData(Proceeding, Failure, Completed, TransactionDo.PassUp | TransactionDo.Ack)]
    [InlineData(Accepted, Success, Accepted, TransactionDo.PassUp)]
    [InlineData(Accepted, Failure, Accepted, TransactionDo.Nothing)]
    [InlineData(Accepted, TimerM, Terminated, TransactionDo.Nothing)]
    [InlineData(Completed, Failure, Completed, TransactionDo.Ack)]
    [InlineData(Completed, Success, Completed, TransactionDo.Nothing)]
    [InlineData(Completed, TimerD, Terminated, TransactionDo.Nothing)]
    public void INVITE_client(TransactionState state, TransactionEvent what, TransactionState next, TransactionDo does) =>
        Assert.Equal((next, does), Of(InviteClient.On(state, what, reliable: false)));

    [Theory]
    [InlineData(Trying, TimerE, Trying, TransactionDo.Send)]
    [InlineData(Trying, TimerF, Terminated, TransactionDo.TellTimeout)]
    [InlineData(Trying, Provisional, Proceeding, TransactionDo.PassUp)]
    [InlineData(Trying, Success, Completed, TransactionDo.PassUp)]
    [InlineData(Proceeding, TimerE, Proceeding, TransactionDo.Send)]
    [InlineData(Proceeding, TimerF, Terminated, TransactionDo.TellTimeout)]
    [InlineData(Proceeding, Failure, Completed, TransactionDo.PassUp)]
    [InlineData(Completed, Success, Completed, TransactionDo.Nothing)]
    [InlineData(Completed, TimerK, Terminated, TransactionDo.Nothing)]
    public void Non_INVITE_client(TransactionState state, TransactionEvent what, TransactionState next, TransactionDo does) =>
        Assert.Equal((next, does), Of(NonInviteClient.On(state, what, reliable: false)));

    [Theory]
    [InlineData(Proceeding, Repeated, Proceeding, TransactionDo.Send)]
    [InlineData(Proceeding, AnswerProvisional, Proceeding, TransactionDo.Send)]
    [InlineData(Proceeding, AnswerSuccess, Accepted, TransactionDo.Send)]
    [InlineData(Proceeding, AnswerFailure, Completed, TransactionDo.Send)]
    [InlineData(Accepted, Repeated, Accepted, TransactionDo.Nothing)]
    [InlineData(Accepted, AnswerSuccess, Accepted, TransactionDo.Send)]
    [InlineData(Accepted, TransactionEvent.Ack, Accepted, TransactionDo.PassUp)]
    [InlineData(Accepted, TransportFailed, Accepted, TransactionDo.Nothing)]
    [InlineData(Accepted, TimerL, Terminated, TransactionDo.Nothing)]
    [InlineData(Completed, Repeated, Completed, TransactionDo.Send)]
    [InlineData(Completed, TimerG, Completed, TransactionDo.Send)]
    [InlineData(Completed, TransactionEvent.Ack, Confirmed, TransactionDo.Nothing)]
    [InlineData(Completed, TimerH, Terminated, TransactionDo.TellTimeout)]
    [InlineData(Confirmed, Repeated, Confirmed, TransactionDo.Nothing)]
    [InlineData(Confirmed, TimerI, Terminated, TransactionDo.Nothing)]
    public void INVITE_server(TransactionState state, TransactionEvent what, TransactionState next, TransactionDo does) =>
        Assert.Equal((next, does), Of(InviteServer.On(state, what, reliable: false)));

    [Theory]
    [InlineData(Trying, Repeated, Trying, TransactionDo.Nothing)]
    [InlineData(Trying, AnswerProvisional, Proceeding, TransactionDo.Send)]
    [InlineData(Trying, AnswerFailure, Completed, TransactionDo.Send)]
    [InlineData(Proceeding, Repeated, Proceeding, TransactionDo.Send)]
    [InlineData(Proceeding, AnswerSuccess, Completed, TransactionDo.Send)]
    [InlineData(Completed, Repeated, Completed, TransactionDo.Send)]
    [InlineData(Completed, AnswerSuccess, Completed, TransactionDo.Nothing)]
    [InlineData(Completed, TimerJ, Terminated, TransactionDo.Nothing)]
    public void Non_INVITE_server(TransactionState state, TransactionEvent what, TransactionState next, TransactionDo does) =>
        Assert.Equal((next, does), Of(NonInviteServer.On(state, what, reliable: false)));

    [Fact]
    public void A_transaction_that_has_ended_does_nothing_whatever_comes()
    {
        foreach (var what in Enum.GetValues<TransactionEvent>())
        {
            Assert.Equal((Terminated, TransactionDo.Nothing), Of(InviteClient.On(Terminated, what, false)));
            Assert.Equal((Terminated, TransactionDo.Nothing), Of(NonInviteClient.On(Terminated, what, false)));
            Assert.Equal((Terminated, TransactionDo.Nothing), Of(InviteServer.On(Terminated, what, false)));
            Assert.Equal((Terminated, TransactionDo.Nothing), Of(NonInviteServer.On(Terminated, what, false)));
        }
    }

    [Theory]
    [InlineData(TimerA, 0, false, false, 500)]
    [InlineData(TimerA, 5, false, false, 16_000)]
    [InlineData(TimerB, 0, false, false, 32_000)]
    [InlineData(TimerD, 0, false, false, 32_000)]
    [InlineData(TimerD, 0, false, true, 0)]
    [InlineData(TimerE, 2, false, false, 2_000)]
    [InlineData(TimerE, 5, false, false, 4_000)]
    [InlineData(TimerE, 0, true, false, 4_000)]
    [InlineData(TimerF, 0, false, true, 32_000)]
    [InlineData(TimerG, 1, false, false, 1_000)]
    [InlineData(TimerG, 9, false, false, 4_000)]
    [InlineData(TimerH, 0, false, true, 32_000)]
    [InlineData(TimerI, 0, false, false, 5_000)]
    [InlineData(TimerI, 0, false, true, 0)]
    [InlineData(TimerJ, 0, false, false, 32_000)]
    [InlineData(TimerJ, 0, false, true, 0)]
    [InlineData(TimerK, 0, false, false, 5_000)]
    [InlineData(TimerK, 0, false, true, 0)]
    [InlineData(TimerL, 0, false, true, 32_000)]
    [InlineData(TimerM, 0, false, false, 32_000)]
    public void Timers_have_the_lengths_of_table_4(TransactionEvent timer, int rung, bool proceeding, bool reliable, int milliseconds) =>
        Assert.Equal(milliseconds, SipTimers.Usual.Length(timer, rung, proceeding, reliable).TotalMilliseconds);

    private static (TransactionState, TransactionDo) Of(Transition transition) => (transition.State, transition.Do);
}
