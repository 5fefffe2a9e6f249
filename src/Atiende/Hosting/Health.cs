namespace Atiende.Hosting;

/// <summary>What a supervisor program asks: does the process live, can it do its work.</summary>
internal static class Health
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Live, () => Results.Text("ok\n")).AllowAnonymous();
        routes.MapGet(Ready, async (Readiness readiness, CancellationToken cancel) =>
            await readiness.Obstacle(cancel) is { } obstacle
                ? Results.Text($"{obstacle}\n", statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ok\n")).AllowAnonymous();
    }
}
