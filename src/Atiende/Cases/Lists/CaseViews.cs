using Atiende.Accounts;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>A list that is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">Filters and order, as they stand in its address.</param>
/// <param name="IsShared">Whether a unit sees it.</param>
/// <param name="IsOwn">Whether it is the asker's.</param>
public sealed record KeptList(Guid Id, string Name, string Query, bool IsShared, bool IsOwn);

/// <summary>What a member keeps of lists: columns, and lists by name, for oneself or with one's unit.</summary>
internal sealed class CaseViews(Db db, ICurrentMember member, TimeProvider clock)
{
    // Lists that one member keeps.
    private const int Most = 50;

    // How long a list that was taken away can be brought back.
    private static readonly TimeSpan Undoing = TimeSpan.FromDays(1);

    private string Unit => member.UnitId ?? "";

    /// <summary>One's own, and those that others share with one's unit.</summary>
    public async Task<IReadOnlyList<KeptList>> All(CancellationToken cancel) =>
        [.. (await db.Set<CaseView>().AsNoTracking().Where(v => v.DeletedAt == null && (v.Member == member.Id || v.Unit == Unit)).ToListAsync(cancel))
            .OrderBy(v => v.Name, StringComparer.CurrentCulture).Select(v => new KeptList(v.Id, v.Name, v.Query, v.Unit is not null, v.Member == member.Id))];

    /// <summary>Keeps a list; one of the same name that is one's own takes the new filters.</summary>
    /// <returns>Whether it could be: there is a name, and room for one more.</returns>
    public Task<bool> Keep(string name, string query, bool shared, CancellationToken cancel) => db.Write(async inner =>
    {
        var called = name.Trim() is { Length: > CaseListTables.NameLength } longer ? longer[..CaseListTables.NameLength] : name.Trim();
        if (called.Length == 0 || query.Length > CaseListTables.QueryLength) return false;

        var own = await db.Set<CaseView>().Where(v => v.Member == member.Id && v.DeletedAt == null).ToListAsync(inner);
        if (own.Find(v => v.Name == called && v.Unit is not null == shared) is { } there) there.Query = query;
        else if (own.Count >= Most) return false;
        else
        {
            var now = clock.GetUtcNow();
            db.Add(new CaseView { Id = Guid.CreateVersion7(now), Member = member.Id, Unit = shared ? Unit : null, Name = called, Query = query, At = now });
        }

        return true;
    }, cancel);

    /// <summary>Takes one's own list away, or brings it back.</summary>
    public Task Delete(Guid id, bool back, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        if (await db.Set<CaseView>().FirstOrDefaultAsync(v => v.Id == id && v.Member == member.Id, inner) is { } view) view.DeletedAt = back ? null : now;
        // What was taken away lately can be brought back; what it searched for is kept no longer than that.
        var gone = now - Undoing;
        await db.Set<CaseView>().Where(v => v.Member == member.Id && v.DeletedAt < gone).ExecuteDeleteAsync(inner);
    }, cancel);

    /// <summary>The columns that the member chose for a type's cases.</summary>
    public async Task<IReadOnlyList<string>> Columns(string? type, IReadOnlyList<CaseColumn> known, CancellationToken cancel)
    {
        var of = type ?? "";
        var chosen = await db.Set<CaseColumnChoice>().AsNoTracking().Where(c => c.Member == member.Id && c.Type == of).Select(c => c.Columns).FirstOrDefaultAsync(cancel);
        if (chosen.IsDefaultOrEmpty) return type is null ? CaseColumn.AtFirst : CaseColumn.OfTypeAtFirst;

        return [.. chosen.Where(id => known.Any(column => column.Id == id))];
    }

    /// <summary>Keeps them; none gives back those that are shown at first.</summary>
    public Task Choose(string? type, IReadOnlyList<string> columns, CancellationToken cancel) => db.Write(async inner =>
    {
        var of = type ?? "";
        var kept = await db.Set<CaseColumnChoice>().FirstOrDefaultAsync(c => c.Member == member.Id && c.Type == of, inner);
        if (kept is null) db.Add(new CaseColumnChoice { Member = member.Id, Type = of, Columns = [.. columns] });
        else kept.Columns = [.. columns];
    }, cancel);
}
