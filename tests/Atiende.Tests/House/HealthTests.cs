using System.Net;
using Atiende.Tests.Harness;

namespace Atiende.Tests.House;

public sealed class HealthTests
{
    [Theory, BothEngines]
    public async Task A_started_server_says_that_it_lives(Engine engine)
    {
        await using var server = await RunningServer.Start(engine);
        using var client = server.Client();

        var answer = await client.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
