namespace Atiende.Storage;

/// <summary>
/// A row of one organisation. Its key begins with <see cref="OrganizationId"/>; every query is filtered by it, what is saved must carry it,
/// and on PostgreSQL a row-level security policy holds the same.
/// </summary>
public interface IBelongsToOrganization
{
    /// <summary>The organisation's pack id, such as <c>sv-hacienda</c>. Left empty, it is filled in when saved.</summary>
    string OrganizationId { get; }
}
