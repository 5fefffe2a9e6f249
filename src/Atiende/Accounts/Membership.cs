using System.Collections.Immutable;
using Atiende.Storage;

namespace Atiende.Accounts;

/// <summary>An account belongs to an organisation, as a member of it: in a unit, with roles. Names and abilities are those of the organisation's pack.</summary>
public sealed class Membership : IBelongsToOrganization
{
    /// <inheritdoc/>
    public required string OrganizationId { get; init; }

    /// <summary>The member's id in the organisation, such as <c>ana.agente</c>: what runs, tasks and traces are signed with.</summary>
    public required string Member { get; init; }

    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Ids of the roles held.</summary>
    public required ImmutableArray<string> Roles { get; set; }

    /// <summary>Id of the unit; null for somebody of the whole organisation.</summary>
    public string? UnitId { get; set; }

    /// <summary>Internal extension.</summary>
    public string? Extension { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
}
