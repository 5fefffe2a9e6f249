using System.Collections.Concurrent;

namespace Atiende.Fabric;

/// <summary>Hints within one process: a listener holds the topics it has not read, and one waiting task.</summary>
internal sealed class HintsInProcess(TimeProvider clock) : IHints
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listener, byte>> _listeners = new(StringComparer.Ordinal);

    public void Tell(string organization, string topic, string? member = null)
    {
        if (!_listeners.TryGetValue(organization, out var listeners)) return;

        foreach (var listener in listeners.Keys)
            if (member is null || listener.Member == member) listener.Hear(topic);
    }

    public IHintListener Listen(string organization, string member)
    {
        var listeners = _listeners.GetOrAdd(organization, _ => new());
        var listener = new Listener(member, clock, gone => listeners.TryRemove(gone, out _));
        listeners.TryAdd(listener, 0);
        return listener;
    }

    private sealed class Listener(string member, TimeProvider clock, Action<Listener> leave) : IHintListener
    {
        public string Member => member;

        private readonly Lock _lock = new();
        private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
        private TaskCompletionSource? _waiting;

        public void Hear(string topic)
        {
            lock (_lock)
            {
                _heard.Add(topic);
                _waiting?.TrySetResult();
            }
        }

        public async Task<IReadOnlyCollection<string>> Next(TimeSpan patience, CancellationToken cancel)
        {
            Task waiting;
            lock (_lock)
            {
                if (_heard.Count > 0) return Take();

                _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _waiting.Task;
            }

            try
            {
                await waiting.WaitAsync(patience, clock, cancel);
            }
            catch (TimeoutException)
            {
                // Nothing changed: the caller shows that it is still there.
            }

            lock (_lock) return Take();
        }

        public void Dispose() => leave(this);

        private List<string> Take()
        {
            List<string> topics = [.. _heard];
            _heard.Clear();
            _waiting = null;
            return topics;
        }
    }
}
