using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Atiende.Mail.Mime;

namespace Atiende.Replies;

/// <summary>A mail as it was read from its file.</summary>
/// <param name="File">The file's own name.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Message">What it says.</param>
/// <param name="Id">Its Message-ID; the hash of what it says where it has none.</param>
/// <param name="From">The sender's address as it is compared; empty where there is none.</param>
/// <param name="FromName">What they call themselves.</param>
/// <param name="Subject">Its subject.</param>
internal sealed partial record IncomingMail(string File, ReadOnlyMemory<byte> Bytes, MimeMessage Message, string Id, string From, string FromName, string Subject)
{
    private const int ReferencesMost = 60;
    private const int FoliosMost = 5;

    public static IncomingMail Read(string file, byte[] bytes)
    {
        var message = MimeReader.Read(bytes);
        var from = MailAddresses.First(message.Headers.Raw("From"));
        var subject = OneLine(message.Headers["Subject"] ?? "", IncomingTable.SubjectLength);
        var id = Ids(message.Headers.Raw("Message-ID")).FirstOrDefault() is { Length: <= IncomingTable.IdLength } given ? given : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        return new(file.Length > IncomingTable.FileLength ? file[..IncomingTable.FileLength] : file, bytes, message, id, from?.Address ?? "",
            OneLine(from?.Name ?? "", IncomingTable.NameLength), subject);
    }

    /// <summary>Why a machine wrote it; null where a person seems to have.</summary>
    public string? Machine => MachineMail.Why(Message.Headers, From, Subject);

    /// <summary>The Message-IDs that it answers, the nearest first; of a report that mail was not delivered, that mail's.</summary>
    public IReadOnlyList<string> Answers =>
    [
        .. Ids(Message.Headers.Raw("In-Reply-To")).Concat(Ids(Message.Headers.Raw("References")).Reverse())
            .Concat(Message.Leaves.Where(l => l.MediaType is "message/rfc822" or "text/rfc822-headers").SelectMany(Returned)).Distinct(StringComparer.Ordinal).Take(ReferencesMost),
    ];

    /// <summary>What in the subject may be a folio.</summary>
    public IReadOnlyList<string> Folios => [.. Folio().Matches(Subject.ToUpperInvariant()).Select(m => m.Value).Distinct(StringComparer.Ordinal).Take(FoliosMost)];

    private static IEnumerable<string> Returned(MimeLeaf leaf)
    {
        var (headers, _) = MimeHeaders.Read(leaf.Content.Span);
        return Ids(headers.Raw("Message-ID")).Concat(Ids(headers.Raw("References")));
    }

    private static IEnumerable<string> Ids(string? raw) => raw is null ? [] : MessageIds().Matches(raw).Select(m => m.Groups["id"].Value);

    private static string OneLine(string text, int most)
    {
        var line = new StringBuilder(Math.Min(text.Length, most));
        foreach (var letter in text)
        {
            if (line.Length == most) break;
            line.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return line.ToString().Trim();
    }

    [GeneratedRegex(@"<(?<id>[^<>\s]{3,998})>", RegexOptions.ExplicitCapture)]
    private static partial Regex MessageIds();

    [GeneratedRegex(@"\b[A-Z]{1,12}(-?[A-Z0-9]{1,12}){0,4}-?\d{3,12}\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Folio();
}
