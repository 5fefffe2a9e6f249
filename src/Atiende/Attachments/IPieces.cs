using Atiende.Storage;

namespace Atiende.Attachments;

/// <summary>Where the pieces of files on their way lie: the data folder, or an S3-compatible store. How much is here is what lies there and nothing else.</summary>
internal interface IPieces
{
    /// <summary>How many bytes are here.</summary>
    Task<long> LengthOf(string organization, Guid id, CancellationToken cancel);

    /// <summary>Takes the piece that begins at an offset; the result is how many bytes are here, safely.</summary>
    /// <exception cref="UploadRefusedException">It begins elsewhere, or there would be more bytes than <paramref name="most"/>.</exception>
    /// <exception cref="StoreAwayException">The store cannot take it now.</exception>
    Task<long> Append(string organization, Guid id, long offset, Stream piece, long most, CancellationToken cancel);

    /// <summary>All that is here, from its beginning.</summary>
    Task<Stream> Open(string organization, Guid id, CancellationToken cancel);

    Task Remove(string organization, Guid id, CancellationToken cancel);

    /// <summary>Those that were begun before a time.</summary>
    Task<IReadOnlyList<Guid>> Before(string organization, DateTimeOffset since, CancellationToken cancel);
}

/// <summary>What both stores of pieces say in the same words.</summary>
internal static class Piece
{
    public static UploadRefusedException TooMuch() =>
        new(UploadProblem.TooLarge, new("Vino más de lo anunciado: envíe el archivo otra vez.", "More came than was announced: send the file again."));

    public static UploadRefusedException WrongPlace() =>
        new(UploadProblem.Elsewhere, new("El trozo no empieza donde terminó el anterior.", "The piece does not begin where the last one ended."));

    /// <summary>When an upload was begun: a UUID of version 7 begins with the milliseconds since 1970 (RFC 9562, 5.7).</summary>
    public static DateTimeOffset BegunAt(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16));
}
