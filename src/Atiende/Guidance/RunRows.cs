using Atiende.Procedures.Walking;
using Atiende.Storage;

namespace Atiende.Guidance;

/// <summary>Where a run stands, for lists and for finding it; what it is stands in its events.</summary>
internal sealed class RunRow : IBelongsToOrganization
{
    public string OrganizationId { get; set; } = "";
    public Guid Id { get; set; }
    public required string Document { get; set; }
    public required string Version { get; set; }
    public required string Section { get; set; }
    public required string Node { get; set; }
    public RunStatus Status { get; set; }
    public required string Role { get; set; }

    /// <summary>The member who walks it; of a waiting run, the one who handed it over.</summary>
    public required string Member { get; set; }

    public Guid? InteractionId { get; set; }
    public Guid? ContactId { get; set; }

    /// <summary>The number of the last event; whoever saw another number is late.</summary>
    public int Sequence { get; set; }

    public DateTimeOffset BegunAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public string? Ending { get; set; }
}

/// <summary>One input of a run. Append-only.</summary>
internal sealed class RunEventRow : IBelongsToOrganization
{
    public string OrganizationId { get; set; } = "";
    public Guid RunId { get; set; }
    public int Sequence { get; set; }
    public DateTimeOffset At { get; set; }
    public required string ByMember { get; set; }
    public required string ByName { get; set; }

    /// <summary>The node it was given at, for figures of time at each step.</summary>
    public required string Node { get; set; }

    /// <summary>The <see cref="WalkInput"/> as JSON text, in the order it was written.</summary>
    public required string Input { get; set; }
}

/// <summary>An effect that a run asked for, and how it went. Append-only.</summary>
internal sealed class RunEffectRow : IBelongsToOrganization
{
    public string OrganizationId { get; set; } = "";
    public Guid RunId { get; set; }
    public required string EffectId { get; set; }
    public int Order { get; set; }
    public required string Node { get; set; }
    public required string Kind { get; set; }
    public required string[] Words { get; set; }
    public string? Link { get; set; }
    public string? Problem { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>What is typed at a node and not answered yet.</summary>
internal sealed class RunDraftRow : IBelongsToOrganization
{
    public string OrganizationId { get; set; } = "";
    public Guid RunId { get; set; }
    public required string Node { get; set; }
    public required Dictionary<string, string> Typed { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The member who typed last.</summary>
    public string? By { get; set; }
    public string? ByName { get; set; }

    /// <summary>How often it changed at this node: whoever saw another number is told of what is there.</summary>
    public int? Version { get; set; }
}
