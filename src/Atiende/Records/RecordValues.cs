using Atiende.Procedures.Language;
using Atiende.Values;
using Atiende.Values.IdentityDocuments;
using Atiende.Values.Telephones;

namespace Atiende.Records;

/// <summary>How values are made equal for searching: the same when they are stored and when they are asked for.</summary>
public static class RecordValues
{
    /// <summary>Longest key that is kept; longer ones are found by their beginning and then compared whole.</summary>
    public const int KeyLength = 100;

    /// <summary>Longest word that is kept.</summary>
    public const int WordLength = 40;

    // Fewer signs begin the keys of nearly everything.
    private const int BeginningLength = 3;

    // Digits of a line inside its area, in every plan that has areas.
    private const int LocalDigits = 7;
    private const string Local = "~";

    /// <summary>The keys under which a value of a field is kept.</summary>
    public static IReadOnlyList<string> Keys(RecordShape type, string field, Datum value) =>
        [.. Each(value).SelectMany(one => KeysOf(type, type.Field(field), one.ToText())).Distinct(StringComparer.Ordinal)];

    /// <summary>The keys under which a value that is asked for may be kept: a telephone also in a field that is only text.</summary>
    public static IReadOnlyList<string> Asked(RecordShape type, string field, Datum value) =>
        [.. Each(value).SelectMany(one => AskedOf(type, type.Field(field), one.ToText())).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a stored value is the one asked for.</summary>
    public static bool Match(RecordShape type, string field, Datum stored, Datum asked)
    {
        if (type.IsName(field) && !type.Keys.Contains(field)) return MatchWords(stored.ToText(), asked.ToText());
        if (type.IsName(field) && MatchWords(stored.ToText(), asked.ToText())) return true;
        if (type.Field(field)?.Type is FieldKind.Telephone) return MatchTelephones(type, stored, asked);

        return Keys(type, field, stored).Intersect(Asked(type, field, asked), StringComparer.Ordinal).Any();
    }

    /// <summary>Whether a stored key is the text, however it is written, or begins with it.</summary>
    public static bool Begins(RecordShape type, string field, Datum stored, string text)
    {
        var keys = Keys(type, field, stored);
        return keys.Intersect(Asked(type, field, Datum.Of(text)), StringComparer.Ordinal).Any()
            || (Beginning(text) is { } beginning && keys.Any(key => key.StartsWith(beginning, StringComparison.Ordinal)));
    }

    /// <summary>What a key begins with that begins as the text; null where that is too little to search by.</summary>
    public static string? Beginning(string text) => Plain(text) is { Length: >= BeginningLength } plain ? Cut(plain) : null;

    /// <summary>Whether a stored value means what must hold, however either is written.</summary>
    public static bool Means(RecordShape type, string field, Datum stored, Datum wanted) =>
        stored.Means(wanted) || (type.Field(field)?.Type is FieldKind.Identity or FieldKind.Telephone && Match(type, field, stored, wanted));

    /// <summary>The words of a name: folded, parted at anything but letters and digits.</summary>
    public static IReadOnlyList<string> Words(string? text)
    {
        var words = new List<string>();
        var folded = Folding.Fold(text);
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            while (end < folded.Length && char.IsLetterOrDigit(folded[end])) end++;
            if (end > at) words.Add(folded[at..Math.Min(end, at + WordLength)]);
            at = end + 1;
        }

        return [.. words.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether each word asked for begins a word of the name, in any order.</summary>
    public static bool MatchWords(string name, string asked)
    {
        var (words, wanted) = (Words(name), Words(asked));
        return wanted.Count > 0 && wanted.All(w => words.Any(word => word.StartsWith(w, StringComparison.Ordinal)));
    }

    private static bool MatchTelephones(RecordShape type, Datum stored, Datum asked) => Each(stored).Any(one => Each(asked).Any(other =>
        Read(type, one.ToText()) is { } line && Read(type, other.ToText()) is { } wanted ? line.CanBe(wanted)
            : Plain(one.ToText()) == Plain(other.ToText())));

    private static IEnumerable<string> AskedOf(RecordShape type, Field? field, string text)
    {
        foreach (var key in KeysOf(type, field, text)) yield return key;

        // What was typed as a telephone is asked for where the record keeps it as a mere number.
        if (field?.Type is not FieldKind.Telephone && Plain(text) == text && Telephone.FromKey(text) is { Country: not null } line)
            yield return Cut(Plain(line.National));
    }

    private static IEnumerable<string> KeysOf(RecordShape type, Field? field, string text)
    {
        switch (field?.Type)
        {
            case FieldKind.Telephone when Read(type, text) is { } line:
                yield return Cut(line.Key);
                if (line.Kind is TelephoneKind.Landline && line.Key.Length > LocalDigits) yield return Local + line.Key[^LocalDigits..];
                break;
            case FieldKind.Identity when ReadDocument(type, field, text) is { } document:
                yield return Cut(Plain(document.Number));
                break;
            case FieldKind.Email:
                yield return Cut(Folding.Fold(text));
                break;
            default:
                if (Plain(text) is { Length: > 0 } plain) yield return Cut(plain);
                break;
        }
    }

    /// <summary>A telephone as its plan reads it, or a key that was stored before.</summary>
    public static Telephone? Read(RecordShape type, string text) =>
        Telephone.TryParse(type.Country, text, out var line, out _) ? line : Telephone.FromKey(text);

    /// <summary>A document as its kind reads it.</summary>
    public static IdentityDocument? ReadDocument(RecordShape type, Field field, string text) =>
        IdentityDocument.TryParse(KindOf(type, field), text, out var document, out _) ? document : null;

    /// <summary>The kind of document that a field takes.</summary>
    public static IdentityDocumentKind KindOf(RecordShape type, Field field) =>
        Enum.TryParse<IdentityDocumentKind>(field.Document ?? type.Organization.Pack.Identity.IdentityDocument, ignoreCase: true, out var kind)
            ? kind : IdentityDocument.KindOf(type.Country);

    private static IEnumerable<Datum> Each(Datum value) => value is ListDatum { Items: var many } ? many : [value];

    // Numbers are found however they are spaced and dashed.
    private static string Plain(string text) => new([.. Folding.Fold(text).Where(char.IsLetterOrDigit)]);

    private static string Cut(string key) => key.Length > KeyLength ? key[..KeyLength] : key;
}
