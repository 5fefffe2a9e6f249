using System.Net;
using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>hostport of RFC 3261 §25.1, with IPv6 references as RFC 5954 mends them.</summary>
internal static class HostPort
{
    public static string? Read(ReadOnlySpan<char> text, out int? port, out string? fault)
    {
        port = null;
        fault = null;
        var end = text.Length;
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']');
            if (close < 0 || !IPAddress.TryParse(text[1..close], out _)) fault = "an IPv6 address is not well formed";
            else if (close + 1 < text.Length && text[close + 1] != ':') fault = "something stands behind an IPv6 address";
            end = close + 1;
        }
        else
        {
            end = text.IndexOf(':') is var colon and >= 0 ? colon : text.Length;
            if (end == 0) fault = "the host is missing";
            else if (end > 255) fault = "a host is longer than 255 characters";
            else if (text[..end].ContainsAnyExcept(Grammar.HostName)) fault = "a host has a character that is not allowed";
        }

        if (fault is not null) return null;
        if (end < text.Length)
        {
            if (!ushort.TryParse(text[(end + 1)..], System.Globalization.NumberStyles.None, null, out var number) || number == 0)
            {
                fault = "a port is not between 1 and 65535";
                return null;
            }

            port = number;
        }

        return text[..end].ToString();
    }
}
