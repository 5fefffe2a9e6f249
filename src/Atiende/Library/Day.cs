using System.Globalization;
using NodaTime;

namespace Atiende.Library;

/// <summary>Days as the screens write them.</summary>
internal static class Day
{
    /// <summary>"2 ene 2023", in the request's language.</summary>
    public static string Of(LocalDate day) => day.ToString("d MMM uuuu", CultureInfo.CurrentUICulture);
}
