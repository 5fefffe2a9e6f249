using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Packs.Model;

namespace Atiende.Shell;

/// <summary>
/// A place in the navigation. A room registers its own (<c>services.AddSingleton(new NavEntry(…))</c>); it is seen by whoever has one of the abilities.
/// </summary>
/// <param name="TextKey">Key of its words.</param>
/// <param name="Href">The page.</param>
/// <param name="Icon">An icon of <c>web/icons.txt</c>.</param>
/// <param name="Order">Where it stands in its group.</param>
/// <param name="Group">The group it stands in.</param>
/// <param name="Abilities">Who sees it; everybody on duty where none is given.</param>
public sealed record NavEntry(string TextKey, string Href, string Icon, int Order, NavGroup Group, params Ability[] Abilities)
{
    /// <summary>A fragment with the number of things that wait there; it is asked for after the page and at the live event "counts".</summary>
    public string? CountHref { get; init; }

    /// <summary>Whether the contracting institution's people go there too; what is not for them is refused to them.</summary>
    public bool ForInstitution { get; init; }

    /// <summary>Whether the person may go there.</summary>
    public bool IsFor(ClaimsPrincipal user) =>
        user.IsOnDuty() && (user.IsOfInstitution() ? ForInstitution : Abilities.Length == 0 || Abilities.Any(user.Can));

    /// <summary>Where the person may go, by what is worked on there.</summary>
    public static IReadOnlyList<IGrouping<NavGroup, NavEntry>> GroupsFor(IEnumerable<NavEntry> entries, ClaimsPrincipal user) =>
        [.. entries.Where(entry => entry.IsFor(user)).OrderBy(entry => entry.Group).ThenBy(entry => entry.Order).GroupBy(entry => entry.Group)];

    /// <summary>The place that an address belongs to: of those it lies below, the nearest.</summary>
    public static NavEntry? PlaceOf(IEnumerable<NavEntry> entries, PathString path) => entries
        .Where(entry => entry.Href == "/" ? path == "/" : path.StartsWithSegments(entry.Href, StringComparison.Ordinal)).MaxBy(entry => entry.Href.Length);
}

/// <summary>The groups of the navigation, in order: what one works on in them.</summary>
public enum NavGroup
{
    /// <summary>One's own day: what waits now.</summary>
    Work,

    /// <summary>Cases, orders, and the people and papers they come from.</summary>
    Cases,

    /// <summary>What is written to people, and what they write.</summary>
    Letters,

    /// <summary>How it goes: figures, the contract, what is taken along.</summary>
    Watch,

    /// <summary>What one looks up.</summary>
    Know,

    /// <summary>Who reads what of whom, and how long it is kept.</summary>
    Protection,

    /// <summary>How the system is set.</summary>
    Set,
}
