namespace Atiende.Fabric;

/// <summary>Who is where, in this process.</summary>
internal sealed class Presence(IHints hints, TimeProvider clock) : IPresence
{
    /// <summary>The topic that pages hear when someone came, went or began to type.</summary>
    public const string Topic = "present";

    // Pages say every fifteen seconds that they are there: one that misses it twice is gone.
    internal static readonly TimeSpan Kept = TimeSpan.FromSeconds(40);
    internal static readonly TimeSpan TypingKept = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Organization, string Place), Dictionary<string, Seen>> _places = [];

    public Task<IReadOnlyList<PresentMember>> Here(string organization, string place, string member, string name, bool typing, CancellationToken cancel) =>
        Task.FromResult(Here(organization, place, member, name, typing));

    public Task Gone(string organization, string place, string member, CancellationToken cancel)
    {
        Gone(organization, place, member);
        return Task.CompletedTask;
    }

    private IReadOnlyList<PresentMember> Here(string organization, string place, string member, string name, bool typing)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (!_places.TryGetValue((organization, place), out var there)) _places[(organization, place)] = there = new(StringComparer.Ordinal);
            foreach (var gone in there.Where(t => t.Value.At < now - Kept).Select(t => t.Key).ToList()) there.Remove(gone);
            var before = there.GetValueOrDefault(member);
            there[member] = new(name, now, typing ? now : before?.TypedAt);
            var others = there.Where(t => t.Key != member).ToList();
            if (before is null || (typing && !IsTyping(before, now))) Tell(organization, others.Select(o => o.Key));
            if (_places.Count > 1000) Sweep(now);
            return [.. others.OrderBy(o => o.Value.Name, StringComparer.Ordinal).Select(o => new PresentMember(o.Key, o.Value.Name, IsTyping(o.Value, now)))];
        }
    }

    private void Gone(string organization, string place, string member)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue((organization, place), out var there) || !there.Remove(member)) return;

            if (there.Count == 0) _places.Remove((organization, place));
            Tell(organization, there.Keys);
        }
    }

    private static bool IsTyping(Seen seen, DateTimeOffset now) => seen.TypedAt >= now - TypingKept;

    private void Tell(string organization, IEnumerable<string> members)
    {
        foreach (var other in members) hints.Tell(organization, Topic, other);
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var empty in _places.Where(p => p.Value.Values.All(s => s.At < now - Kept)).Select(p => p.Key).ToList()) _places.Remove(empty);
    }

    private sealed record Seen(string Name, DateTimeOffset At, DateTimeOffset? TypedAt);
}
