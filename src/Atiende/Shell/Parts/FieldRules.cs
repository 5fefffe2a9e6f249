using Atiende.Organizations;
using Atiende.Procedures.Language;
using Atiende.Values.Fields;
using Atiende.Values.IdentityDocuments;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Shell.Parts;

/// <summary>The rules by which a field of the pack is read, and the choices it offers. What is stored of a choice is its name: procedures compare names.</summary>
public static class FieldRules
{
    /// <summary>The rule of a field.</summary>
    public static FieldRule Of(Field field, Organization organization) => new()
    {
        Type = Enum.Parse<FieldType>(field.Type.ToString()),
        Required = field.Required,
        Min = Number(field.Min),
        Max = Number(field.Max),
        MinDate = Date(field.Min),
        MaxDate = Date(field.Max),
        NotBeforeToday = field.Min == "today",
        NotAfterToday = field.Max == "today",
        MinLength = field.MinLength,
        MaxLength = field.MaxLength,
        Pattern = field.Pattern,
        PatternHelp = field.Help,
        Options = [.. Choices(field, organization).Select(c => new Values.Fields.FieldOption(c.Key, c.Label))],
        IdentityKind = Enum.TryParse<IdentityDocumentKind>(field.Document, ignoreCase: true, out var kind) ? kind : null,
        Country = organization.Pack.Identity.Country,
        Many = field.Many,
        Columns = [.. field.Columns.Select(c => KeyValuePair.Create(c.Id.Value, Of(c, organization)))],
    };

    /// <summary>The choices of a catalogue, by name; a child names its parent by name too.</summary>
    public static IReadOnlyList<FieldChoice> Catalogue(string id, Organization organization)
    {
        var entries = organization.Pack.Catalogues.FirstOrDefault(c => c.Id == id)?.Entries ?? [];
        var parents = organization.Pack.Catalogues.SelectMany(c => c.Entries).Where(e => e.Parent is null)
            .GroupBy(e => e.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal);
        return [.. entries.Select(e => new FieldChoice(e.Name, e.Name, e.Parent is { } parent ? parents.GetValueOrDefault(parent, parent) : null))];
    }

    private static IReadOnlyList<FieldChoice> Choices(Field field, Organization organization) =>
        FieldChoice.Of(field, id => Catalogue(id, organization));

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static LocalDate? Date(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;
}
