using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Shell.Search;

namespace Atiende.Library;

/// <summary>The controlled documents in the search box on top.</summary>
internal sealed class LibrarySearch(LibraryShelf shelf) : ISearch
{
    public string TextKey => "library.title";

    public int Order => 50;

    public bool IsFor(ClaimsPrincipal user) => user.IsOnDuty();

    public Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SearchHit>>([.. shelf.InForce(text).Take(most)
            .Select(v => new SearchHit(shelf.Names.In(v.Document.Title), v.Code, $"/library/{Uri.EscapeDataString(v.Code)}", "book-2"))]);
}
