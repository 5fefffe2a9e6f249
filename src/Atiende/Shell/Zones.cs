using System.Globalization;
using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Shell;

/// <summary>Instants as the clock of the organisation shows them that is on duty, or that the address names.</summary>
public sealed class Zones(IHttpContextAccessor http, ICurrentOrganization current, IOrganizations organizations, TimeProvider clock)
{
    /// <summary>The organisation's zone; UTC where there is none.</summary>
    public TimeZoneInfo Zone => (http.HttpContext?.User.OrganizationZone() ?? Named?.Pack.Identity.Zone) is { } id
        ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;

    private Organization? Named => current.Id is { } id ? organizations.Find(id) : null;

    /// <summary>The same instant on the organisation's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>Today there.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    /// <summary>"14:05" today, "4 may 14:05" this year, else with the year.</summary>
    public string Short(DateTimeOffset at)
    {
        var local = Local(at);
        var day = DateOnly.FromDateTime(local.DateTime);
        return local.ToString(day == Today ? "HH:mm" : day.Year == Today.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm", CultureInfo.CurrentUICulture);
    }

    /// <summary>"lunes, 4 de mayo de 2026 14:05:33".</summary>
    public string Long(DateTimeOffset at) => Local(at).ToString("D", CultureInfo.CurrentUICulture) + Local(at).ToString(" HH:mm:ss", CultureInfo.InvariantCulture);
}
