namespace Atiende.Shell.Parts;

/// <summary>What a colour says; words always say it too.</summary>
public enum Tone
{
    /// <summary>Nothing special.</summary>
    Neutral,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Done, in time.</summary>
    Success,

    /// <summary>Look at it soon.</summary>
    Warning,

    /// <summary>Wrong, late, refused.</summary>
    Danger,

    /// <summary>Chosen, one's own.</summary>
    Accent,
}
