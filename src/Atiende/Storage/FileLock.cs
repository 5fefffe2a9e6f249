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
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path) && left > TimeSpan.Zero)
            {
                await Task.Delay(Pause, cancel);
            }
            catch (IOException held) when (File.Exists(path))
            {
                throw new TimeoutException($"Another process holds {path}.", held);
            }
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
