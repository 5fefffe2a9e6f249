using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Attachments;

/// <summary>
/// Files that people attach to cases. Each is checked by its content, rid of where and with what it was taken, and stored outside the
/// database before it is acknowledged.
/// </summary>
public interface IAttachments
{
    /// <summary>Whether small pictures can be made on this machine.</summary>
    bool HasThumbnails { get; }

    /// <summary>
    /// Checks and stores files: all of them, or none. Those kept without a case are bound to one later, or gone after a day where nobody holds them.
    /// The same file under the same name on the same case is the one that is there.
    /// </summary>
    /// <exception cref="AttachmentRefusedException">A file is of a wrong kind, empty, damaged, too large or one too many; says which and why.</exception>
    Task<IReadOnlyList<Attachment>> Keep(IAsyncEnumerable<NewFile> files, AttachmentTerms terms, CancellationToken cancel);

    /// <summary>Binds kept files of this origin to a case. Takes part in the caller's transaction.</summary>
    /// <exception cref="AttachmentRefusedException">One of them is not there any more, or they are too many.</exception>
    Task Bind(Guid toCase, IReadOnlyCollection<Guid> attachments, string origin, CaseFiles rules, CancellationToken cancel);

    /// <summary>The files of a case, in the order in which they came.</summary>
    Task<IReadOnlyList<Attachment>> Of(Guid ofCase, CancellationToken cancel);

    /// <summary>One of this organisation, or null.</summary>
    Task<Attachment?> Find(Guid id, CancellationToken cancel);

    /// <summary>A file of this machine with its content, or null where it is gone.</summary>
    /// <exception cref="Storage.StoreAwayException">The store of contents cannot be asked now.</exception>
    Task<string?> PathOf(Attachment attachment, CancellationToken cancel);

    /// <summary>Where a small picture of it lies, made when first asked for; null for what is no picture or cannot be made smaller.</summary>
    Task<string?> ThumbnailOf(Attachment attachment, CancellationToken cancel);
}

/// <summary>A room whose files wait for their case longer than a day: they are not swept away.</summary>
public interface IAttachmentHolder
{
    /// <summary>Those of these files that still wait.</summary>
    Task<IReadOnlySet<Guid>> Holds(IReadOnlyCollection<Guid> attachments, CancellationToken cancel);
}

/// <summary>A file as it comes in.</summary>
/// <param name="Name">As the sender calls it; never trusted.</param>
/// <param name="Content">Its bytes, read once.</param>
public sealed record NewFile(string? Name, Stream Content);

/// <summary>On what terms files are kept.</summary>
/// <param name="Rules">What the case type takes.</param>
/// <param name="Case">The case; null to bind them later.</param>
/// <param name="Origin">Who may bind them: <c>portal:PERSON</c>, <c>api:KEY</c>.</param>
/// <param name="By">Who brought them, for the people who read the case.</param>
/// <param name="IsPublic">Whether the person who is attended sees them.</param>
public sealed record AttachmentTerms(CaseFiles Rules, Guid? Case, string Origin, string By, bool IsPublic);

/// <summary>A file that is kept: its size in bytes and its SHA-256, in hexadecimal, as it is stored; a picture's sides in pixels; whether it still waits for the virus scanner.</summary>
public sealed record Attachment(
    Guid Id, Guid? Case, string Name, string MediaType, long Size, string Hash, int? Width, int? Height, DateTimeOffset At, string By, bool IsPublic, bool IsUnscanned)
{
    /// <summary>Whether it is a photograph or drawing.</summary>
    public bool IsPicture => Width is not null;
}

/// <summary>Why a file is not taken.</summary>
public enum AttachmentProblem
{
    /// <summary>Its content is of no kind that is taken.</summary>
    WrongKind,

    /// <summary>It has more bytes than one may have.</summary>
    TooLarge,

    /// <summary>It is empty, damaged, or a picture of absurd size.</summary>
    Unfit,

    /// <summary>The case has as many as it takes.</summary>
    TooMany,

    /// <summary>It was kept too long ago, or by somebody else.</summary>
    Gone,

    /// <summary>The scanner found something harmful in it.</summary>
    Harmful,

    /// <summary>The scanner does not answer: sent again later it may be taken.</summary>
    Unchecked,

    /// <summary>The store cannot take it, for it is full or away: sent again later it may be taken.</summary>
    Unkept,
}

/// <summary>A file is not taken, and none of those that came with it.</summary>
public sealed class AttachmentRefusedException(AttachmentProblem problem, string file, Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Why.</summary>
    public AttachmentProblem Problem { get; } = problem;

    /// <summary>Whether the same file may be taken later, when what is down here is up again.</summary>
    public bool IsPassing => Problem is AttachmentProblem.Unchecked or AttachmentProblem.Unkept;

    /// <summary>The file's name, tidied.</summary>
    public string File { get; } = file;

    /// <summary>What to tell the sender, in both languages.</summary>
    public Bilingual Said { get; } = said;
}
