using Atiende.Values;

namespace Atiende.Mail.Mime;

/// <summary>The sender of a message: address as it is compared, and name.</summary>
internal static class MailAddresses
{
    /// <summary>The first address of a field such as From; null where there is none.</summary>
    public static (string Address, string Name)? First(string? raw)
    {
        if (raw is null) return null;

        // "Name" <address>: what stands last in angle brackets; else all of it, without a comment.
        var open = raw.LastIndexOf('<');
        var close = open < 0 ? -1 : raw.IndexOf('>', open);
        var address = close > open ? raw[(open + 1)..close] : raw.Split('(', ',')[0];
        if (!Emails.TryParse(address, out var key, out _)) return null;

        var name = open > 0 ? EncodedWords.Read(raw[..open].Trim().Trim('"')).Trim().Trim('"') : "";
        return (key, name.Length > 200 ? name[..200] : name);
    }
}
