using Atiende.Packs.Model;

namespace Atiende.Attachments;

/// <summary>
/// Uploads as HTTP, for any door: <c>POST</c> with <c>Upload-Length</c> and <c>Upload-Name</c> answers 201 with a Location; there <c>HEAD</c> tells
/// the <c>Upload-Offset</c>, <c>PATCH</c> with it takes the next piece, <c>POST</c> finishes, <c>DELETE</c> gives up.
/// </summary>
public interface IUploadDoor
{
    /// <summary>Serves one request of who sends.</summary>
    Task<IResult> Serve(HttpContext http, Guid? id, UploadSender sender, CancellationToken cancel);
}

/// <summary>Who sends, and on what terms.</summary>
/// <param name="Origin">Who alone may go on with it.</param>
/// <param name="By">Who brought it, for those who read the case.</param>
/// <param name="Case">The case; null where it is bound later.</param>
/// <param name="Rules">What the case type takes.</param>
/// <param name="IsPublic">Whether the person who is attended sees what is begun now.</param>
public sealed record UploadSender(string Origin, string By, Guid? Case, CaseFiles Rules, bool IsPublic);
