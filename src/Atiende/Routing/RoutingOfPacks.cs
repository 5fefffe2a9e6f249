using System.Text.Json;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Routing;

/// <summary>Takes over a pack's routing rules; those that were edited on screen stay in force, and are reported.</summary>
internal sealed class RoutingOfPacks(Db db, RoutingRules rules) : IPackFollower, IPackUse
{
    private const string By = "pack load";

    public async Task<IReadOnlyList<string>> Follow(Pack? before, Pack after, CancellationToken cancel)
    {
        var report = new List<string>();
        foreach (var table in after.Routing)
        {
            var given = table.Rules.Select(StoredRule.Of).ToList();
            var inForce = await rules.InForce(table.Case, cancel);
            if (inForce is not null && Same(inForce.Rules, given)) continue;
            if (inForce is { FromPack: false })
            {
                var known = await db.Set<RoutingVersionRow>().AsNoTracking().Where(v => v.CaseType == table.Case.Value && v.FromPack)
                    .OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
                report.Add($"kept      routing {table.Case}: version {inForce.Number}, edited on screen by {inForce.By}, stays in force"
                    + (known is not null && Same(known.Rules, given) ? "" : "; the folder's rules changed too"));
                continue;
            }

            report.Add($"routing   {table.Case}: version {await rules.Add(table.Case, given, fromPack: true, inForce?.Number, By, why: null, cancel)}");
        }

        await db.SaveChangesAsync(cancel);
        return report;
    }

    // Rules in force that send cases to a unit keep the unit.
    public async Task<IReadOnlyList<UsedByRows>> StillUsed(Pack before, Pack after, CancellationToken cancel)
    {
        var used = new List<UsedByRows>();
        foreach (var table in after.Routing)
        {
            if (await rules.InForce(table.Case, cancel) is not { FromPack: false } inForce) continue;

            used.AddRange(inForce.Rules.Where(rule => !Knows(after, rule.To) && Knows(before, rule.To))
                .Select(rule => new UsedByRows(before.People.At.File, $"routing of {table.Case} sends cases to {rule.To}")).DistinctBy(u => u.What));
        }

        return used;
    }

    private static bool Knows(Pack pack, string who) =>
        pack.People.Units.Any(u => u.Id.Value == who) || pack.People.Roles.Any(r => r.Id.Value == who);

    private static bool Same(IEnumerable<StoredRule> one, IEnumerable<StoredRule> other) => Text(one) == Text(other);

    private static string Text(IEnumerable<StoredRule> some) => JsonSerializer.Serialize(some.ToList(), JsonColumns.Options);
}
