namespace Atiende.Cases;

/// <summary>Cases that members follow: what became of them since they last looked stands in their inbox.</summary>
public interface ICaseFollows
{
    /// <summary>Begins or ends following a case. Takes part in the caller's transaction.</summary>
    /// <returns>Whether anything changed.</returns>
    Task<bool> Set(Guid ofCase, string member, bool follows, CancellationToken cancel);

    /// <summary>Whether the member follows a case; and then what happened up to now has been seen.</summary>
    Task<bool> Look(Guid ofCase, string member, CancellationToken cancel);

    /// <summary>The asker's cases to which others did something since, the latest first.</summary>
    Task<IReadOnlyList<CaseNewsOf>> News(int most, CancellationToken cancel);

    /// <summary>The asker has seen all of it.</summary>
    Task SeeAll(CancellationToken cancel);
}

/// <summary>What is new of a case that is followed.</summary>
/// <param name="Case">The case.</param>
/// <param name="Count">How many things happened.</param>
/// <param name="Last">The last of them.</param>
public sealed record CaseNewsOf(CaseSummary Case, int Count, CaseEventView Last);
