using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Keeps in a pack the case types of which there are cases.</summary>
internal sealed class CaseTypesInUse(Db db) : IPackUse
{
    public async Task<IReadOnlyList<UsedByRows>> StillUsed(Pack before, Pack after, CancellationToken cancel)
    {
        var gone = before.Cases.Where(type => after.Cases.All(kept => kept.Id.Value != type.Id.Value)).ToList();
        var used = new List<UsedByRows>();
        foreach (var type in gone)
        {
            var count = await db.Set<Case>().CountAsync(c => c.Type == type.Id.Value, cancel);
            if (count > 0) used.Add(new(type.Id.At.File, $"case type {type.Id} has {count} cases"));
        }

        return used;
    }
}
