using Atiende.Organizations;
using Atiende.Papers;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Orders;

/// <summary>An order's sheet: the document that its type names, filled with what the order says.</summary>
internal sealed class CaseSheet(Db db, IOrganizations organizations, IPapers papers)
{
    public async Task<(string Folio, string Html)?> Of(Guid id, string by, CancellationToken cancel)
    {
        if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one
            || organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type) is not { Work.Sheet: { } document } type) return null;

        var parts = await db.Set<SubOrder>().AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.Number).ToListAsync(cancel);
        var subOrders = string.Join("; ", OrderKeeper.Names(type, one, parts).Select(name =>
            $"{name}: {(parts.Find(p => p.Name == name) is { } part ? StatePath.Name(type.SubOrderStates, part.State) : "por abrir")}"));
        Datum? Known(string fact) => fact switch
        {
            "folio" => Datum.Of(one.Folio),
            "clase" => Datum.Of(one.Kind ?? type.Name),
            "estado" => Datum.Of(StatePath.Name(type.States, one.State)),
            "subordenes" => Datum.Of(subOrders),
            _ => one.Fields.GetValueOrDefault(fact),
        };
        return papers.Fill(document, Known, by) is { } html ? (one.Folio, html) : null;
    }
}
