using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;

namespace Atiende.Organizations;

/// <summary>The organisations served here, as their packs in the database say them. Read once, kept in memory until a pack changes.</summary>
public interface IOrganizations
{
    /// <summary>All of them, by name.</summary>
    IReadOnlyList<Organization> All { get; }

    /// <summary>One by its id, or null.</summary>
    Organization? Find(string id);

    /// <summary>The one this scope works for.</summary>
    /// <exception cref="InvalidOperationException">None was entered.</exception>
    Organization Current { get; }
}

/// <summary>The organisations, for work that belongs to no request.</summary>
public static class OrganizationsOfWork
{
    /// <summary>All of them, by name; each is then entered with <c>CreateScopeOf</c>.</summary>
    public static IReadOnlyList<Organization> Organizations(this IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IOrganizations>().All;
    }
}

/// <summary>An organisation: its pack, and what is made of it for use.</summary>
public sealed class Organization(Pack pack)
{
    /// <summary>The pack's id.</summary>
    public string Id { get; } = pack.Identity.Id;

    /// <summary>Everything it says of itself.</summary>
    public Pack Pack { get; } = pack;

    /// <summary>Its calendar, zone and windows.</summary>
    public PackTimes Times { get; } = new(pack);

    /// <summary>The names its ids stand for.</summary>
    public PackWords Words { get; } = new(pack);

    /// <summary>What the walker must know of it.</summary>
    public WalkRules Rules { get; } = PackRules.Of(pack, new PackTimes(pack));
}
