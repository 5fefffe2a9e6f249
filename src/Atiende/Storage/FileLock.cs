namespace Atiende.Storage;

/// <summary>A lock between processes of one machine, held as long as the file is open; the kernel frees it when its holder dies.</summary>
internal sealed class FileLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Waits until the lock is free and takes it.</summary>
    /// <exception cref="TimeoutException">Another process held it for longer than <paramref name="patience"/>.</exception>
    public static async Task<FileLock> Take(string path, TimeSpan patience, CancellationToken cancel)
    {
        for (var left = patience; ; left -= Pause)
        {
            if (TakeFree(path) is { } taken) return taken;

            if (left <= TimeSpan.Zero) throw new TimeoutException($"Another process holds {path}.");

            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Takes the lock when it is free; null when another process holds it.</summary>
    public static FileLock? TakeFree(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
