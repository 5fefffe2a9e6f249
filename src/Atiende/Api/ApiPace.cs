using System.Collections.Concurrent;
using System.Globalization;
using Atiende.Hosting;

namespace Atiende.Api;

/// <summary>Holds each key to its requests a second, with a second's worth at once.</summary>
internal sealed class ApiPace(Settings settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    /// <summary>Null where the key may go on; else how long it must wait.</summary>
    public TimeSpan? Wait(string key)
    {
        var rate = settings.Api.RequestsPerSecond;
        var now = clock.GetTimestamp();
        var bucket = buckets.GetOrAdd(key, _ => new(rate, now));
        lock (bucket)
        {
            bucket.Left = Math.Min(rate, bucket.Left + clock.GetElapsedTime(bucket.At, now).TotalSeconds * rate);
            bucket.At = now;
            if (bucket.Left < 1) return TimeSpan.FromSeconds((1 - bucket.Left) / rate);

            bucket.Left--;
            return null;
        }
    }

    /// <summary>The filter of every route: 429 with Retry-After for who is too quick.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.RequestServices.GetRequiredService<ApiPace>().Wait(ApiCaller.Of(http).Key) is not { } wait) return await next(context);

        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, new(
            "Demasiadas peticiones de esta clave: espere lo que dice Retry-After.", "Too many requests of this key: wait as Retry-After says."));
    }

    private sealed class Bucket(double left, long at)
    {
        public double Left { get; set; } = left;
        public long At { get; set; } = at;
    }
}
