namespace Atiende.Storage;

/// <summary>Whose rows this scope (a request, a job) may see.</summary>
public interface ICurrentOrganization
{
    /// <summary>The organisation's id; null where none was entered, and then no row of any is seen.</summary>
    string? Id { get; }

    /// <summary>
    /// Whether this is work of the system over all organisations. Its queries must still say so, with
    /// <c>IgnoreQueryFilters([Db.OrganizationFilter])</c>.
    /// </summary>
    bool IsSystem { get; }

    /// <summary>Makes the organisation current for the rest of the scope.</summary>
    /// <exception cref="InvalidOperationException">Another one, or the system, was entered before.</exception>
    void Enter(string organizationId);

    /// <summary>Lets this scope work over all organisations: jobs and the sign-in, never a page.</summary>
    /// <exception cref="InvalidOperationException">An organisation was entered before.</exception>
    void EnterAsSystem();
}

/// <summary>The scope's organisation; entered once, so that no query can change sides half-way.</summary>
internal sealed class CurrentOrganization : ICurrentOrganization
{
    public string? Id { get; private set; }

    public bool IsSystem { get; private set; }

    public void Enter(string organizationId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organizationId);
        if (IsSystem || (Id is not null && Id != organizationId))
            throw new InvalidOperationException($"This scope works for {Id ?? "the system"}; {organizationId} needs its own.");

        Id = organizationId;
    }

    public void EnterAsSystem()
    {
        if (Id is not null) throw new InvalidOperationException($"This scope works for {Id}; the system needs its own.");

        IsSystem = true;
    }
}
