namespace Atiende.Attachments;

/// <summary>What the staff does with the files of a case; each change stands in the case's history, and can be taken back.</summary>
public interface ICaseFiles
{
    /// <summary>The names of some of a case's files.</summary>
    Task<IReadOnlyList<string>> Names(Guid ofCase, IReadOnlyCollection<Guid> files, CancellationToken cancel);

    /// <summary>Gives some of a case's files to another case too; the content is kept once. Takes part in the caller's transaction.</summary>
    Task CopyTo(Guid toCase, Guid ofCase, IReadOnlyCollection<Guid> files, string by, CancellationToken cancel);

    /// <summary>Takes a file off a case: nobody sees it any more, and a month later it is gone.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> Remove(Guid ofCase, Guid file, string why, string by, CancellationToken cancel);

    /// <summary>Puts a file back that was taken off.</summary>
    /// <returns>Whether it still could be.</returns>
    Task<bool> Restore(Guid ofCase, Guid file, string by, CancellationToken cancel);

    /// <summary>Says whether the person who is attended sees a file.</summary>
    /// <returns>Whether it is there.</returns>
    Task<bool> Mark(Guid ofCase, Guid file, bool isPublic, string by, CancellationToken cancel);

    /// <summary>The files that were taken off a case and can be put back, newest first.</summary>
    Task<IReadOnlyList<RemovedFile>> Removed(Guid ofCase, CancellationToken cancel);
}

/// <summary>A file that was taken off a case.</summary>
public sealed record RemovedFile(Guid Id, string Name, DateTimeOffset At, string By, string Why);
