using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>Keeps a pack's record types and states as long as records are of them.</summary>
internal sealed class RecordsInUse(Db db) : IPackUse
{
    public async Task<IReadOnlyList<UsedByRows>> StillUsed(Pack before, Pack after, CancellationToken cancel)
    {
        var used = new List<UsedByRows>();
        foreach (var system in before.Systems)
        {
            var now = after.Systems.FirstOrDefault(s => s.Id.Value == system.Id.Value);
            foreach (var type in system.Records)
            {
                var kept = now?.Records.FirstOrDefault(r => r.Id.Value == type.Id.Value);
                var (of, name) = (system.Id.Value, type.Id.Value);
                if (kept is null)
                {
                    // What the pack itself brought goes with its rows; what people and imports made does not.
                    var own = PackRows.Origin;
                    if (await db.Set<RecordRow>().CountAsync(r => r.System == of && r.Type == name && (r.Origin != own || r.Revision > 1), cancel) is var count and > 0)
                        used.Add(new(system.At.File, $"record type {of}.{name} has {count} records"));
                    continue;
                }

                foreach (var state in type.States.Select(s => s.Id.Value).Except(kept.States.Select(s => s.Id.Value)).ToList())
                    if (await db.Set<RecordRow>().AnyAsync(r => r.System == of && r.Type == name && r.State == state, cancel))
                        used.Add(new(system.At.File, $"records of {of}.{name} are in the state {state}"));
            }
        }

        return used;
    }
}
