using System.Security.Claims;

namespace Atiende.Shell.Search;

/// <summary>Something that the box on top searches. A room registers its own; each is asked for the few best only.</summary>
public interface ISearch
{
    /// <summary>Key of the heading over its results.</summary>
    string TextKey { get; }

    /// <summary>Where its results stand among the others.</summary>
    int Order { get; }

    /// <summary>Whether the person may search it.</summary>
    bool IsFor(ClaimsPrincipal user);

    /// <summary>The best results for what was typed, without regard to accents or case.</summary>
    Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken cancel);
}

/// <summary>A result.</summary>
/// <param name="Title">What it is; personal data masked.</param>
/// <param name="Detail">What tells it from others.</param>
/// <param name="Href">Its page.</param>
/// <param name="Icon">An icon of web/icons.txt.</param>
public sealed record SearchHit(string Title, string? Detail, string Href, string Icon);
