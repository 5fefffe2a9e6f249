using System.Security.Cryptography;
using System.Text;
using Atiende.Hosting;
using Atiende.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Atiende.Portal;

/// <summary>
/// A browser that somebody signed in with before. It is counted by itself and not with its network address: behind a school's address others
/// may type as many wrong passwords as they like. It opens nothing.
/// </summary>
/// <param name="Id">By what it is counted; null for a browser that is not known.</param>
/// <param name="People">Hashes of the mail addresses that were signed in with it, the latest first.</param>
internal sealed record PortalBrowser(string? Id, IReadOnlyList<string> People)
{
    private const string Cookie = "atiende-portal-known";
    private const int PeopleMost = 5;
    private static readonly TimeSpan Length = TimeSpan.FromDays(180);

    /// <summary>One that is not known.</summary>
    public static PortalBrowser Unknown { get; } = new(null, []);

    /// <summary>By what wrong passwords for a mail address are counted: this browser where its owner knows it, else the network address.</summary>
    public string Counted(string mail, string from) => Knows(mail) ? $"{mail}|browser {Id}" : $"{mail}|{from}";

    /// <summary>Whether somebody signed in with it under this mail address.</summary>
    public bool Knows(string mail) => Id is not null && People.Contains(HashOf(mail));

    /// <summary>The browser of a request.</summary>
    public static PortalBrowser Of(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } said) return Unknown;

        try
        {
            return Protector(context).Unprotect(said).Split(' ') is [var id, .. var people] ? new(id, people) : Unknown;
        }
        catch (CryptographicException)
        {
            return Unknown; // Made up, or of another organisation's portal.
        }
    }

    /// <summary>Knows it from now on.</summary>
    public static void Remember(HttpContext context, string mail)
    {
        var known = Of(context);
        var people = known.People.Prepend(HashOf(mail)).Distinct(StringComparer.Ordinal).Take(PeopleMost);
        var said = string.Join(' ', people.Prepend(known.Id ?? PortalTokens.Make()));
        context.Response.Cookies.Append(Cookie, Protector(context).Protect(said), new()
        {
            Path = PortalHosts.CookiePathOf(context),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Length,
        });
    }

    private static IDataProtector Protector(HttpContext context) => context.RequestServices.GetRequiredService<IDataProtectionProvider>()
        .CreateProtector("portal.browser", context.RequestServices.GetRequiredService<ICurrentOrganization>().Id!);

    private static string HashOf(string mail) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail)))[..16];
}
