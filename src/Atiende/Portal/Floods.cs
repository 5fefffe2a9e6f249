using System.Security.Cryptography;
using System.Text;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>What is limited, and how often it may happen.</summary>
/// <param name="Name">Its name in the key.</param>
/// <param name="Most">How often in a window.</param>
/// <param name="Window">How long a window is, from the first time.</param>
internal sealed record FloodLimit(string Name, int Most, TimeSpan Window)
{
    /// <summary>
    /// Wrong passwords for a mail address, whether anybody has it or not, from one network address or known browser: neither a stranger
    /// elsewhere nor who sits beside its owner shuts the owner out.
    /// </summary>
    public static readonly FloodLimit WrongPassword = new("wrong", 5, TimeSpan.FromMinutes(10));

    /// <summary>Wrong passwords for a mail address from everywhere together; browsers that its owner signed in with before go on.</summary>
    public static readonly FloodLimit WrongAnywhere = new("wrong-anywhere", 50, TimeSpan.FromHours(1));

    /// <summary>Wrong passwords from a network address, for whomever: a school has one for many people, and browsers that are known go on.</summary>
    public static readonly FloodLimit WrongFromAddress = new("wrong-from", 300, TimeSpan.FromMinutes(10));

    /// <summary>Wrong codes of the second factor, of one person.</summary>
    public static readonly FloodLimit WrongCode = new("code", 5, TimeSpan.FromMinutes(10));

    /// <summary>Mails asked for from a network address: registrations and recoveries. The parents of a school at one meeting are fewer.</summary>
    public static readonly FloodLimit MailFromAddress = new("mail-from", 300, TimeSpan.FromHours(1));

    /// <summary>Mails sent to one address at the asking of whoever types it.</summary>
    public static readonly FloodLimit MailTo = new("mail-to", 5, TimeSpan.FromHours(1));

    /// <summary>Requests of one person.</summary>
    public static readonly FloodLimit Requests = new("requests", 30, TimeSpan.FromHours(1));

    /// <summary>How often one person sends files.</summary>
    public static readonly FloodLimit Files = new("files", 60, TimeSpan.FromHours(1));

    /// <summary>What one person adds to requests.</summary>
    public static readonly FloodLimit Additions = new("additions", 60, TimeSpan.FromHours(1));
}

/// <summary>Counts what is tried. In the database, so that it holds over nodes and restarts.</summary>
internal sealed class Floods(Db db, TimeProvider clock)
{
    /// <summary>When it may be tried again; null where it may now.</summary>
    public async Task<DateTimeOffset?> ClosedUntil(FloodLimit limit, string who, CancellationToken cancel)
    {
        var key = KeyOf(limit, who);
        var now = clock.GetUtcNow();
        return await db.Set<PortalTry>().AsNoTracking().FirstOrDefaultAsync(t => t.Key == key, cancel) is { } row
            && row.Until > now && row.Count >= limit.Most ? row.Until : null;
    }

    /// <summary>Counts once.</summary>
    /// <returns>When it may be tried again where that was one too many; null where it may.</returns>
    public Task<DateTimeOffset?> Count(FloodLimit limit, string who, CancellationToken cancel) => db.Write(async inner =>
    {
        var key = KeyOf(limit, who);
        var now = clock.GetUtcNow();
        var row = await db.Set<PortalTry>().FirstOrDefaultAsync(t => t.Key == key, inner);
        if (row is null)
        {
            await db.Set<PortalTry>().Where(t => t.Until < now).ExecuteDeleteAsync(inner);
            db.Add(row = new PortalTry { Key = key, Count = 0, Until = now + limit.Window });
        }
        else if (row.Until <= now)
        {
            (row.Count, row.Until) = (0, now + limit.Window);
        }

        row.Count++;
        return row.Count > limit.Most ? row.Until : (DateTimeOffset?)null;
    }, cancel);

    /// <summary>Begins again: the right password was given.</summary>
    public Task Forget(FloodLimit limit, string who, CancellationToken cancel)
    {
        var key = KeyOf(limit, who);
        return db.Write(inner => db.Set<PortalTry>().Where(t => t.Key == key).ExecuteDeleteAsync(inner), cancel);
    }

    private static string KeyOf(FloodLimit limit, string who) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{limit.Name}:{who}")));
}
