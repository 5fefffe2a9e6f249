using Atiende.Packs.Model;

namespace Atiende.Api;

/// <summary>What the API calls the fields of the case that people file: the same words in every organisation.</summary>
internal sealed class CaseNames
{
    private const string Contact = "contact";
    private const string Files = "attachments";

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> paths = new(StringComparer.OrdinalIgnoreCase);

    private CaseNames(CaseFiling filing)
    {
        foreach (var (part, field) in filing.Parts.Where(p => p.Key != Files)) Add(Camel(part), field);
        foreach (var (part, field) in filing.Contact) Add($"{Contact}.{(part == "mail" ? "email" : Camel(part))}", field);
    }

    public static CaseNames Of(CaseFiling filing) => new(filing);

    /// <summary>The names in the body itself, and in its contact.</summary>
    public IEnumerable<string> Names(bool ofContact) =>
        fields.Keys.Where(p => p.Contains('.', StringComparison.Ordinal) == ofContact).Select(p => p[(p.IndexOf('.', StringComparison.Ordinal) + 1)..]);

    /// <summary>The field at a path such as <c>contact.email</c>, or null.</summary>
    public string? Field(string path) => fields.GetValueOrDefault(path);

    /// <summary>The path of a field; the field's own name where the API has none for it.</summary>
    public string Path(string field) => paths.GetValueOrDefault(field, field);

    private void Add(string path, string field)
    {
        fields[path] = field;
        paths[field] = path;
    }

    // sub-topic: subTopic.
    private static string Camel(string kebab) =>
        string.Concat(kebab.Split('-').Select((word, n) => n == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
