using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>Gives cases their words that have none: those of a database of before, and whatever emptied them.</summary>
internal sealed class CaseWordsWork(IServiceProvider services, Bell<CaseWordsWork> bell, ILogger<CaseWordsWork> log) : Rounds(bell, TimeSpan.FromMinutes(1), log)
{
    // Cases of one transaction.
    private const int Most = 100;

    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations())
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            more |= await Some(scope.ServiceProvider.GetRequiredService<Db>(), organization, cancel) == Most;
        }

        return more;
    }

    /// <summary>Gives some their words.</summary>
    /// <returns>How many.</returns>
    internal static Task<int> Some(Db db, Organization organization, CancellationToken cancel) => db.Write(async inner =>
    {
        var labels = FieldLabels.Of(organization.Pack);
        var wordless = await db.Set<Case>().AsNoTracking().Where(c => c.SearchText == "").OrderByDescending(c => c.Id).Take(Most).ToListAsync(inner);
        foreach (var one in wordless)
        {
            // Who changes the case meanwhile gives it its words.
            var words = CaseWords.SearchText(one, organization.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type), labels);
            await db.Set<Case>().Where(c => c.Id == one.Id && c.SearchText == "").ExecuteUpdateAsync(set => set.SetProperty(c => c.SearchText, words), inner);
        }

        return wordless.Count;
    }, cancel);
}
