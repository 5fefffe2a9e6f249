using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>Lines of the built-in store.</summary>
internal sealed class RecordLines(Db db, IOrganizations organizations, RecordSearch search) : IRecordLines
{
    public async Task<IReadOnlyList<RecordLine>> Of(RecordLineFilter wanted, CancellationToken cancel)
    {
        if (RecordShape.Of(organizations.Current, wanted.System, wanted.Record) is not { } type) return [];

        var rows = db.Set<RecordRow>().AsNoTracking().Where(r => r.System == wanted.System && r.Type == wanted.Record);
        if (wanted.NotIn is { } state) rows = rows.Where(r => r.State != state);
        if (wanted.By is var (field, values))
        {
            var keys = values.SelectMany(value => RecordValues.Asked(type, field, Datum.Of(value))).Distinct(StringComparer.Ordinal).ToList();
            if (keys.Count == 0) return [];

            var ids = search.ByKey(type, field, keys);
            rows = rows.Where(r => ids.Contains(r.Id));
        }

        return await rows.OrderBy(r => r.Id).Select(r => new RecordLine(r.Id, r.State, r.Facts, r.ChangedAt)).ToListAsync(cancel);
    }
}
