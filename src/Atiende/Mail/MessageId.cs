using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atiende.Mail;

/// <summary>Makes a Message-ID (RFC 5322 §3.6.4) of an idempotency key, so that a message sent twice is known as one.</summary>
internal static class MessageId
{
    /// <summary>"key@organisation.atiende", the key spelt with what a Message-ID may hold; a mark of its own where that changed it.</summary>
    public static string Of(string organizationId, string key)
    {
        var spelt = string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        if (spelt != key) spelt += "-" + Mark(key);
        return string.Create(CultureInfo.InvariantCulture, $"{spelt}@{organizationId}{Suffix}");
    }

    /// <summary>The name of the thread of a case's messages: no message has it, all refer to it.</summary>
    public static string OfCase(string organizationId, Guid ofCase) => $"{CasePrefix}{ofCase:N}@{organizationId}{Suffix}";

    /// <summary>The organisation that made a Message-ID; null for another's.</summary>
    public static string? OrganizationOf(string messageId)
    {
        var at = messageId.LastIndexOf('@');
        return at > 0 && messageId.EndsWith(Suffix, StringComparison.Ordinal) && messageId.Length - Suffix.Length > at + 1 ? messageId[(at + 1)..^Suffix.Length] : null;
    }

    /// <summary>The case whose thread it names; null where it names none.</summary>
    public static Guid? CaseOf(string messageId) =>
        messageId.StartsWith(CasePrefix, StringComparison.Ordinal) && Guid.TryParseExact(messageId[CasePrefix.Length..].Split('@')[0], "N", out var id) ? id : null;

    private const string CasePrefix = "case-";
    private const string Suffix = ".atiende";

    private static string Mark(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
}
