using Atiende.Attachments;
using Atiende.Filing;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Relations;

/// <summary>Splits filed cases by filing the second matter as its own.</summary>
internal sealed class CaseSplits(Db db, IOrganizations organizations, CaseSearch search, CaseRelationStore relations, IFiling filing, ICaseFiles files) : ICaseSplits
{
    public async Task<CaseSplitDraft?> Draft(Guid id, CancellationToken cancel) =>
        await search.Seen.FirstOrDefaultAsync(c => c.Id == id, cancel) is { MergedInto: null } one && FilingOf(one) is { } rules
            && await filing.Find(one.Folio, cancel) is not null ? new(Given(one, rules)) : null;

    public Task<Guid> Split(CaseSplit split, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await search.Seen.FirstOrDefaultAsync(c => c.Id == split.Of, inner) is not { MergedInto: null } one
            || FilingOf(one) is not { } rules || await filing.Find(one.Folio, inner) is not { } first)
            throw new CaseRefusedException(new("Este caso no se puede separar: no ingresó como requerimiento, o sigue en otro.", "This case cannot be split: it was not filed, or it goes on in another."));

        var fields = Given(one, rules);
        foreach (var (field, typed) in split.Fields) fields[field] = typed;
        var copied = await files.Names(split.Of, split.Files, inner);
        var filed = await filing.File(new(first.Channel, fields, first.Origin, split.By, $"split:{split.Key}") { Contact = one.ContactId, Files = copied }, inner);
        if (filed.Repeated) return filed.Case;

        await files.CopyTo(filed.Case, split.Of, split.Files, split.By, inner);
        await relations.Link(split.Of, filed.Case, CaseLinkKind.Split, split.By, inner);
        return filed.Case;
    }, cancel);

    private CaseFiling? FilingOf(Case one) => organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type)?.Filing;

    // What was filed, but for the files' names; what was worked out since is the first one's alone.
    private static Dictionary<string, string> Given(Case one, CaseFiling rules) => rules.Parts.Where(p => p.Key != "attachments").Select(p => p.Value)
        .Concat(rules.Contact.Values).Distinct(StringComparer.OrdinalIgnoreCase).Where(one.Fields.ContainsKey)
        .ToDictionary(field => field, field => one.Fields[field].ToText(), StringComparer.OrdinalIgnoreCase);
}
