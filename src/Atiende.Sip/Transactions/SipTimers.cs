namespace Atiende.Sip.Transactions;

/// <summary>The times of RFC 3261 Table 4, as RFC 6026 adds to it.</summary>
public sealed record SipTimers
{
    /// <summary>The round trip that is supposed.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between retransmissions.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a message stays in the network.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a failed INVITE waits for repeated responses over UDP.</summary>
    public TimeSpan D { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>The usual ones.</summary>
    public static SipTimers Usual { get; } = new();

    /// <summary>64·T1: when nobody is expected to answer any more.</summary>
    public TimeSpan GiveUp => T1 * 64;

    /// <summary>How long a timer runs.</summary>
    /// <param name="timer">Which one.</param>
    /// <param name="rung">How often it rang before in this transaction.</param>
    /// <param name="proceeding">Whether a provisional response came (timer E, §17.1.2.2).</param>
    /// <param name="reliable">Whether the transport neither loses nor repeats.</param>
    public TimeSpan Length(TransactionEvent timer, int rung, bool proceeding, bool reliable) => timer switch
    {
        TransactionEvent.TimerA => T1 * (1 << Math.Min(rung, 6)),
        TransactionEvent.TimerE => proceeding ? T2 : Shorter(T1 * (1 << Math.Min(rung, 6)), T2),
        TransactionEvent.TimerG => Shorter(T1 * (1 << Math.Min(rung, 6)), T2),
        TransactionEvent.TimerD => reliable ? TimeSpan.Zero : D,
        TransactionEvent.TimerI or TransactionEvent.TimerK => reliable ? TimeSpan.Zero : T4,
        TransactionEvent.TimerJ => reliable ? TimeSpan.Zero : GiveUp,
        _ => GiveUp, // B, F, H, L, M
    };

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
