namespace Atiende.Attachments;

/// <summary>What the staff does with the files of a case.</summary>
public interface ICaseFiles
{
    /// <summary>The names of some of a case's files.</summary>
    Task<IReadOnlyList<string>> Names(Guid ofCase, IReadOnlyCollection<Guid> files, CancellationToken cancel);

    /// <summary>Gives some of a case's files to another case too; the content is kept once. Takes part in the caller's transaction.</summary>
    Task CopyTo(Guid toCase, Guid ofCase, IReadOnlyCollection<Guid> files, string by, CancellationToken cancel);
}
