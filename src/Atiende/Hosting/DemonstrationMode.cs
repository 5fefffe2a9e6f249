using Microsoft.AspNetCore.HostFiltering;

namespace Atiende.Hosting;

/// <summary>Demonstration mode shows its accounts with their passwords, so only this machine may reach it.</summary>
internal static class DemonstrationMode
{
    // Under other names a page elsewhere could point a browser here.
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Refuses addresses that others could reach.</summary>
    public static void CheckAddress(Settings settings, Uri address)
    {
        if (!settings.IsDemonstration || address.IsLoopback) return;

        throw new UsageException(
            $"demonstration mode shows its accounts, so it serves this machine only, not {address}; " +
            $"for others set \"Mode\": \"Production\" in {settings.InData(SettingsReader.FileName)}");
    }

    public static void AddDemonstrationMode(this IServiceCollection services, Settings settings)
    {
        if (settings.IsDemonstration)
            services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = [.. LoopbackNames, .. new PortalHosts(settings).All]);
    }
}
