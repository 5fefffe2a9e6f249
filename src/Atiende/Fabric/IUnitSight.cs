namespace Atiende.Fabric;

/// <summary>
/// Whose matters the asker may see: a member of a unit those of the unit and the units under it, who watches or administers
/// those of all. Work that no request began sees all.
/// </summary>
public interface IUnitSight
{
    /// <summary>The only units whose matters are seen; null for all. What belongs to no unit is seen by everybody.</summary>
    IReadOnlyCollection<string>? Units { get; }

    /// <summary>Whether matters of the unit are seen.</summary>
    bool Sees(string? unit) => unit is null || Units is not { } units || units.Contains(unit);
}
