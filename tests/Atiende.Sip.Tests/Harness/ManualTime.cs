namespace Atiende.Sip.Tests.Harness;

/// <summary>A clock that goes on only when it is told to; timers ring in the order of their times, and of their making.</summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 3, 14, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<ManualTimer, (long Due, long Order)> waiting = new();
    private long now;
    private long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(now);

    public override long GetTimestamp() => now;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Once, after a time.</summary>
    public void After(TimeSpan delay, Action act) => new ManualTimer(this, act).Change(delay, Timeout.InfiniteTimeSpan);

    /// <summary>Goes on, ringing what is due on the way.</summary>
    public void Advance(TimeSpan time)
    {
        var until = now + time.Ticks;
        while (waiting.TryPeek(out var timer, out var when) && when.Due <= until)
        {
            waiting.Dequeue();
            if (!timer.IsSetFor(when.Order)) continue; // Changed or disposed since.

            now = Math.Max(now, when.Due);
            timer.Ring();
        }

        now = until;
    }

    private sealed class ManualTimer(ManualTime owner, Action act) : ITimer
    {
        private long current = -1;

        public bool IsSetFor(long order) => current == order;

        public void Ring()
        {
            current = -1;
            act();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            current = -1;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;

            current = owner.order++;
            owner.waiting.Enqueue(this, (owner.now + dueTime.Ticks, current));
            return true;
        }

        public void Dispose() => current = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
