using System.Security.Cryptography;
using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>
/// Contents of the S3 store that this machine read lately: <c>attachment-cache/ORGANIZATION/ab/cdef…</c> in the data folder, so much and no more.
/// All of it can be read again.
/// </summary>
internal sealed class ContentCache(Settings settings, TimeProvider clock, long most = ContentCache.Most)
{
    private const long Most = 2L * 1024 * 1024 * 1024;
    private const int Buffer = 64 * 1024;
    private const string ThumbnailEnd = ".webp";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock evicting = new();
    private long since;

    public string ThumbnailOf(string organization, string hash) => PathOf(organization, hash) + ThumbnailEnd;

    /// <summary>Path of what is here; it is younger again.</summary>
    public string? Find(string organization, string hash)
    {
        var path = PathOf(organization, hash);
        if (!File.Exists(path)) return null;

        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        return path;
    }

    /// <summary>Takes a content in; <paramref name="read"/> says whether there is one. No path where it is not what its hash says.</summary>
    public async Task<(string? Path, bool Found)> Fill(string organization, string hash, Func<Stream, Task<bool>> read, CancellationToken cancel)
    {
        var path = PathOf(organization, hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly);
        var incoming = $"{path}.{Guid.CreateVersion7(clock.GetUtcNow()):N}.incoming";
        try
        {
            long length;
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.Asynchronous))
            {
                if (!await read(file)) return (null, false);

                file.Position = 0;
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)) != hash) return (null, true);
                length = file.Length;
            }

            File.SetLastWriteTimeUtc(incoming, clock.GetUtcNow().UtcDateTime);
            File.Move(incoming, path, overwrite: true);
            MakeRoom(length);
            return (path, true);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    public void Remove(string organization, string hash)
    {
        var path = PathOf(organization, hash);
        if (!Directory.Exists(Path.GetDirectoryName(path))) return;

        File.Delete(path + ThumbnailEnd);
        File.Delete(path);
    }

    /// <summary>Takes away what nobody read since a time: another machine may have taken it off the store.</summary>
    public void RemoveOld(DateTimeOffset since)
    {
        foreach (var file in All().Where(file => file.LastWriteTimeUtc < since.UtcDateTime)) file.Delete();
    }

    // Those first that were not read for longest, and never what was read last.
    private void MakeRoom(long came)
    {
        if (Interlocked.Add(ref since, came) < most / 4 && came <= most / 4) return;

        lock (evicting)
        {
            Interlocked.Exchange(ref since, 0);
            var all = All().OrderByDescending(file => file.LastWriteTimeUtc).ToList();
            var total = 0L;
            foreach (var file in all.Skip(1).Where(file => (total += file.Length) > most * 3 / 4)) file.Delete();
        }
    }

    private IEnumerable<FileInfo> All() =>
        new DirectoryInfo(settings.InData("attachment-cache")) is { Exists: true } root ? root.EnumerateFiles("*", SearchOption.AllDirectories) : [];

    private string PathOf(string organization, string hash) => settings.InData("attachment-cache", organization, hash[..2], hash);
}
