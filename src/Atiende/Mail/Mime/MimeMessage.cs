namespace Atiende.Mail.Mime;

/// <summary>A message as it was read: its header and its leaves, in order.</summary>
/// <param name="Headers">The message's own header.</param>
/// <param name="Leaves">Parts that hold no parts, in order.</param>
/// <param name="IsCut">Whether something was left out because it went beyond <see cref="MimeLimits"/>.</param>
internal sealed record MimeMessage(MimeHeaders Headers, IReadOnlyList<MimeLeaf> Leaves, bool IsCut);

/// <summary>A part that holds no parts.</summary>
/// <param name="MediaType">Its media type, lower case; <c>text/plain</c> where it says none or one that cannot be read.</param>
/// <param name="Charset">Its charset, lower case; empty where it says none.</param>
/// <param name="FileName">The name under which it is attached; null where it has none.</param>
/// <param name="IsAttachment">Whether it says that it is an attachment.</param>
/// <param name="ContentId">The name by which the HTML beside it shows it; null where none does.</param>
/// <param name="Content">Its bytes, decoded.</param>
internal sealed record MimeLeaf(string MediaType, string Charset, string? FileName, bool IsAttachment, string? ContentId, ReadOnlyMemory<byte> Content)
{
    /// <summary>Its text, where it is one.</summary>
    public string Text => Charsets.Read(Content.Span, Charset);
}
