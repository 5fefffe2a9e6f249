using System.Net.Sockets;

namespace Atiende.Hosting;

/// <summary>Where a request comes from, as limits count it.</summary>
internal static class CallerNetwork
{
    /// <summary>The caller's network address; where it stands for many machines of one subscriber, an IPv6 network of 64 bits.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "unknown";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();

        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    /// <summary>Says when to come back, to programs too.</summary>
    public static void ComeBack(HttpContext context, DateTimeOffset until, DateTimeOffset now) => context.Response.Headers.RetryAfter =
        Math.Max(1, (int)Math.Ceiling((until - now).TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
