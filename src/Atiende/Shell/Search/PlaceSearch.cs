using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Values;

namespace Atiende.Shell.Search;

/// <summary>Finds pages of the navigation by their name.</summary>
internal sealed class PlaceSearch(IEnumerable<NavEntry> entries, Texts texts, IHttpContextAccessor http) : ISearch
{
    public string TextKey => "shell.search.places";

    public int Order => 1000;

    public bool IsFor(ClaimsPrincipal user) => user.IsOnDuty();

    public Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken cancel)
    {
        var folded = Folding.Fold(text);
        return Task.FromResult<IReadOnlyList<SearchHit>>([.. entries
            .Where(entry => entry.IsFor(http.HttpContext!.User) && Folding.Fold(texts[entry.TextKey]).Contains(folded, StringComparison.Ordinal))
            .OrderBy(entry => entry.Order).Take(most)
            .Select(entry => new SearchHit(texts[entry.TextKey], null, entry.Href, entry.Icon))]);
    }
}
