using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Atiende.Shell;

/// <summary>
/// The words of our screens in the request's language: <c>T["room.key"]</c>. They stand in <c>ROOM/Texts/es.json</c> and <c>en.json</c>,
/// each key beginning with its room. What an organisation itself says comes from its pack, by <see cref="Words"/>.
/// </summary>
public sealed class Texts
{
    /// <summary>The language where none was chosen.</summary>
    public const string Spanish = "es";

    /// <summary>The other language.</summary>
    public const string English = "en";

    /// <summary>The languages of the screens.</summary>
    public static readonly IReadOnlyList<string> Languages = [Spanish, English];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> All =
        Languages.ToFrozenDictionary(language => language, Load);

    /// <summary>The language of the request: <c>es</c> or <c>en</c>.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English ? English : Spanish;

    /// <summary>The text of a key, its {0}, {1}… filled in. A key that does not exist shows itself; a test finds those.</summary>
    public string this[string key, params object?[] values] => Find(key) is not { } text ? $"[{key}]"
        : values.Length == 0 ? text
        : string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>The text for a number of things: <c>key.one</c> or <c>key.other</c>, with the number as {0}.</summary>
    public string Count(string key, long count, params object?[] values) =>
        this[count == 1 ? $"{key}.one" : $"{key}.other", [count, .. values]];

    /// <summary>What a member of an enumeration is called: <c>prefix.member-name</c>.</summary>
    public string Of<TEnum>(string prefix, TEnum value) where TEnum : struct, Enum => this[$"{prefix}.{Kebab(value.ToString())}"];

    /// <summary>The text of a key in the request's language, or null.</summary>
    public string? Find(string key) => All[Language].GetValueOrDefault(key);

    /// <summary>All texts of a language, by key.</summary>
    public static IReadOnlyDictionary<string, string> In(string language) => All[language];

    /// <summary>"InPerson" becomes "in-person".</summary>
    public static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static FrozenDictionary<string, string> Load(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("texts/", StringComparison.Ordinal) && name.EndsWith($"/{language}.json", StringComparison.Ordinal))
            .SelectMany(name => Read(assembly, name))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
