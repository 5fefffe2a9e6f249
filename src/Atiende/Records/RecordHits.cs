using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>Records as an asker may see them.</summary>
internal static partial class RecordHits
{
    /// <summary>A record without the fields that none of the roles may see; masked for a list.</summary>
    public static RecordHit Of(FoundRecord record, IReadOnlyCollection<string> roles, bool masked)
    {
        var type = record.Type;
        var seen = type.Type.Fields.Where(f => !f.Secret && Sees(type, f.Id, roles))
            .Select(f => (Field: f, Value: record.Facts.Part(f.Id))).Where(f => f.Value is { IsEmpty: false }).ToList();
        var shown = seen.ToImmutableArray().Select(f => (f.Field, Text: RecordFields.Show(type, f.Field, f.Value!)))
            .Select(f => (f.Field, Text: masked ? RecordFields.Mask(type, f.Field, f.Text) : f.Text)).ToImmutableArray();
        return new(
            record.Id, type.System.Id, type.System.Name, type.Type.Id, type.Type.Name,
            Title(type.Type.Title, shown.ToDictionary(f => f.Field.Id.Value, f => f.Text, StringComparer.OrdinalIgnoreCase)),
            record.State is { } state ? RecordFields.StateName(type, state) : null,
            [.. shown.Select(f => (f.Field.Label, f.Text))],
            Datum.Of(seen.Select(f => KeyValuePair.Create(f.Field.Id.Value, f.Value!))));
    }

    private static bool Sees(RecordShape type, string field, IReadOnlyCollection<string> roles) =>
        type.Type.SeenBy.FirstOrDefault(s => s.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value is not { } only || only.Any(roles.Contains);

    private static string Title(string template, Dictionary<string, string> values) =>
        Separators().Replace(Placeholder().Replace(template, found => values.GetValueOrDefault(found.Groups[1].Value, "")).Trim(), " · ").Trim(' ', '·');

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholder();

    // What is not known leaves no empty place between two dots.
    [GeneratedRegex(@"\s*·(\s*·)+\s*")]
    private static partial Regex Separators();
}
