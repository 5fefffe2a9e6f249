using System.Security.Cryptography;
using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>Files by the hash of their content: <c>attachments/ORGANIZATION/ab/cdef…</c> in the data folder. The same content is there once.</summary>
internal sealed class AttachmentFolder(Settings settings, TimeProvider clock)
{
    private const int Buffer = 64 * 1024;
    private const string ThumbnailEnd = ".webp";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Stores the content and returns its hash once it is safe on the disk.</summary>
    public async Task<string> Put(string organization, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var path = PathOf(organization, hash);
        if (File.Exists(path) && new FileInfo(path).Length == content.Length)
        {
            // It is younger again, so that a sweep that runs now leaves it.
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            return hash;
        }

        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly);
        var incoming = $"{path}.{Guid.CreateVersion7(clock.GetUtcNow()):N}.incoming";
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

    public string PathOf(string organization, string hash) => settings.InData("attachments", organization, hash[..2], hash);

    /// <summary>Where its small picture is, or is to be.</summary>
    public string ThumbnailOf(string organization, string hash) => PathOf(organization, hash) + ThumbnailEnd;

    /// <summary>The hashes of contents, and what was left half written, that nothing touched since a time; with their paths.</summary>
    public IEnumerable<(string? Hash, string Path)> OlderThan(string organization, DateTimeOffset since)
    {
        var root = settings.InData("attachments", organization);
        if (!Directory.Exists(root)) yield break;

        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            if (path.EndsWith(ThumbnailEnd, StringComparison.Ordinal) || File.GetLastWriteTimeUtc(path) >= since.UtcDateTime) continue;

            yield return (path.EndsWith(".incoming", StringComparison.Ordinal) ? null : Path.GetFileName(path), path);
        }
    }

    public static void Remove(string path)
    {
        File.Delete(path + ThumbnailEnd);
        File.Delete(path);
    }
}
