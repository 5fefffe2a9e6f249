using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>What has come of files on their way: <c>uploads/ORGANIZATION/ID</c> in the data folder.</summary>
internal sealed class UploadFolder(Settings settings) : IPieces
{
    private const int Buffer = 64 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public Task<long> LengthOf(string organization, Guid id, CancellationToken cancel) =>
        Task.FromResult(new FileInfo(PathOf(organization, id)) is { Exists: true } file ? file.Length : 0);

    public async Task<long> Append(string organization, Guid id, long offset, Stream piece, long most, CancellationToken cancel)
    {
        await using var file = OpenToAppend(PathOf(organization, id));
        if (file.Length != offset) throw Piece.WrongPlace();

        var buffer = new byte[Buffer];
        for (int count; (count = await piece.ReadAsync(buffer, cancel)) > 0;)
        {
            if (file.Length + count > most) throw Piece.TooMuch();
            await file.WriteAsync(buffer.AsMemory(0, count), cancel);
        }

        file.Flush(flushToDisk: true);
        return file.Length;
    }

    public Task<Stream> Open(string organization, Guid id, CancellationToken cancel) => Task.FromResult<Stream>(
        new FileStream(PathOf(organization, id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Buffer, FileOptions.Asynchronous | FileOptions.SequentialScan));

    public Task Remove(string organization, Guid id, CancellationToken cancel)
    {
        if (Directory.Exists(settings.InData("uploads", organization))) File.Delete(PathOf(organization, id));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Guid>> Before(string organization, DateTimeOffset since, CancellationToken cancel)
    {
        var root = settings.InData("uploads", organization);
        IReadOnlyList<Guid> old = !Directory.Exists(root) ? [] : [.. Directory.EnumerateFiles(root)
            .Select(path => Guid.TryParseExact(Path.GetFileName(path), "N", out var id) ? id : (Guid?)null).OfType<Guid>().Where(id => Piece.BegunAt(id) < since)];
        return Task.FromResult(old);
    }

    // Only one may write on it at a time.
    private static FileStream OpenToAppend(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, Buffer, FileOptions.Asynchronous);
            file.Seek(0, SeekOrigin.End);
            return file;
        }
        catch (IOException taken) when (Storage.StorageFaults.Of(taken) is null)
        {
            throw Piece.WrongPlace();
        }
    }

    private string PathOf(string organization, Guid id) => settings.InData("uploads", organization, id.ToString("N"));
}
