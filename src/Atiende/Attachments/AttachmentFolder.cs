using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>Files by the hash of their content: <c>attachments/ORGANIZATION/ab/cdef…</c> in the data folder. The same content is there once.</summary>
internal sealed class AttachmentFolder(Settings settings, TimeProvider clock) : IContents
{
    private const int Buffer = 64 * 1024;
    private const string ThumbnailEnd = ".webp";
    private const string IncomingEnd = ".incoming";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public async Task<string> Put(string organization, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var hash = HashOf(content.Span);
        var path = PathOf(organization, hash);
        if (File.Exists(path) && new FileInfo(path).Length == content.Length)
        {
            // It is younger again, so that a sweep that runs now leaves it.
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            return hash;
        }

        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly);
        var incoming = $"{path}.{Guid.CreateVersion7(clock.GetUtcNow()):N}{IncomingEnd}";
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer, FileOptions.Asynchronous))
            {
                await file.WriteAsync(content, cancel);
                file.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(incoming, clock.GetUtcNow().UtcDateTime);
            File.Move(incoming, path, overwrite: true);
        }
        catch
        {
            File.Delete(incoming);
            throw;
        }

        FolderSync.Sync(folder.FullName);
        return hash;
    }

    public Task<string?> Fetch(string organization, string hash, CancellationToken cancel) => Task.FromResult(PathOf(organization, hash) is var path && File.Exists(path) ? path : null);

    public string ThumbnailOf(string organization, string hash) => PathOf(organization, hash) + ThumbnailEnd;

    public async IAsyncEnumerable<string> Before(string organization, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var path in Old(organization, since).Where(p => !IsIncoming(p))) yield return Path.GetFileName(path);
    }

    public Task<bool> Remove(string organization, string hash, DateTimeOffset since, CancellationToken cancel)
    {
        // The same content may have come again while it was looked for.
        var path = PathOf(organization, hash);
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= since.UtcDateTime) return Task.FromResult(false);

        File.Delete(path + ThumbnailEnd);
        File.Delete(path);
        return Task.FromResult(true);
    }

    public Task<int> Tidy(string organization, DateTimeOffset since, CancellationToken cancel)
    {
        var left = Old(organization, since).Where(IsIncoming).ToList();
        left.ForEach(File.Delete);
        return Task.FromResult(left.Count);
    }

    internal static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static bool IsIncoming(string path) => path.EndsWith(IncomingEnd, StringComparison.Ordinal);

    private string PathOf(string organization, string hash) => settings.InData("attachments", organization, hash[..2], hash);

    private IEnumerable<string> Old(string organization, DateTimeOffset since)
    {
        var root = settings.InData("attachments", organization);
        return !Directory.Exists(root) ? [] : Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(ThumbnailEnd, StringComparison.Ordinal) && File.GetLastWriteTimeUtc(path) < since.UtcDateTime);
    }
}
