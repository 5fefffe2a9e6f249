using Atiende.Tests.Harness;

[assembly: AssemblyFixture(typeof(WholeRun))]

namespace Atiende.Tests.Harness;

/// <summary>What ends when the whole run ends.</summary>
public sealed class WholeRun : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await S3Peer.StopShared();
        await PostgresServer.StopShared();
    }
}
