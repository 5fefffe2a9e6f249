using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Packs.Model;
using Atiende.Shell.Search;

namespace Atiende.PhoneBook;

/// <summary>The directory in the search box on top.</summary>
internal sealed class PhoneBookSearch(IPhoneBook book, Shell.Texts texts) : ISearch
{
    public string TextKey => "phone-book.title";

    public int Order => 40;

    public bool IsFor(ClaimsPrincipal user) =>
        user.IsOnDuty() && (user.Can(Ability.Attend) || user.Can(Ability.Supervise) || user.Can(Ability.Answer));

    public Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SearchHit>>([.. book.Search(text, null, most).Hits.Select(hit => new SearchHit(
            hit.Name, hit.Number ?? texts["phone-book.reserved"], $"/directory?q={Uri.EscapeDataString(hit.Name)}", "phone"))]);
}
