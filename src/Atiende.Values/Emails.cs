using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Atiende.Values;

/// <summary>
/// Mail addresses as people really have them: the dot-atom form of RFC 5322 section 3.4.1 with the lengths of
/// RFC 5321 section 4.5.3.1 and a domain of at least two labels; no quoted or bracketed forms.
/// </summary>
public static partial class Emails
{
    /// <summary>Reads an address; <paramref name="key"/> is the form to store and match: lower case, domain in ASCII.</summary>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out string? key, [NotNullWhen(false)] out FieldProblem? problem)
    {
        key = null;
        var address = (text ?? "").Trim();
        problem = ProblemOf(address, out var domain);
        if (problem is not null)
            return false;
        key = $"{address[..address.IndexOf('@', StringComparison.Ordinal)]}@{domain}".ToLowerInvariant();
        return true;
    }

    private static FieldProblem? ProblemOf(string address, out string domain)
    {
        domain = "";
        if (address.Any(char.IsWhiteSpace))
            return new("email.spaces", "El correo no lleva espacios: quítelos.", "A mail address has no spaces: remove them.");
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != address.LastIndexOf('@') || at == address.Length - 1)
            return new("email.at", "El correo lleva una sola @ entre nombre y dominio, como nombre@dominio.com.",
                "A mail address has one @ between name and domain, as in name@domain.com.");
        var local = address[..at];
        if (local.Length > 64 || !LocalPart().IsMatch(local))
            return new("email.name", "Antes de la @ van letras sin tilde, números, puntos, guiones; sin punto al inicio, al final ni doble.",
                "Before the @ go unaccented letters, digits, dots and dashes; no dot first, last or doubled.");
        if (!TryAscii(address[(at + 1)..], out domain) || domain.Length > 253 || !Domain().IsMatch(domain))
            return new("email.domain", "Después de la @ va un dominio con punto, como dominio.com.",
                "After the @ goes a domain with a dot, as in domain.com.");
        return address.Length > 254
            ? new("email.long", "El correo tiene más de 254 caracteres.", "The mail address is longer than 254 characters.")
            : null;
    }

    private static bool TryAscii(string domain, out string ascii)
    {
        ascii = "";
        try
        {
            ascii = new IdnMapping().GetAscii(domain);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z")]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{1,59})\z")]
    private static partial Regex Domain();
}
