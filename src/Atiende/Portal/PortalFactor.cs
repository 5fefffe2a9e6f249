using System.Security.Cryptography;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>The second factor of who wants it: begun, confirmed with a code, asked at each sign-in, taken away with the password.</summary>
internal sealed class PortalFactor(Db db, PortalHere here, PortalMail mail, Floods floods, IDataProtectionProvider protection, IAudit audit, TimeProvider clock)
{
    /// <summary>How many codes there are for who lost the telephone; each is taken once.</summary>
    public const int RecoveryCodes = 10;

    // Between the password and the code.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private const int RecoveryLength = 10;

    private static readonly PasswordHasher<PortalPerson> Hasher = new();

    // Without what is mistaken for something else.
    private const string RecoveryAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly IDataProtector secrets = protection.CreateProtector("portal", "factor");
    private readonly ITimeLimitedDataProtector tickets = protection.CreateProtector("portal", "factor-ticket").ToTimeLimitedDataProtector();

    /// <summary>Begins: a secret that holds once a code of it was given. False where the password is not the person's.</summary>
    public async Task<bool> Begin(string password, CancellationToken cancel)
    {
        var person = await here.Person(cancel);
        if (!await IsPassword(person, password, cancel)) return false;

        await Change(one => one.FactorPending = secrets.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(OneTimeCodes.SecretBytes))), cancel);
        return true;
    }

    /// <summary>The secret that waits to be confirmed; null where none does.</summary>
    public byte[]? Pending(PortalPerson person) => person.FactorPending is { } pending ? Convert.FromBase64String(secrets.Unprotect(pending)) : null;

    /// <summary>Confirms with a code: from here on it is asked, and other sessions end.</summary>
    /// <returns>The person, and the codes for who loses the telephone, shown this once; null where the code is not right.</returns>
    public async Task<(PortalPerson Person, IReadOnlyList<string> Codes)?> Confirm(string code, CancellationToken cancel)
    {
        var known = await here.Person(cancel);
        if (Pending(known) is not { } secret || OneTimeCodes.StepOf(secret, code, clock.GetUtcNow(), null) is not { } step) return null;

        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryLength)).ToList();
        var person = await Change(one =>
        {
            (one.FactorSecret, one.FactorPending, one.FactorStep) = (one.FactorPending, null, step);
            one.FactorCodes = string.Join(' ', codes.Select(PortalTokens.HashOf));
            one.Stamp = PortalTokens.Make();
        }, cancel, "portal.factor-on");
        return (person, codes);
    }

    /// <summary>Takes it away; the person is told by mail. Null where the password is not theirs.</summary>
    public async Task<PortalPerson?> Remove(string password, CancellationToken cancel) => !await IsPassword(await here.Person(cancel), password, cancel) ? null : await Change(one =>
    {
        (one.FactorSecret, one.FactorPending, one.FactorStep, one.FactorCodes) = (null, null, null, null);
        one.Stamp = PortalTokens.Make();
    }, cancel, "portal.factor-off");

    /// <summary>Says that the password was right, for the page that asks the code; worth nothing else.</summary>
    public string Ticket(PortalPerson person) => tickets.Protect($"{person.Id} {person.Stamp}", clock.GetUtcNow() + Patience);

    /// <summary>Whether a code, or one of the codes for who lost the telephone, goes with the ticket.</summary>
    public async Task<PortalDoor> Enter(string ticket, string code, CancellationToken cancel)
    {
        if (Opened(ticket) is not var (id, stamp)) return new PortalDoor.Wrong();
        if (await floods.ClosedUntil(FloodLimit.WrongCode, id.ToString(), cancel) is { } until) return new PortalDoor.Closed(until);

        var entered = await db.Write(async inner =>
        {
            if (await db.Set<PortalPerson>().FirstOrDefaultAsync(p => p.Id == id && p.Stamp == stamp, inner) is not { FactorSecret: { } kept } person) return null;

            if (OneTimeCodes.StepOf(Convert.FromBase64String(secrets.Unprotect(kept)), code, clock.GetUtcNow(), person.FactorStep) is { } step)
            {
                person.FactorStep = step;
                return person;
            }

            var hash = PortalTokens.HashOf(string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)));
            var left = (person.FactorCodes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
            if (!left.Remove(hash)) return null;

            person.FactorCodes = string.Join(' ', left);
            await audit.Write(new(PortalHere.Origin(person.Id), "portal.recovery-code", $"portal:{person.Id}", $"{left.Count}"), inner);
            return person;
        }, cancel);
        if (entered is not null)
        {
            await floods.Forget(FloodLimit.WrongCode, id.ToString(), cancel);
            return new PortalDoor.Entered(entered);
        }

        await floods.Count(FloodLimit.WrongCode, id.ToString(), cancel);
        return new PortalDoor.Wrong();
    }

    /// <summary>How many of the codes for who lost the telephone are left.</summary>
    public static int Left(PortalPerson person) => (person.FactorCodes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private (Guid Id, string Stamp)? Opened(string ticket)
    {
        try
        {
            var said = tickets.Unprotect(ticket, out var until).Split(' ');
            return until > clock.GetUtcNow() && Guid.TryParse(said[0], out var id) ? (id, said[1]) : null;
        }
        catch (CryptographicException)
        {
            return null; // Made up, or too old.
        }
    }

    private async Task<bool> IsPassword(PortalPerson person, string typed, CancellationToken cancel)
    {
        if (await floods.ClosedUntil(FloodLimit.WrongPassword, person.Mail, cancel) is not null) return false;
        if (Hasher.VerifyHashedPassword(null!, person.PasswordHash, typed) is not PasswordVerificationResult.Failed) return true;

        await floods.Count(FloodLimit.WrongPassword, person.Mail, cancel);
        return false;
    }

    private Task<PortalPerson> Change(Action<PortalPerson> change, CancellationToken cancel, string? audited = null)
    {
        var id = here.PersonId;
        return db.Write(async inner =>
        {
            var one = await db.Set<PortalPerson>().SingleAsync(p => p.Id == id, inner);
            change(one);
            if (audited is null) return one;

            await mail.Factor(one.Mail, on: one.FactorSecret is not null, one.Stamp, inner);
            await audit.Write(new(PortalHere.Origin(one.Id), audited, $"portal:{one.Id}", ""), inner);
            return one;
        }, cancel);
    }
}
