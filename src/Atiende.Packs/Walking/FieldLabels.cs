using System.Runtime.CompilerServices;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Values;
using NodaTime.Text;

namespace Atiende.Packs.Walking;

/// <summary>What a pack calls its fields, and how it writes their values, for people to read.</summary>
public sealed class FieldLabels
{
    private static readonly ConditionalWeakTable<Pack, FieldLabels> Made = [];
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dd/MM/uuuu");
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("dd/MM/uuuu HH:mm");

    private readonly Pack _pack;
    private readonly Dictionary<string, Field> _known = new(StringComparer.OrdinalIgnoreCase);

    private FieldLabels(Pack pack)
    {
        _pack = pack;
        foreach (var field in AllOf(pack)) _known.TryAdd(field.Id, field);
    }

    /// <summary>The labels of a pack, made once for each.</summary>
    public static FieldLabels Of(Pack pack) => Made.GetValue(pack, made => new(made));

    /// <summary>What a field is called; its key in words where the pack says nothing of it.</summary>
    /// <param name="key">The field's id, such as <c>telefono</c> or <c>cliente.contrato</c>.</param>
    /// <param name="language">Of the screen.</param>
    public string Label(string key, string? language = null)
    {
        if (_known.TryGetValue(key, out var field)) return In(field.Label, language);

        var dot = key.LastIndexOf('.');
        if (dot > 0) return $"{Label(key[..dot], language)} · {Label(key[(dot + 1)..], language)}";

        var words = key.Replace('_', ' ').Replace('-', ' ');
        return words.Length == 0 ? key : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A value with its label; a record that was found is one line for each of its parts.</summary>
    public IEnumerable<(string Label, string Value)> Lines(string key, Datum value, string? language = null)
    {
        if (value is not RowDatum row) return [(Label(key, language), Text(_known.GetValueOrDefault(key), value, language))];

        return row.Parts.Where(part => part.Key is not "id" && !part.Value.IsEmpty)
            .SelectMany(part => Lines(part.Key, part.Value, language).Select(line => ($"{Label(key, language)} · {line.Label}", line.Value)));
    }

    /// <summary>A value as people read it: a choice by its name, a date as it is written, rows one after the other.</summary>
    public string Text(Field? field, Datum value, string? language = null) => value switch
    {
        TruthDatum { Truth: var truth } => In(truth, language),
        ListDatum { Items: var items } => string.Join("; ", items.Select(item => Text(field, item, language))),
        RowDatum { Parts: var parts } => string.Join(", ", parts.Select(p =>
            $"{field?.Columns.FirstOrDefault(c => c.Id.Value == p.Key)?.Label ?? Label(p.Key, language)}: {p.Value.ToText()}")),
        _ when field?.Type is FieldKind.YesNo && value.AsTruth() is { } truth => In(truth, language),
        _ when field?.Catalogue is { } catalogue && Entry(catalogue, value) is { } entry => language.IsEnglish ? entry.English ?? entry.Name : entry.Name,
        _ when field?.Type is FieldKind.Date or FieldKind.DateTime && FactTime(value) is { } time => time,
        _ => In(value.ToText(), language),
    };

    private CatalogueEntry? Entry(string catalogue, Datum value) =>
        _pack.Catalogues.FirstOrDefault(c => c.Id == catalogue)?.Entries.FirstOrDefault(e => e.Id == value.ToText());

    private static string? FactTime(Datum value) => Procedures.Walking.FactBase.Time(value) switch
    {
        { } time when value.ToText().Length <= 10 => Day.Format(time.Date),
        { } time => Moment.Format(time),
        null => null,
    };

    private static string In(bool truth, string? language) => truth ? (language.IsEnglish ? "Yes" : "Sí") : "No";

    /// <summary>A text of the pack in the language of the screen.</summary>
    public string In(string text, string? language) => language.IsEnglish ? _pack.English.GetValueOrDefault(text, text) : text;

    private static IEnumerable<Field> AllOf(Pack pack) =>
    [
        .. pack.Cases.SelectMany(c => c.Fields),
        .. pack.Forms.SelectMany(f => f.Fields),
        .. pack.Procedures.SelectMany(p => p.Sections).SelectMany(s => s.Steps).SelectMany(AskedAt),
        .. pack.Systems.SelectMany(s => s.Records).SelectMany(r => r.Fields),
    ];

    private static IEnumerable<Field> AskedAt(Node node) => (node.Ask?.Fields ?? []).Concat(node.Decide.SelectMany(AskedAt));
}

file static class LanguageName
{
    extension(string? language)
    {
        public bool IsEnglish => language is not null && language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
    }
}
