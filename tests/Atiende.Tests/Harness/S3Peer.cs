using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Atiende.Hosting;

namespace Atiende.Tests.Harness;

/// <summary>A real S3-compatible store on loopback: s3rver behind a check of signatures (<c>tests/peers/s3</c>). One for the whole run; each test has its bucket.</summary>
public sealed class S3Peer : IAsyncDisposable
{
    private const string Key = "S3RVER";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Lazy<Task<S3Peer>> Shared = new(() => Task.Run(Start));
    private static int buckets;

    private readonly Process process;
    private readonly TemporaryFolder folder;

    private S3Peer(Process process, TemporaryFolder folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>The run's peer, started when first asked for.</summary>
    public static Task<S3Peer> Get() => Shared.Value;

    /// <summary>Stops the run's peer if any test asked for it.</summary>
    public static async Task StopShared()
    {
        if (Shared.IsValueCreated) await (await Shared.Value).DisposeAsync();
    }

    /// <summary>One that is the caller's alone, to be stopped under a test.</summary>
    public static async Task<S3Peer> Start()
    {
        var port = FreePort.Next();
        var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("node", [Repository.Path("tests", "peers", "s3", "serve.cjs"), $"{port}", folder.Path])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.True(said == "ready", "s3rver did not start: npm ci in tests/peers/s3");
        return new(process, folder, new($"http://127.0.0.1:{port}"));
    }

    /// <summary>Settings of a bucket of its own, made and empty.</summary>
    public async Task<S3Settings> Bucket()
    {
        var settings = new S3Settings
        {
            Endpoint = Address.OriginalString,
            Bucket = $"bucket-{Interlocked.Increment(ref buckets)}",
            Prefix = "atiende/",
            AccessKey = Key,
            SecretKey = Key,
            TimeoutSeconds = 300, // The machine may have other work.
        };
        using var client = Client(settings);
        await client.PutBucketAsync(settings.Bucket);
        return settings;
    }

    /// <summary>The keys of a bucket, as another client sees them.</summary>
    public static async Task<IReadOnlyList<string>> Keys(S3Settings settings)
    {
        using var client = Client(settings);
        var listed = await client.ListObjectsV2Async(new() { BucketName = settings.Bucket });
        return [.. (listed.S3Objects ?? []).Select(entry => entry.Key)];
    }

    /// <summary>Puts something under a key, as another client does.</summary>
    public static async Task Put(S3Settings settings, string key, string content)
    {
        using var client = Client(settings);
        await client.PutObjectAsync(new() { BucketName = settings.Bucket, Key = key, ContentBody = content, UseChunkEncoding = false });
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static AmazonS3Client Client(S3Settings settings) => new(new BasicAWSCredentials(Key, Key), new AmazonS3Config
    {
        ServiceURL = settings.Endpoint,
        AuthenticationRegion = settings.Region,
        ForcePathStyle = true,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
    });
}
