using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>Units, roles and the demonstration's members: <c>people.yaml</c>.</summary>
[Means("Units, roles and members for the demonstration.")]
public sealed record People
{
    public Place At { get; init; }

    [Means("The organisation's units, with the places to which people are directed.")]
    public required IReadOnlyList<Unit> Units { get; init; }

    [Means("The roles.")]
    public required IReadOnlyList<Role> Roles { get; init; }

    [Means("Made-up people for the demonstration; at least one for each role that signs in.")]
    public IReadOnlyList<Member> Members { get; init; } = [];
}

/// <summary>A unit, desk or place.</summary>
public sealed record Unit
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name as the documents write it.")]
    public required string Name { get; init; }

    [Means("The unit it belongs to.")]
    public Name? Parent { get; init; }

    [Means("Where it is: floor, counter.")]
    public string? Place { get; init; }

    [Means("Whether people who attend sign in as of this unit; interactions of one unit are not seen by another.")]
    public bool Attends { get; init; }

    [Means("Mailbox of the unit; at .invalid in the shipped packs.")]
    public string? Mail { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A role that a procedure names.</summary>
public sealed record Role
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name as the documents write it.")]
    public required string Name { get; init; }

    [Means("Other names under which the documents write it.")]
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    [Means("What it is: a member signs in; a machine walks by itself; attended is the person; outside does not sign in.")]
    public required RoleKind Kind { get; init; }

    [Means("What a member of it may do.")]
    public IReadOnlyList<Ability> May { get; init; } = [];

    [Means("The only cases that it may read, by a field of the case type: institucion: JUNAEB. Who holds such a role is of the contracting institution and reads the contract's pages alone.")]
    public IReadOnlyDictionary<string, string> Sees { get; init; } = new Dictionary<string, string>();

    [Means("The unit it belongs to.")]
    public Name? Unit { get; init; }

    [Means("The role to which matters without a way on are escalated.")]
    public Name? EscalatesTo { get; init; }

    [Means("What it does.")]
    public string? Does { get; init; }

    [Means("Mailbox of the role; at .invalid in the shipped packs.")]
    public string? Mail { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>What a role is.</summary>
public enum RoleKind
{
    Member,
    Machine,
    Attended,
    Outside,
}

/// <summary>What a member may do; pages and endpoints ask for one of these.</summary>
public enum Ability
{
    Attend,
    Supervise,
    Administer,
    Answer,
    Quality,
    Watch,

    /// <summary>Sees people's data unmasked in lists, logs and exports.</summary>
    Unmask,
}

/// <summary>A made-up person who signs in to the demonstration.</summary>
public sealed record Member
{
    public Place At { get; init; }

    [Means("The name to sign in with; letters, digits, dots.")]
    public required Name Id { get; init; }

    [Means("The person's name, visibly made up.")]
    public required string Name { get; init; }

    [Means("The roles held.")]
    public required IReadOnlyList<Name> Roles { get; init; }

    [Means("The unit.")]
    public Name? Unit { get; init; }

    [Means("Internal extension.")]
    public string? Extension { get; init; }
}
