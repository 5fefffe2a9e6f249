using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>What has come of files on their way: <c>uploads/ORGANIZATION/ID</c> in the data folder.</summary>
internal sealed class UploadFolder(Settings settings)
{
    private const int Buffer = 64 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string PathOf(string organization, Guid id) => settings.InData("uploads", organization, id.ToString("N"));

    /// <summary>How many bytes are here.</summary>
    public long LengthOf(string organization, Guid id) => new FileInfo(PathOf(organization, id)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Opens it to be written on; only one may at a time.</summary>
    /// <exception cref="IOException">Another writes on it.</exception>
    public FileStream OpenToAppend(string organization, Guid id)
    {
        var path = PathOf(organization, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, Buffer, FileOptions.Asynchronous);
        file.Seek(0, SeekOrigin.End);
        return file;
    }

    public FileStream OpenToRead(string organization, Guid id) =>
        new(PathOf(organization, id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Buffer, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public void Remove(string organization, Guid id) => File.Delete(PathOf(organization, id));

    /// <summary>Those that nothing was written to since a time.</summary>
    public IReadOnlyList<Guid> OlderThan(string organization, DateTimeOffset since)
    {
        var root = settings.InData("uploads", organization);
        return !Directory.Exists(root) ? [] : [.. Directory.EnumerateFiles(root).Where(path => File.GetLastWriteTimeUtc(path) < since.UtcDateTime)
            .Select(path => Guid.TryParseExact(Path.GetFileName(path), "N", out var id) ? id : (Guid?)null).OfType<Guid>()];
    }
}
