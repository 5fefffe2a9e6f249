using Atiende.Values;

namespace Atiende.Attachments;

/// <summary>Reads what is sent, never more than one may have, and only so many at once, for each is held in memory.</summary>
internal sealed class IncomingFiles : IDisposable
{
    private const int AtOnce = 16;
    private const int Megabyte = 1024 * 1024;

    private readonly SemaphoreSlim places = new(AtOnce);

    public async Task<IDisposable> Enter(CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        return new Place(places);
    }

    public void Dispose() => places.Dispose();

    /// <summary>The whole content.</summary>
    /// <exception cref="AttachmentRefusedException">It has more bytes than one may have.</exception>
    public static async Task<byte[]> Read(Stream content, string name, int largestMegabytes, CancellationToken cancel)
    {
        var most = largestMegabytes * Megabyte;
        var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (read.Length + count > most)
                throw new AttachmentRefusedException(AttachmentProblem.TooLarge, name, new Bilingual(
                    $"«{name}» pesa más de {largestMegabytes} MB: redúzcalo.", $"\"{name}\" is larger than {largestMegabytes} MB: make it smaller."));

            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
