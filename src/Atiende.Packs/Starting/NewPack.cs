using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Atiende.Packs.Reading;
using NodaTime.TimeZones;

namespace Atiende.Packs.Starting;

/// <summary>The smallest pack that can be attended with: one line, one procedure, an agent and a supervisor, each file with its comments.</summary>
public static partial class NewPack
{
    /// <summary>Most characters of a pack's id: it is in the key of every row.</summary>
    public const int IdLength = 40;

    private const string Template = "new-pack/";

    /// <summary>Whether a folder's name can be a pack's id: small letters, digits and single hyphens.</summary>
    public static bool IsId(string name) => name.Length <= IdLength && Id().IsMatch(name);

    /// <summary>Whether the country, two letters, is one that the time zone database knows.</summary>
    public static bool IsCountry(string country) => ZoneOf(country) is not null;

    /// <summary>Its files.</summary>
    /// <param name="id">The pack's id, its folder's name.</param>
    /// <param name="country">ISO 3166 alpha-2, in capitals; one that <see cref="IsCountry"/> knows.</param>
    public static PackFiles Files(string id, string country)
    {
        var files = Assembly.GetExecutingAssembly();
        return new(id, files.GetManifestResourceNames().Where(n => n.StartsWith(Template, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ToDictionary(n => n[Template.Length..], n => Filled(files, n, id, country), StringComparer.Ordinal));
    }

    private static string Filled(Assembly files, string name, string id, string country)
    {
        using var text = new StreamReader(files.GetManifestResourceStream(name)!);
        return text.ReadToEnd()
            .Replace("$ID", id, StringComparison.Ordinal)
            .Replace("$COUNTRY", country, StringComparison.Ordinal)
            .Replace("$ZONE", ZoneOf(country), StringComparison.Ordinal)
            .Replace("$CURRENCY", new RegionInfo(country).ISOCurrencySymbol, StringComparison.Ordinal)
            .Replace("$DOCUMENT", DocumentOf(country), StringComparison.Ordinal);
    }

    // Of several, the database names the one where most people live first.
    private static string? ZoneOf(string country) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(z => z.CountryCode == country)?.ZoneId;

    private static string DocumentOf(string country) => country switch { "SV" => "dui", "BO" => "ci", "CL" => "rut", _ => "other" };

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
