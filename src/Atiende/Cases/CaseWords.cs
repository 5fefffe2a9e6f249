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

    // Words of one case: a description of 20,000 characters has fewer.
    private const int WordsMost = 3000;

    private const string Wordless = "0";

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

    /// <summary>The words under which it is found: its folio's number, what it is, its data that are nobody's, and what was said about it.</summary>
    public static string SearchText(Case one, CaseType? type, FieldLabels labels)
    {
        var own = (type?.Fields ?? []).Where(f => !f.Personal && !f.Secret && one.Fields.ContainsKey(f.Id)).Select(f => labels.Text(f, one.Fields[f.Id]));
        return SearchText(string.Join(' ', [Number(one.Folio), type?.Name, one.Kind, one.Title, .. own]), one.HeardText);
    }

    /// <summary>The words of a text, and those that were kept already; some always, for a case without any waits for its words.</summary>
    public static string SearchText(string text, string kept)
    {
        var words = SearchWords.Of(text).Union(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Take(WordsMost).ToList();
        return words.Count == 0 ? Wordless : string.Join(' ', words);
    }

    // What stands before is the same for all of a type: only the number tells.
    private static string Number(string folio) => folio[(folio.LastIndexOf('-') + 1)..];

    /// <summary>A value as people read it, personal data masked.</summary>
    internal static string Shown(Field? field, Datum value, FieldLabels labels)
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
