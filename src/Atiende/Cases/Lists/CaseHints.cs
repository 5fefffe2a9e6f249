namespace Atiende.Cases.Lists;

/// <summary>What open lists listen to.</summary>
internal static class CaseHints
{
    /// <summary>A case was opened or changed.</summary>
    public const string Topic = "cases";
}
