using System.Globalization;
using Atiende.Accounts;
using Atiende.Contacts;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Shell;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>What the columns of a list show of its cases; people's names masked, and asked for only where they are shown.</summary>
internal sealed class CaseRows(Db db, CaseSearch search, IContacts contacts, IMembers members, IOrganizations organizations, Zones zones)
{
    public async Task<IReadOnlyList<CaseRow>> Of(IReadOnlyList<Case> found, IReadOnlyList<string> columns, CancellationToken cancel)
    {
        var ids = found.Select(c => c.Id).ToList();
        var holders = await db.Set<CaseHolder>().AsNoTracking().Where(h => ids.Contains(h.CaseId)).ToDictionaryAsync(h => h.CaseId, h => h.Member, cancel);
        var called = holders.Count > 0 ? await members.Names(holders.Values, cancel) : null;
        var people = columns.Contains("person") ? await contacts.Names([.. found.Select(c => c.ContactId).OfType<Guid>().Distinct()], cancel) : null;
        return [.. found.Select(one => new CaseRow(search.Summary(one), Cells(one, columns, people, holders.GetValueOrDefault(one.Id), called), holders.GetValueOrDefault(one.Id)))];
    }

    private Dictionary<string, string> Cells(
        Case one, IReadOnlyList<string> columns, IReadOnlyDictionary<Guid, string>? people, string? holder, IReadOnlyDictionary<string, string>? called)
    {
        var pack = organizations.Current.Pack;
        var labels = FieldLabels.Of(pack);
        var type = pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type);
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var cell = column switch
            {
                "reason" => one.Reason is { } reason ? labels.In(reason, Language) : "",
                "person" => one.ContactId is { } contact ? people!.GetValueOrDefault(contact, "") : "",
                "holder" => holder is null ? "" : called!.GetValueOrDefault(holder, holder),
                "kind" => one.Kind is { } kind ? labels.In(kind, Language) : "",
                "closed" => one.ClosedAt is { } closed ? zones.Short(closed) : "",
                _ when column.StartsWith(CaseColumn.FieldPrefix, StringComparison.Ordinal) => Field(column[CaseColumn.FieldPrefix.Length..]),
                _ => null,
            };
            if (cell is not null) cells[column] = cell;
        }

        return cells;

        string Field(string id) => type?.Fields.FirstOrDefault(f => f.Id.Value == id) is { } field && CaseColumns.IsShown(field) && one.Fields.TryGetValue(id, out var value)
            ? labels.Text(field, value, Language) : "";
    }

    private static string Language => CultureInfo.CurrentUICulture.Name;
}
