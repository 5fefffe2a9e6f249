using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Shell.Parts;
using Atiende.Values;
using NodaTime;

namespace Atiende.PaperPads;

/// <summary>A sheet as it was typed: its values, what is wrong with them, and which fields of the case they fill.</summary>
public sealed class SheetForm
{
    private readonly PaperForms paper;
    private readonly CaseType type;

    private SheetForm(PaperForms paper, CaseType type) => (this.paper, this.type) = (paper, type);

    /// <summary>Text by field, to be shown again.</summary>
    public Dictionary<string, string> Typed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was read of it.</summary>
    public Dictionary<string, Datum> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to change, by field.</summary>
    public Dictionary<string, Bilingual> Problems { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields that are typed, in order: needed is what the case is filed with, and by what the sheet is known.</summary>
    public static IReadOnlyList<Field> Fields(Pack pack)
    {
        var (paper, filing) = (pack.Paper!, pack.Cases.First(c => c.Filing is not null).Filing!);
        var needed = filing.Required.Select(f => paper.Entry.Becomes.GetValueOrDefault(f, f.Value)).Append(paper.Sheets.Folio).Append(paper.Sheets.Site)
            .Concat(filing.Parts.Where(p => p.Key == "urgency").Select(p => p.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = paper.Entry.Forms.SelectMany(id => pack.Forms.First(f => f.Id.Value == id.Value).Fields).ToList();
        return [.. paper.Entry.Fields.Select(id => all.First(f => f.Id.Value == id.Value)).Select(f => f with { Required = needed.Contains(f.Id.Value), Default = null })];
    }

    /// <summary>Reads what was posted.</summary>
    public static SheetForm Read(IFormCollection posted, Organization organization, DateTimeOffset now)
    {
        var form = new SheetForm(organization.Pack.Paper!, organization.Pack.Cases.First(c => c.Filing is not null));
        var today = Instant.FromDateTimeOffset(now).InZone(organization.Times.Zone).Date;
        foreach (var field in Fields(organization.Pack))
        {
            var raw = FieldPosts.Raw(posted, field);
            if (!string.IsNullOrEmpty(raw)) form.Typed[field.Id] = raw;
            var reading = FieldRules.Of(field, organization).Read(raw, today);
            if (reading.Problem is { } problem) form.Problems[field.Id] = problem.Message;
            else if (reading.Value is { IsEmpty: false } value) form.Values[field.Id] = value;
        }

        return form;
    }

    /// <summary>The sheet's folio.</summary>
    public long Folio => SheetDesk.FolioOf(Text(paper.Sheets.Folio))
        ?? throw new PaperRefusedException(new("El folio es el número impreso en la hoja.", "The folio is the number printed on the sheet."));

    /// <summary>The folio as it was typed.</summary>
    public string? FolioTyped => Typed.GetValueOrDefault(paper.Sheets.Folio);

    /// <summary>The establishment's number.</summary>
    public string Site => Text(paper.Sheets.Site).Trim();

    /// <summary>The day written on the sheet: the typed field that the pack says it is.</summary>
    public Datum? Written => paper.Entry.Written is { } written ? Values.GetValueOrDefault(written) : null;

    /// <summary>The fields of the case, as texts.</summary>
    public Dictionary<string, string> CaseFields()
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, typed) in paper.Entry.Becomes)
            if (Values.TryGetValue(typed, out var value)) fields[field] = value.ToText();
        foreach (var (typed, value) in Values)
            if (type.Fields.FirstOrDefault(f => f.Id.Value.Equals(typed, StringComparison.OrdinalIgnoreCase)) is { } same) fields.TryAdd(same.Id, value.ToText());
        return fields;
    }

    /// <summary>Says what is wrong with the case beside the field that was typed.</summary>
    public void Add(string caseField, Bilingual said)
    {
        var typed = paper.Entry.Becomes.GetValueOrDefault(caseField, caseField);
        Problems[paper.Entry.Fields.Any(f => f.Value.Equals(typed, StringComparison.OrdinalIgnoreCase)) ? typed : ""] = said;
    }

    private string Text(Name field) => Values.GetValueOrDefault(field)?.ToText() ?? "";
}
