namespace Atiende.Sip.Transactions;

/// <summary>The timers of one transaction: at most two, which end with the state that they belong to.</summary>
internal sealed class RunningTimers(TransactionLayer layer, bool reliable, Action<TransactionEvent> rung)
{
    private Alarms.Alarm? first;
    private Alarms.Alarm? second;
    private int rings;

    /// <summary>What a transition starts and ends.</summary>
    public void Moved(TransactionState before, in Transition next, bool proceeding)
    {
        // E and F go on when a provisional response comes (§17.1.2.2); of the INVITE both end there.
        var goOn = before == TransactionState.Trying && next.State == TransactionState.Proceeding;
        if (before != next.State && !goOn) StopAll();
        if (next.First != TransactionEvent.Started) first = Run(next.First, rings++, proceeding);
        if (next.Second != TransactionEvent.Started) second = Run(next.Second, 0, proceeding);
    }

    /// <summary>None rings any more.</summary>
    public void StopAll()
    {
        first?.Stop();
        second?.Stop();
        (first, second, rings) = (null, null, 0);
    }

    private Alarms.Alarm Run(TransactionEvent timer, int before, bool proceeding) =>
        layer.Alarms.Set(layer.Timers.Length(timer, before, proceeding, reliable), () => rung(timer));
}
