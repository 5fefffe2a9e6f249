using System.Net;

namespace Atiende.Hosting;

/// <summary>
/// Portals with a host of their own (<see cref="Settings.Portals"/>): there the portal stands at the root, and nothing else is served. Everywhere else it
/// stands under <see cref="Root"/>, and who asks for it there is sent to its own host.
/// </summary>
public sealed class PortalHosts
{
    /// <summary>Where portals without a host of their own stand: <c>/portal/ORGANIZATION</c>.</summary>
    public const string Root = "/portal";

    private readonly Dictionary<string, (string Organization, bool IsFirst)> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> addresses = new(StringComparer.Ordinal);
    private readonly HashSet<string> others = new(StringComparer.OrdinalIgnoreCase);

    public PortalHosts(Settings settings)
    {
        foreach (var (organization, address) in settings.Portals)
        {
            var all = Names(address, ';');
            addresses[organization] = all[0].TrimEnd('/');
            foreach (var one in all) hosts[new Uri(one).Host] = (organization, one == all[0]);
        }

        others.UnionWith(Names(settings.Hosts, ','));
        foreach (var address in Names(settings.Url, ';').Append(settings.PublicUrl))
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri)) others.Add(uri.Host);
    }

    /// <summary>Hosts of portals.</summary>
    public IReadOnlyCollection<string> All => hosts.Keys;

    /// <summary>The address of an organisation's portal, without a slash at its end; null where it has no host of its own.</summary>
    public string? AddressOf(string? organization) => organization is null ? null : addresses.GetValueOrDefault(organization);

    /// <summary>Whose portal a host is, and whether by its first name; null for no portal's.</summary>
    public (string Organization, bool IsFirst)? PortalAt(string host) => hosts.TryGetValue(host, out var found) ? found : null;

    /// <summary>Whether we answer under this name. Without portals of their own under any, as before.</summary>
    public bool IsOurs(string host) => hosts.Count == 0 || hosts.ContainsKey(host) || others.Contains(host) || IsMachine(host);

    /// <summary>An address of an organisation's portal on the host that was asked.</summary>
    public static string PathOf(HttpContext? context, string organization, string page)
    {
        var root = context?.Features.Get<AtPortalHost>() is { } at && at.Organization == organization ? "" : $"{Root}/{organization}";
        return page.Length > 0 ? $"{root}/{page}" : root.Length > 0 ? root : "/";
    }

    /// <summary>Where cookies of the portal are good: its pages alone, which on a host of its own are all there are.</summary>
    public static string CookiePathOf(HttpContext context) => context.Features.Get<AtPortalHost>() is null ? Root : "/";

    internal static string[] Names(string list, char separator) => list.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A supervisor program asks by address, and so do we ourselves; no name leads there.
    private static bool IsMachine(string host) => host is "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out _);
}

/// <summary>A request at a portal's own host.</summary>
/// <param name="Organization">Whose portal.</param>
/// <param name="Asked">The path as it was asked; the request's own begins with <see cref="PortalHosts.Root"/> now.</param>
public sealed record AtPortalHost(string Organization, PathString Asked);
