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
        var seen = RecordSight.Fields(type, roles).Select(f => (Field: f, Value: record.Facts.Part(f.Id))).Where(f => f.Value is { IsEmpty: false }).ToList();
        var shown = seen.ToImmutableArray().Select(f => (f.Field, Text: RecordFields.Show(type, f.Field, f.Value!)))
            .Select(f => (f.Field, Text: masked ? RecordFields.Mask(type, f.Field, f.Text) : f.Text)).ToImmutableArray();
        return new(
            record.Id, type.System.Id, type.System.Name, type.Type.Id, type.Type.Name,
            Title(type, shown.ToDictionary(f => f.Field.Id.Value, f => f.Text, StringComparer.OrdinalIgnoreCase)),
            record.State is { } state && RecordSight.Sees(type, type.Type.StateField!, roles) ? RecordFields.StateName(type, state) : null,
            [.. shown.Select(f => (f.Field.Label, f.Text))],
            Datum.Of(seen.Select(f => KeyValuePair.Create(f.Field.Id.Value, f.Value!))));
    }

    // The state is left out: it stands beside the title.
    private static string Title(RecordShape type, Dictionary<string, string> values)
    {
        if (type.Type.StateField is { } state) values.Remove(state);
        var filled = Placeholder().Replace(type.Type.Title, found => values.GetValueOrDefault(found.Groups[1].Value, "")).Trim();
        return Separators().Replace(filled, " · ").Trim(' ', '·', ':', ',') is { Length: > 0 } title ? title : type.Type.Name;
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholder();

    // What is not known leaves no empty place between two dots.
    [GeneratedRegex(@"\s*·(\s*·)+\s*")]
    private static partial Regex Separators();
}
