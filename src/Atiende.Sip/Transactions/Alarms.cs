namespace Atiende.Sip.Transactions;

/// <summary>Alarms in the order of their times over one timer of the clock, all rung under one lock: what happens at the same time happens in the order in which it was asked for.</summary>
public sealed class Alarms : IDisposable
{
    private readonly PriorityQueue<Alarm, (long Due, long Order)> waiting = new();
    private readonly TimeProvider time;
    private readonly Lock gate;
    private readonly Action<Exception> broken;
    private readonly ITimer timer;
    private long order;
    private long armed = long.MaxValue;

    /// <summary>None set yet.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="gate">Held while an alarm rings.</param>
    /// <param name="broken">Told of an exception that one threw: the others ring all the same.</param>
    public Alarms(TimeProvider time, Lock gate, Action<Exception> broken)
    {
        (this.time, this.gate, this.broken) = (time, gate, broken);
        timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many are set.</summary>
    public int Count { get; private set; }

    /// <summary>Sets one. To be called under the lock.</summary>
    public Alarm Set(TimeSpan after, Action ring)
    {
        var alarm = new Alarm(this, ring);
        var due = time.GetTimestamp() + (long)(after.TotalSeconds * time.TimestampFrequency);
        waiting.Enqueue(alarm, (due, order++));
        Count++;
        if (due < armed) Arm(due);
        return alarm;
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Ring()
    {
        lock (gate)
        {
            armed = long.MaxValue;
            while (waiting.TryPeek(out var alarm, out var when) && (alarm.Off || when.Due <= time.GetTimestamp()))
            {
                waiting.Dequeue();
                if (alarm.Off) continue;

                alarm.Stop();
                try
                {
                    alarm.Act();
                }
                catch (Exception bug) // One call's bug must not stop the clock of the others.
                {
                    broken(bug);
                }
            }

            if (waiting.TryPeek(out _, out var next) && next.Due < armed) Arm(next.Due);
        }
    }

    private void Arm(long due)
    {
        armed = due;
        // A millisecond more than is missing: a timer that rings early would have to be set again.
        var ticks = Math.Max(0, due - time.GetTimestamp());
        timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(ticks * 1000.0 / time.TimestampFrequency)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>One that was set.</summary>
    public sealed class Alarm
    {
        private readonly Alarms owner;

        internal Alarm(Alarms owner, Action act) => (this.owner, Act) = (owner, act);

        internal Action Act { get; private set; }

        internal bool Off { get; private set; }

        /// <summary>It will not ring any more. To be called under the lock.</summary>
        public void Stop()
        {
            if (Off) return;

            Off = true;
            owner.Count--;
        }
    }
}
