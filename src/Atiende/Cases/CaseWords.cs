using System.Collections.Immutable;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Cases;

/// <summary>What a case says of itself in one line and to a search: personal data masked in the one, left out of the other.</summary>
internal static class CaseWords
{
    private const string Between = " · ";

    /// <summary>The type's title with the case's data; a part of it about which nothing is known is left out.</summary>
    public static string Title(CaseType type, string? kind, ImmutableSortedDictionary<string, Datum> fields, FieldLabels labels)
    {
        string? Answer(string path) => path == "kind" ? kind ?? type.Name
            : fields.TryGetValue(path, out var value) ? Shown(type.Fields.FirstOrDefault(f => f.Id.Value == path), value, labels) : null;

        var parts = type.Title.Split(Between)
            .Where(part => Template.Names(part).ToList() is var names && (names.Count == 0 || names.Exists(n => !string.IsNullOrEmpty(Answer(n)))))
            .Select(part => Template.Fill(part, Answer));
        var title = string.Join(Between, parts);
        if (title.Length == 0) title = kind ?? type.Name;
        return title.Length > CaseTables.TitleLength ? title[..(CaseTables.TitleLength - 1)] + "…" : title;
    }

    /// <summary>The words under which it is found: what it is, and its data that are nobody's.</summary>
    public static string SearchText(Case one, CaseType type, FieldLabels labels)
    {
        var own = type.Fields.Where(f => !f.Personal && !f.Secret && one.Fields.ContainsKey(f.Id)).Select(f => labels.Text(f, one.Fields[f.Id]));
        var text = Folding.Fold(string.Join(' ', [type.Name, one.Kind, one.Title, .. own]));
        return text.Length > CaseTables.SearchLength ? text[..CaseTables.SearchLength] : text;
    }

    private static string Shown(Field? field, Datum value, FieldLabels labels)
    {
        var text = labels.Text(field, value);
        return field switch
        {
            { Secret: true } => "",
            { Personal: true, Type: FieldKind.Telephone } => Masking.Telephone(text),
            { Personal: true, Type: FieldKind.Identity } => Masking.Document(text),
            { Personal: true, Type: FieldKind.Email } => Masking.Email(text),
            { Personal: true } => Masking.Name(text),
            _ => text,
        };
    }
}
