using Atiende.Storage;

namespace Atiende.Attachments;

/// <summary>Where the content of files lies, by its hash: the data folder, or an S3-compatible store. The same content is there once.</summary>
internal interface IContents
{
    /// <summary>Stores the content and returns its hash (SHA-256, in hexadecimal) once it is safe.</summary>
    /// <exception cref="StoreAwayException">The store cannot take it now.</exception>
    Task<string> Put(string organization, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>Path of a file of this machine with the content; null where it is gone.</summary>
    /// <exception cref="StoreAwayException">The store cannot be asked now.</exception>
    Task<string?> Fetch(string organization, string hash, CancellationToken cancel);

    /// <summary>Where the small picture of a content is on this machine, or is to be.</summary>
    string ThumbnailOf(string organization, string hash);

    /// <summary>The hashes of contents; those that came since a time may be left out.</summary>
    IAsyncEnumerable<string> Before(string organization, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Takes a content away, unless it came (again) since a time; says whether it did.</summary>
    Task<bool> Remove(string organization, string hash, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Takes away what was left half written or is not needed any more; says how many contents never were whole.</summary>
    Task<int> Tidy(string organization, DateTimeOffset since, CancellationToken cancel);
}
