using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Attachments;

/// <summary>
/// Files that come in pieces, so that a broken line, a reload or a restart of the server costs only the last piece: begun with name and size,
/// sent from where it stands, finished into an attachment. What is never finished is gone after a day.
/// </summary>
public interface IUploads
{
    /// <summary>Begins one.</summary>
    /// <exception cref="UploadRefusedException">Too large, or too many are on their way.</exception>
    Task<Upload> Begin(NewUpload upload, CancellationToken cancel);

    /// <summary>One of this origin, with how much of it is here; null where there is none.</summary>
    Task<Upload?> Find(Guid id, string origin, CancellationToken cancel);

    /// <summary>Takes the next piece. What was taken is kept even if the piece breaks off.</summary>
    /// <exception cref="UploadRefusedException">It does not begin where the last one ended, or is more than was said.</exception>
    Task<Upload> Append(Upload upload, long offset, Stream piece, CancellationToken cancel);

    /// <summary>Makes it an attachment; asking again gives the same one.</summary>
    /// <exception cref="UploadRefusedException">It is not whole yet.</exception>
    /// <exception cref="AttachmentRefusedException">Its content is not taken; the upload is gone.</exception>
    Task<Attachment> Finish(Upload upload, CaseFiles rules, string by, CancellationToken cancel);

    /// <summary>Gives it up.</summary>
    Task Drop(Upload upload, CancellationToken cancel);
}

/// <summary>A file that will come in pieces.</summary>
/// <param name="Name">As the sender calls it.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Case">The case it belongs to; null where it is bound later.</param>
/// <param name="Origin">Who sends it, and alone may go on with it.</param>
/// <param name="IsPublic">Whether the person who is attended sees it.</param>
/// <param name="Rules">What the case type takes.</param>
public sealed record NewUpload(string? Name, long Size, Guid? Case, string Origin, bool IsPublic, CaseFiles Rules);

/// <summary>A file that comes in pieces: how much of it is here, in bytes, and what it became.</summary>
public sealed record Upload(Guid Id, string Name, long Size, long Offset, Guid? Case, string Origin, bool IsPublic, Guid? Attachment);

/// <summary>Why a piece is not taken.</summary>
public enum UploadProblem
{
    /// <summary>It has more bytes than one may have, or than was said.</summary>
    TooLarge,

    /// <summary>Too many are on their way at once.</summary>
    TooMany,

    /// <summary>The piece begins elsewhere than the last one ended, or another is being taken.</summary>
    Elsewhere,

    /// <summary>Pieces are missing.</summary>
    Unfinished,
}

/// <summary>A piece is not taken; what came before it stays.</summary>
public sealed class UploadRefusedException(UploadProblem problem, Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Why.</summary>
    public UploadProblem Problem { get; } = problem;

    /// <summary>What to tell the sender, in both languages.</summary>
    public Bilingual Said { get; } = said;
}
