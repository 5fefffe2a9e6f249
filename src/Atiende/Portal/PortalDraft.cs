using Atiende.Cases;

namespace Atiende.Portal;

/// <summary>A request on its way: what was typed, the establishment, the files that are kept already.</summary>
public sealed class PortalDraft
{
    /// <summary>What was typed, and what is wrong with it.</summary>
    public PortalForm Form { get; init; } = new();

    /// <summary>Makes a request that is sent twice the same one.</summary>
    public required string Key { get; set; }

    /// <summary>What was typed to find the establishment.</summary>
    public string Looked { get; set; } = "";

    /// <summary>The establishment that was chosen, by its key; empty for none.</summary>
    public string Chosen { get; set; } = "";

    /// <summary>Establishments to choose from.</summary>
    public IReadOnlyList<PlaceFound> Found { get; set; } = [];

    /// <summary>Whether there are more than those.</summary>
    public bool More { get; set; }

    /// <summary>The person's own requests that are probably the same matter, to be told of before another is sent.</summary>
    public IReadOnlyList<CaseSummary> Like { get; set; } = [];

    /// <summary>When it may be sent, where too much was sent before; null where that is not what is wrong.</summary>
    public DateTimeOffset? ComeBack { get; set; }

    /// <summary>Files that are kept already, so that a form shown again need not send them again.</summary>
    public List<KeptFile> Kept { get; } = [];
}

/// <summary>An establishment to choose.</summary>
public sealed record PlaceFound(string Key, string Title);

/// <summary>A file that was sent before.</summary>
public sealed record KeptFile(Guid Id, string Name);
