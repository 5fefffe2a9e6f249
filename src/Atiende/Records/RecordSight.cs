using Atiende.Procedures.Language;

namespace Atiende.Records;

/// <summary>What of a type's records a role may see.</summary>
internal static class RecordSight
{
    /// <summary>The fields that one of the roles may see, in the type's order; secrets are nobody's.</summary>
    public static IEnumerable<Field> Fields(RecordShape type, IReadOnlyCollection<string> roles) =>
        type.Type.Fields.Where(f => !f.Secret && Sees(type, f.Id, roles));

    /// <summary>Whether one of the roles may see a field.</summary>
    public static bool Sees(RecordShape type, string field, IReadOnlyCollection<string> roles) =>
        type.Type.SeenBy.FirstOrDefault(s => s.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value is not { } only || only.Any(roles.Contains);

    /// <summary>Whether a record answers a text by what the roles may see: what is hidden is not found out by searching.</summary>
    public static bool Answers(FoundRecord record, string text, IReadOnlyCollection<string> roles)
    {
        var type = record.Type;
        if (type.Type.SeenBy.Count == 0 || string.IsNullOrWhiteSpace(text)) return true;

        var fields = Fields(type, roles).Select(f => f.Id.Value).Where(f => record.Facts.Part(f) is { IsEmpty: false }).ToList();
        return fields.Exists(f => type.IsName(f) && RecordValues.MatchWords(record.Facts.Part(f)!.ToText(), text))
            || fields.Exists(f => type.Keys.Contains(f) && RecordValues.Begins(type, f, record.Facts.Part(f)!, text));
    }
}
