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
        return string.Create(CultureInfo.InvariantCulture, $"{spelt}@{organizationId}.atiende");
    }

    private static string Mark(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
}
