using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Atiende.Fabric;

/// <summary>Hints within one process.</summary>
internal sealed class HintsInProcess : IHints
{
    // A listener that is slower than this loses hints, and hears of the topic with the next one.
    private const int WaitingMax = 16;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<string>, byte>> _listeners = new(StringComparer.Ordinal);

    public void Tell(string organization, string topic)
    {
        if (!_listeners.TryGetValue(organization, out var listeners)) return;

        foreach (var listener in listeners.Keys) listener.Writer.TryWrite(topic);
    }

    public async IAsyncEnumerable<string> Listen(string organization, [EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var listeners = _listeners.GetOrAdd(organization, _ => new());
        listeners.TryAdd(channel, 0);
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancel))
            {
                var topics = new HashSet<string>(StringComparer.Ordinal);
                while (channel.Reader.TryRead(out var topic)) topics.Add(topic);
                foreach (var topic in topics) yield return topic;
            }
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }
}
