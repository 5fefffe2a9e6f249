using System.Globalization;
using Atiende.Accounts;

namespace Atiende.Shell;

/// <summary>Instants as the clock of the organisation on duty shows them.</summary>
public sealed class Zones(IHttpContextAccessor http, TimeProvider clock)
{
    /// <summary>The organisation's zone; UTC where nobody is on duty.</summary>
    public TimeZoneInfo Zone => http.HttpContext?.User.OrganizationZone() is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;

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
