using System.Runtime.InteropServices;

namespace Atiende.Distribution.State;

/// <summary>What is due when. An alarm is never taken back: it carries the epoch of what it is about, and finds nothing to do once that moved on.</summary>
internal sealed class Alarms
{
    private readonly PriorityQueue<Alarm, Rank> _due = new();
    private long _set;

    public long? Next => _due.TryPeek(out _, out var rank) ? rank.First : null;

    public void Set(AlarmKind kind, object about, int epoch, long at) => _due.Enqueue(new(kind, about, epoch), new(at, ++_set, 0));

    public bool TryTake(long until, out Alarm alarm, out long at)
    {
        at = 0;
        if (!_due.TryPeek(out alarm, out var rank) || rank.First > until) return false;
        _due.Dequeue();
        at = rank.First;
        return true;
    }
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct Alarm(AlarmKind Kind, object About, int Epoch);

internal enum AlarmKind
{
    OfferOver,
    OfferNotShown,
    WrapUpOver,
    LadderStep,
    HoldOver,
    Announce,
    PauseLimit,
    RestOver,
    LeaseOver,
}
