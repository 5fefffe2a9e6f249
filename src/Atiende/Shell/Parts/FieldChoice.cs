using Atiende.Packs.Model;
using Atiende.Procedures.Language;

namespace Atiende.Shell.Parts;

/// <summary>A choice of a field.</summary>
/// <param name="Key">What is stored.</param>
/// <param name="Label">What is read, in the pack's language.</param>
/// <param name="Parent">Key of the entry it belongs to, in the catalogue above.</param>
public sealed record FieldChoice(string Key, string Label, string? Parent = null)
{
    /// <summary>The choices of a catalogue.</summary>
    public static IReadOnlyList<FieldChoice> Of(Catalogue catalogue) =>
        [.. catalogue.Entries.Select(entry => new FieldChoice(entry.Id, entry.Name, entry.Parent))];

    /// <summary>The choices of a field: its own, else those of its catalogue.</summary>
    public static IReadOnlyList<FieldChoice> Of(Field field, Func<string, IReadOnlyList<FieldChoice>>? catalogue) =>
        field.Options.Count > 0 ? [.. field.Options.Select(option => new FieldChoice(option, option))]
        : field.Catalogue is { } id && catalogue is not null ? catalogue(id)
        : [];
}
