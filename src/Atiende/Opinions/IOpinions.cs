namespace Atiende.Opinions;

/// <summary>What the people of closed cases thought of the answer: asked once by mail, given once by the link in it, without an account.</summary>
public interface IOpinions
{
    /// <summary>The question that a link belongs to; null where there is none.</summary>
    Task<OpinionAsked?> Find(string token, CancellationToken cancel);

    /// <summary>Keeps a mark, once: what was said first stays.</summary>
    /// <returns>Whether there is such a question; false also for a mark that is none.</returns>
    Task<bool> Give(string token, int mark, string comment, CancellationToken cancel);

    /// <summary>What was asked and said of a case; null where nothing was asked.</summary>
    Task<OpinionAsked?> Of(Guid ofCase, CancellationToken cancel);

    /// <summary>The best mark; the worst is 1.</summary>
    const int Best = 5;

    /// <summary>Longest comment.</summary>
    const int CommentMost = 2000;
}

/// <summary>A question for an opinion.</summary>
/// <param name="Case">The case.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="Mark">The mark; null while none was given.</param>
/// <param name="Comment">What was said besides.</param>
/// <param name="GivenAt">When it was given.</param>
public sealed record OpinionAsked(Guid Case, DateTimeOffset AskedAt, int? Mark, string Comment, DateTimeOffset? GivenAt);
