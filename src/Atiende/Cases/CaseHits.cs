using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Packs.Model;
using Atiende.Shell.Search;

namespace Atiende.Cases;

/// <summary>Cases in the box on top.</summary>
internal sealed class CaseHits(ICases cases) : ISearch
{
    public string TextKey => "cases.title";

    public int Order => 20;

    public bool IsFor(ClaimsPrincipal user) =>
        user.IsOnDuty() && new[] { Ability.Attend, Ability.Supervise, Ability.Answer, Ability.Administer, Ability.Quality }.Any(user.Can);

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken cancel) =>
        [.. (await cases.Search(new(text, null, null, null, null, OpenOnly: false, 1, most), cancel)).Items
            .Select(one => new SearchHit($"{one.Folio} · {one.Title}", one.StateName, $"/cases/{one.Id}", "clipboard-list"))];
}
