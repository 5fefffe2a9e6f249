using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Packs.Model;
using Atiende.Shell.Search;

namespace Atiende.Contacts;

/// <summary>People in the box on top, masked.</summary>
internal sealed class ContactHits(IContacts contacts) : ISearch
{
    public string TextKey => "contacts.title";

    public int Order => 10;

    public bool IsFor(ClaimsPrincipal user) => user.IsOnDuty() && new[] { Ability.Attend, Ability.Supervise, Ability.Answer }.Any(user.Can);

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken cancel) =>
        [.. (await contacts.Search(text, most, cancel)).Select(one => new SearchHit(
            one.Name.Length > 0 ? one.Name : one.Telephone ?? one.Mail ?? one.Document ?? "·", one.Document ?? one.Telephone, $"/contacts/{one.Id}", "user"))];
}
