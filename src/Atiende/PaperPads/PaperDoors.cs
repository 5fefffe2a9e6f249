using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Atiende.PaperPads;

/// <summary>The addresses where establishments send photographs, each with a secret of its own.</summary>
internal sealed class PaperDoors(
    Db db, IOrganizations organizations, IDataProtectionProvider protection, PublicAddress address, TimeProvider clock)
{
    public const string Root = "/paper/send";

    private const int SecretBytes = 18;
    private const int SecretMost = 60;

    /// <summary>The establishment's address as it is printed; null where it has none, or what is sealed cannot be opened any more.</summary>
    public async Task<string?> Address(string site, CancellationToken cancel) =>
        await db.Set<PaperDoor>().AsNoTracking().FirstOrDefaultAsync(d => d.Site == site, cancel) is { } door && Open(door.Sealed) is { } secret
            ? address.Of($"{Root}/{organizations.Current.Id}/{secret}") : null;

    /// <summary>Gives the establishment an address where it has none.</summary>
    public async Task Ensure(string site, string by, CancellationToken cancel)
    {
        if (await Address(site, cancel) is null) await Change(site, by, cancel);
    }

    /// <summary>Gives it another; the one before opens nothing any more.</summary>
    public Task Change(string site, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var (hash, closed, now) = (HashOf(secret), Protector.Protect(secret), clock.GetUtcNow());
        if (await db.Set<PaperDoor>().FirstOrDefaultAsync(d => d.Site == site, inner) is { } door) (door.Hash, door.Sealed, door.At, door.By) = (hash, closed, now, by);
        else db.Add(new PaperDoor { Site = site, Hash = hash, Sealed = closed, At = now, By = by });
    }, cancel);

    /// <summary>Takes it away.</summary>
    public Task Revoke(string site, CancellationToken cancel) =>
        db.Write(inner => db.Set<PaperDoor>().Where(d => d.Site == site).ExecuteDeleteAsync(inner), cancel);

    /// <summary>Whose address this is, or null.</summary>
    public async Task<string?> SiteOf(string secret, CancellationToken cancel)
    {
        if (secret.Length > SecretMost) return null;

        var hash = HashOf(secret);
        return (await db.Set<PaperDoor>().AsNoTracking().FirstOrDefaultAsync(d => d.Hash == hash, cancel))?.Site;
    }

    private IDataProtector Protector => protection.CreateProtector("paper-pads.door");

    private string? Open(string closed)
    {
        try
        {
            return Protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            // The installation's keys were lost: another address must be given.
            return null;
        }
    }

    // So many random bits need no slow hash.
    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
