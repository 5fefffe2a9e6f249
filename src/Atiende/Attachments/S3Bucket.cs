using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Atiende.Hosting;
using Atiende.Storage;

namespace Atiende.Attachments;

/// <summary>
/// A bucket of an S3-compatible store, spoken to as all of them understand: addresses with the bucket in the path, signature version 4, contents in one
/// piece with their hash signed. Whatever it cannot do is a <see cref="StoreAwayException"/> that names the store and the reason.
/// </summary>
internal sealed class S3Bucket : INeed, IDisposable
{
    private const string NoKey = "NoSuchKey";
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(4);

    private readonly AmazonS3Client client;
    private readonly S3Settings settings;
    private readonly TimeProvider clock;

    public S3Bucket(Settings all, TimeProvider clock)
    {
        settings = all.S3;
        this.clock = clock;
        client = new(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), new AmazonS3Config
        {
            ServiceURL = settings.Endpoint,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 1,
            Timeout = Patience,
            // Newer check sums than those of the signature are not understood by all stores.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <summary>The store as the operator knows it.</summary>
    public string Name => $"the store of files {settings.Endpoint} (bucket {settings.Bucket})";

    private TimeSpan Patience => TimeSpan.FromSeconds(settings.TimeoutSeconds);

    public Task Put(string key, ReadOnlyMemory<byte> content, (string Name, string Value)? note, CancellationToken cancel) => Ask(async inner =>
    {
        using var body = MemoryMarshal.TryGetArray(content, out var bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new MemoryStream(content.ToArray());
        var request = new PutObjectRequest
        {
            BucketName = settings.Bucket,
            Key = settings.Prefix + key,
            InputStream = body,
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
            AutoCloseStream = false,
        };
        if (note is { } said) request.Metadata[said.Name] = said.Value;
        return await client.PutObjectAsync(request, inner);
    }, Patience, cancel);

    /// <summary>What is said of a content; null where there is none.</summary>
    public Task<S3Head?> Head(string key, CancellationToken cancel) => Ask<S3Head?>(async inner =>
    {
        try
        {
            var said = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = settings.Bucket, Key = settings.Prefix + key }, inner);
            return new(said.ContentLength, name => said.Metadata[name] ?? "");
        }
        catch (AmazonS3Exception none) when (none.StatusCode is System.Net.HttpStatusCode.NotFound)
        {
            // An answer without a body does not tell a missing bucket from a missing key; whoever writes or reads then learns it.
            return null;
        }
    }, Patience, cancel);

    /// <summary>Writes a content to a stream as it comes; false where there is none.</summary>
    public Task<bool> Get(string key, Stream to, CancellationToken cancel) => Ask(async inner =>
    {
        try
        {
            using var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = settings.Bucket, Key = settings.Prefix + key }, inner);
            await answer.ResponseStream.CopyToAsync(to, inner);
            return true;
        }
        catch (AmazonS3Exception none) when (none.ErrorCode == NoKey)
        {
            return false;
        }
    }, Patience, cancel);

    public Task Delete(string key, CancellationToken cancel) =>
        Ask(inner => client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = settings.Bucket, Key = settings.Prefix + key }, inner), Patience, cancel);

    /// <summary>Keys that begin so, in order, with the bytes of each.</summary>
    public async IAsyncEnumerable<S3Entry> List(string beginning, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in Pages(beginning, "", cancel))
            foreach (var entry in page.S3Objects ?? []) yield return new(entry.Key[settings.Prefix.Length..], entry.Size ?? 0);
    }

    /// <summary>What stands between a beginning and the next slash, once each.</summary>
    public async IAsyncEnumerable<string> Folders(string beginning, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in Pages(beginning, "/", cancel))
            foreach (var folder in page.CommonPrefixes ?? []) yield return folder[(settings.Prefix.Length + beginning.Length)..].TrimEnd('/');
    }

    /// <inheritdoc/>
    public async Task<string?> Obstacle(CancellationToken cancel)
    {
        try
        {
            // Written and looked at: a store that is full, may only be read or is something else shows.
            var at = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            var key = $"ready/{Environment.MachineName}-{Environment.ProcessId}";
            return await Ask(async inner =>
            {
                await Put(key, "ready"u8.ToArray(), ("at", at), inner);
                return await Head(key, inner) is { } head && head.Note("at") == at ? null : $"{Name} takes what is sent and does not show it; is it an S3 store?";
            }, HealthPatience, cancel);
        }
        catch (StoreAwayException away)
        {
            return away.Message;
        }
    }

    public void Dispose() => client.Dispose();

    private async IAsyncEnumerable<ListObjectsV2Response> Pages(string beginning, string delimiter, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = settings.Bucket, Prefix = settings.Prefix + beginning, ContinuationToken = next };
            if (delimiter.Length > 0) request.Delimiter = delimiter;
            var page = await Ask(inner => client.ListObjectsV2Async(request, inner), Patience, cancel);
            yield return page;
            next = page.IsTruncated is true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    private async Task<T> Ask<T>(Func<CancellationToken, Task<T>> ask, TimeSpan within, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            cancel.ThrowIfCancellationRequested();
            throw;
        }
        catch (Exception slow) when (slow is OperationCanceledException or TimeoutException)
        {
            throw new StoreAwayException($"{Name} did not answer in {within.TotalSeconds:0} s", slow);
        }
        catch (AmazonS3Exception no)
        {
            throw new StoreAwayException($"{Name} refuses: {Why(no)}", no);
        }
        catch (Exception away) when (away is AmazonServiceException or AmazonClientException or HttpRequestException or SocketException or System.Xml.XmlException || (away is IOException and not StoreAwayException))
        {
            throw new StoreAwayException($"{Name} cannot be reached: {away.GetBaseException().Message}", away);
        }
    }

    private string Why(AmazonS3Exception no) => no.ErrorCode switch
    {
        "NoSuchBucket" => $"there is no bucket {settings.Bucket}",
        "InvalidAccessKeyId" or "SignatureDoesNotMatch" => $"{no.ErrorCode}: S3:AccessKey or S3:SecretKey is wrong",
        "AccessDenied" or "Forbidden" => $"{no.ErrorCode}: the key (S3:AccessKey, S3:SecretKey) is wrong or may not do this",
        _ => $"{(int)no.StatusCode} {no.ErrorCode} {no.Message}".TrimEnd(),
    };
}

/// <summary>What is said of a content: its bytes, and what was noted when it came.</summary>
internal sealed record S3Head(long Length, Func<string, string> Note);

/// <summary>A content of a list: its key and bytes.</summary>
internal sealed record S3Entry(string Key, long Size);
