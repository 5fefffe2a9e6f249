using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What <c>paper.yaml</c> says, against the rest of the pack.</summary>
internal sealed class PaperShapes(Pack pack, PackNames names)
{
    private const int SheetsMost = 500;

    public IEnumerable<Fault> Check() => pack.Paper is not { } paper ? [] :
    [
        .. PackNames.Missing([paper.Form, .. paper.Entry.Forms], names.Forms, "form"),
        .. PackNames.Missing(paper.Cover, names.Texts, "text"),
        .. PackNames.Missing(paper.IssuedBy.Concat(paper.Entry.By), names.Roles, "role"),
        .. Numbers(paper),
        .. Fields(paper.Sites.System, paper.Sites.Record, [paper.Sites.Key, paper.Sites.Name]),
        .. Fields(paper.Pads.System, paper.Pads.Record, [paper.Pads.Number, paper.Pads.Site, paper.Pads.First, paper.Pads.Last, paper.Pads.Delivered]),
        .. Fields(paper.Sheets.System, paper.Sheets.Record, [paper.Sheets.Folio, paper.Sheets.Site, paper.Sheets.Written, paper.Sheets.Entered]),
        .. Keys(paper.Sites.System, paper.Sites.Record, [paper.Sites.Key]),
        .. Keys(paper.Pads.System, paper.Pads.Record, [paper.Pads.Number, paper.Pads.Site]),
        .. Keys(paper.Sheets.System, paper.Sheets.Record, [paper.Sheets.Folio, paper.Sheets.Site]),
        .. States(paper.Sheets),
        .. Entry(paper.Entry, paper.Sheets),
    ];

    private static IEnumerable<Fault> Numbers(PaperForms paper)
    {
        if (paper.FirstFolio < 1) yield return new(paper.At, "`first-folio` must be 1 or more", "Write the first number that was not printed yet");
        if (paper.LargestPad is < 1 or > SheetsMost) yield return new(paper.At, $"`largest-pad` must be 1 to {SheetsMost}", "A pad is printed as one PDF");
        if (paper.LateAfterDays < 1) yield return new(paper.At, "`late-after-days` must be 1 or more", "1 means: no photograph today");
    }

    private IEnumerable<Fault> Fields(Name system, Name record, IEnumerable<Name?> used)
    {
        if (names.Record(system, record) is not { } type)
            return [new(record.At, $"There is no record type {system}.{record}", "Name a record system and one of its types")];

        var fields = type.Fields.Select(f => f.Id.Value).ToList();
        return used.SelectMany(field => PackNames.Missing(field, fields, $"field of '{record}'"));
    }

    // By these records are looked for, which is only quick where they are keys.
    private IEnumerable<Fault> Keys(Name system, Name record, IEnumerable<Name> used) => names.Record(system, record) is not { } type ? [] :
        used.Where(field => type.Fields.Any(f => f.Id.Value == field.Value) && type.Keys.All(k => k.Value != field.Value))
            .Select(field => new Fault(field.At, $"'{field}' is no key of {system}.{record}", "Add it to the record type's `keys`"));

    private IEnumerable<Fault> States(SheetRecords sheets)
    {
        if (names.Record(sheets.System, sheets.Record) is not { } type) yield break;

        var states = type.States.Select(s => s.Id.Value).ToList();
        foreach (var fault in PackNames.Missing([sheets.Issued, sheets.Received, sheets.Done, sheets.Void], states, $"state of '{sheets.Record}'")) yield return fault;
        foreach (var (from, to) in new[] { (sheets.Issued, sheets.Received), (sheets.Issued, sheets.Done), (sheets.Received, sheets.Done), (sheets.Issued, sheets.Void), (sheets.Received, sheets.Void) })
            if (type.States.FirstOrDefault(s => s.Id.Value == to.Value) is { } state && state.From.All(f => f.Value != from.Value))
                yield return new(to.At, $"A sheet that is '{from}' cannot become '{to}'", $"Add {from} to `from` of the state '{to}'");
    }

    private IEnumerable<Fault> Entry(PaperEntry entry, SheetRecords sheets)
    {
        if (pack.Cases.FirstOrDefault(c => c.Filing is not null) is not { Filing: { } filing } type)
        {
            yield return new(entry.At, "No case type of this pack can be filed", "Give one a `filing`");
            yield break;
        }

        if (!filing.Channels.ContainsKey("paper")) yield return new(filing.At, $"'{type.Id}' cannot be filed through the channel paper", "Add paper to `channels`");
        var asked = entry.Forms.SelectMany(id => pack.Forms.FirstOrDefault(f => f.Id.Value == id.Value)?.Fields ?? []).Select(f => f.Id.Value).ToHashSet(StringComparer.Ordinal);
        var typed = entry.Fields.Select(f => f.Value).ToHashSet(StringComparer.Ordinal);
        var kept = type.Fields.Select(f => f.Id.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var fault in PackNames.Missing(entry.Written, typed, "typed field")) yield return fault;
        foreach (var fault in PackNames.Missing(entry.Fields, asked, "field of these forms")) yield return fault;
        foreach (var unknown in entry.Becomes.Keys.Where(k => !kept.Contains(k))) yield return new(entry.At, $"'{type.Id}' has no field '{unknown}'", PackNames.Suggest(unknown, kept));
        foreach (var unknown in entry.Becomes.Values.Where(v => !typed.Contains(v))) yield return new(entry.At, $"'{unknown}' is not typed", PackNames.Suggest(unknown, typed));
        foreach (var needed in new[] { sheets.Folio, sheets.Site }.Where(n => !typed.Contains(n.Value)))
            yield return new(entry.At, $"`fields` lacks '{needed}', by which the sheet is known", "Add it to `fields`");
        foreach (var missing in filing.Required.Where(r => !typed.Contains(r.Value) && !entry.Becomes.ContainsKey(r)))
            yield return new(entry.At, $"'{type.Id}' is filed with '{missing}', which is not typed", "Add it to `fields`, or say in `becomes` what fills it");
    }
}
