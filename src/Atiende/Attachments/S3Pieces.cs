using System.Globalization;
using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>
/// What has come of files on their way, in the S3-compatible store: an object a piece, <c>uploads/ORGANIZATION/ID/OFFSET</c>, so that any node goes on
/// with any file. S3's own parts of an upload are of 5 MB at least; a telephone's pieces are smaller.
/// </summary>
internal sealed class S3Pieces(S3Bucket bucket, Settings settings, TimeProvider clock) : IPieces
{
    private const int Buffer = 64 * 1024;

    // Offsets sort as they count.
    private const string OffsetFormat = "D15";

    // A piece that breaks off is stored as far as it came, and its request is over by then.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public async Task<long> LengthOf(string organization, Guid id, CancellationToken cancel) => (await InOrder(organization, id, cancel)).Sum(piece => piece.Size);

    public async Task<long> Append(string organization, Guid id, long offset, Stream piece, long most, CancellationToken cancel)
    {
        if (await LengthOf(organization, id, cancel) != offset) throw Piece.WrongPlace();

        using var content = new MemoryStream();
        var buffer = new byte[Buffer];
        try
        {
            for (int count; (count = await piece.ReadAsync(buffer, cancel)) > 0;)
            {
                if (offset + content.Length + count > most) throw Piece.TooMuch();
                content.Write(buffer, 0, count);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException && content.Length > 0)
        {
            using var rest = new CancellationTokenSource(Rest, clock);
            await Store(organization, id, offset, content, rest.Token);
            throw;
        }

        if (content.Length > 0) await Store(organization, id, offset, content, cancel);
        return offset + content.Length;
    }

    public async Task<Stream> Open(string organization, Guid id, CancellationToken cancel)
    {
        // Through a file of this machine, which nobody else sees and which is gone once it is read.
        Directory.CreateDirectory(settings.InData("attachment-cache"));
        var path = settings.InData("attachment-cache", $"{id:N}.{Guid.CreateVersion7(clock.GetUtcNow()):N}.upload");
        var whole = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            foreach (var piece in await InOrder(organization, id, cancel))
                if (!await bucket.Get(piece.Key, whole, cancel)) break;

            whole.Position = 0;
            return whole;
        }
        catch
        {
            await whole.DisposeAsync();
            throw;
        }
    }

    public async Task Remove(string organization, Guid id, CancellationToken cancel)
    {
        await foreach (var piece in bucket.List(RootOf(organization, id), cancel)) await bucket.Delete(piece.Key, cancel);
    }

    public async Task<IReadOnlyList<Guid>> Before(string organization, DateTimeOffset since, CancellationToken cancel)
    {
        var old = new List<Guid>();
        await foreach (var name in bucket.Folders($"uploads/{organization}/", cancel))
            if (Guid.TryParseExact(name, "N", out var id) && Piece.BegunAt(id) < since) old.Add(id);

        return old;
    }

    private async Task Store(string organization, Guid id, long offset, MemoryStream content, CancellationToken cancel)
    {
        var key = RootOf(organization, id) + offset.ToString(OffsetFormat, CultureInfo.InvariantCulture);
        await bucket.Put(key, content.GetBuffer().AsMemory(0, (int)content.Length), null, cancel);
        if (await bucket.Head(key, cancel) is not { } stored || stored.Length != content.Length)
            throw new Storage.StoreAwayException($"{bucket.Name} said that it took {key} and does not show it as it was sent; is it an S3 store?");
    }

    // One after another without a gap: what a second sender left beyond does not count.
    private async Task<List<S3Entry>> InOrder(string organization, Guid id, CancellationToken cancel)
    {
        var pieces = new List<S3Entry>();
        var at = 0L;
        await foreach (var piece in bucket.List(RootOf(organization, id), cancel))
        {
            if (!long.TryParse(piece.Key.AsSpan(piece.Key.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var begins) || begins != at) continue;

            pieces.Add(piece);
            at += piece.Size;
        }

        return pieces;
    }

    private static string RootOf(string organization, Guid id) => $"uploads/{organization}/{id:N}/";
}
