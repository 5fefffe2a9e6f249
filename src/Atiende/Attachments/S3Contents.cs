using System.Globalization;
using System.Runtime.CompilerServices;
using Atiende.Storage;

namespace Atiende.Attachments;

/// <summary>
/// Files in an S3-compatible store, by the hash of their content: <c>attachments/ORGANIZATION/ab/cdef…</c>. What is read comes into a folder of
/// this machine first, for ranges, small pictures and the reading of paper. What the data folder still has from before goes over by itself.
/// </summary>
internal sealed partial class S3Contents(S3Bucket bucket, ContentCache cache, AttachmentFolder folder, TimeProvider clock, ILogger<S3Contents> log) : IContents
{
    // When it last came, by our clock: the sweep goes by it.
    private const string At = "at";

    // What came within it need not be sent again to be young enough for the sweep.
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    public async Task<string> Put(string organization, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var hash = AttachmentFolder.HashOf(content.Span);
        var key = KeyOf(organization, hash);
        if (await bucket.Head(key, cancel) is { } there && there.Length == content.Length && Came(there) > clock.GetUtcNow() - Young) return hash;

        var at = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await bucket.Put(key, content, (At, at), cancel);
        // A store that only says yes is found out before anything is acknowledged.
        if (await bucket.Head(key, cancel) is { } stored && stored.Length == content.Length && stored.Note(At) == at) return hash;

        throw new StoreAwayException($"{bucket.Name} said that it took {key} and does not show it as it was sent; is it an S3 store?");
    }

    public async Task<string?> Fetch(string organization, string hash, CancellationToken cancel)
    {
        if (await folder.Fetch(organization, hash, cancel) is { } before) return before;
        if (cache.Find(organization, hash) is { } near) return near;

        var (path, found) = await cache.Fill(organization, hash, to => bucket.Get(KeyOf(organization, hash), to, cancel), cancel);
        if (found && path is null) LogDamaged(KeyOf(organization, hash), bucket.Name);
        return path;
    }

    public string ThumbnailOf(string organization, string hash) => cache.ThumbnailOf(organization, hash);

    public async IAsyncEnumerable<string> Before(string organization, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A list does not say when by our clock; who takes one away looks.
        await foreach (var entry in bucket.List(RootOf(organization), cancel)) yield return entry.Key[(entry.Key.LastIndexOf('/') + 1)..];
    }

    public async Task<bool> Remove(string organization, string hash, DateTimeOffset since, CancellationToken cancel)
    {
        var key = KeyOf(organization, hash);
        if (await bucket.Head(key, cancel) is not { } there || Came(there) >= since) return false;

        await bucket.Delete(key, cancel);
        cache.Remove(organization, hash);
        return true;
    }

    public async Task<int> Tidy(string organization, DateTimeOffset since, CancellationToken cancel)
    {
        cache.RemoveOld(since);
        var half = await folder.Tidy(organization, since, cancel);
        await foreach (var hash in folder.Before(organization, DateTimeOffset.MaxValue, cancel))
        {
            if (await folder.Fetch(organization, hash, cancel) is not { } path) continue;

            await Put(organization, await File.ReadAllBytesAsync(path, cancel), cancel);
            await folder.Remove(organization, hash, DateTimeOffset.MaxValue, cancel);
            LogMoved(hash, bucket.Name);
        }

        return half;
    }

    private static DateTimeOffset Came(S3Head head) =>
        long.TryParse(head.Note(At), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : DateTimeOffset.MinValue;

    private static string RootOf(string organization) => $"attachments/{organization}/";

    private static string KeyOf(string organization, string hash) => $"{RootOf(organization)}{hash[..2]}/{hash}";

    [LoggerMessage(Level = LogLevel.Error, Message = "The content of {Key} in {Store} is not what its hash says; restore it from a backup of the store")]
    private partial void LogDamaged(string key, string store);

    [LoggerMessage(Level = LogLevel.Information, Message = "The content {Hash} went from the data folder to {Store}")]
    private partial void LogMoved(string hash, string store);
}
