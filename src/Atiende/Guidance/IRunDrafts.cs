namespace Atiende.Guidance;

/// <summary>What is typed at a step and not answered yet. Two who type at one step do not overwrite each other: who comes second is told.</summary>
public interface IRunDrafts
{
    /// <summary>Keeps what is typed, unless somebody else has typed since the version that the page saw.</summary>
    Task<KeptDraft> Keep(Guid run, string node, IReadOnlyDictionary<string, string> typed, Actor by, int seen, CancellationToken cancel);
}

/// <summary>What is kept now: its number; and whose it is and what it says, where it is another's and nothing was changed.</summary>
public sealed record KeptDraft(int Version, string? OtherName = null, IReadOnlyDictionary<string, string>? Theirs = null);
