using System.Collections.Immutable;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>How an attempt to sign in on the portal ended.</summary>
internal abstract record PortalDoor
{
    public sealed record Entered(PortalPerson Person) : PortalDoor;

    /// <summary>Address or password is wrong; it is not said which.</summary>
    public sealed record Wrong : PortalDoor;

    /// <summary>Too often; when it may be tried again. The same for an address that nobody registered.</summary>
    public sealed record Closed(DateTimeOffset Until) : PortalDoor;
}

/// <summary>
/// Registers, confirms, signs in, recovers. What it answers, and the work it does, are the same whether an address is known or not:
/// who exists is said only in mails to that address.
/// </summary>
internal sealed class PortalAccounts(
    Db db, PortalHere here, PortalMail mail, PortalRecords records, Floods floods, PortalAgreements agreements, IContacts contacts, IAudit audit, TimeProvider clock)
{
    private static readonly PasswordHasher<PortalPerson> Hasher = new();

    // Compared with where nobody has the address, so that a guess takes as long as a wrong password.
    private static readonly string NobodysHash = Hasher.HashPassword(null!, "nobody has this password");

    /// <summary>Keeps a registration until its mail is confirmed, and sends the link.</summary>
    public async Task Register(string address, string password, ImmutableSortedDictionary<string, Datum> given, CancellationToken cancel)
    {
        var hash = Hasher.HashPassword(null!, password);
        if (await floods.Count(FloodLimit.MailTo, address, cancel) is not null) return;

        await db.Write(async inner =>
        {
            var now = clock.GetUtcNow();
            var token = PortalTokens.Make();
            await db.Set<PendingRegistration>().Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(inner);
            var known = await db.Set<PortalPerson>().AnyAsync(p => p.Mail == address, inner);
            db.Add(new PendingRegistration
            {
                TokenHash = PortalTokens.HashOf(token),
                Mail = address,
                PasswordHash = hash,
                Given = given,
                TermsVersion = agreements.Version,
                At = now,
                ExpiresAt = now + PortalMail.ConfirmWithin,
            });
            await (known ? mail.Known(address, token, inner) : mail.Confirm(address, token, inner));
        }, cancel);
    }

    /// <summary>Whether a link to confirm still holds.</summary>
    public Task<bool> IsWaiting(string token, CancellationToken cancel)
    {
        var (hash, now) = (PortalTokens.HashOf(token), clock.GetUtcNow());
        return db.Set<PendingRegistration>().AnyAsync(r => r.TokenHash == hash && r.ExpiresAt >= now, cancel);
    }

    /// <summary>Makes the account of a registration; null where the link was used, has expired or never was.</summary>
    public Task<PortalPerson?> Confirm(string token, CancellationToken cancel) => db.Write(async inner =>
    {
        var (hash, now) = (PortalTokens.HashOf(token), clock.GetUtcNow());
        var waiting = await db.Set<PendingRegistration>().FirstOrDefaultAsync(r => r.TokenHash == hash && r.ExpiresAt >= now, inner);
        if (waiting is null || await db.Set<PortalPerson>().AnyAsync(p => p.Mail == waiting.Mail, inner)) return null;

        await db.Set<PendingRegistration>().Where(r => r.Mail == waiting.Mail && r.TokenHash != hash).ExecuteDeleteAsync(inner);
        db.Remove(waiting);
        var id = Guid.CreateVersion7(now);
        var by = PortalHere.Origin(id);
        var contact = await contacts.FindOrCreate(records.DraftOf(waiting.Given), by, inner);
        var details = await contacts.Read(contact, by, "portal: registration", inner);
        var person = new PortalPerson
        {
            Id = id,
            Mail = waiting.Mail,
            PasswordHash = waiting.PasswordHash,
            Stamp = PortalTokens.Make(),
            Given = waiting.Given,
            TermsVersion = waiting.TermsVersion,
            RegisteredAt = now,
            ContactId = contact,
            ContactIsOwn = details!.Since >= Kept(now),
        };
        db.Add(person);
        await agreements.Keep(contact, waiting.TermsVersion, by, inner);
        await records.Save(person, inner);
        await audit.Write(new(by, "portal.registered", $"portal:{id}", waiting.TermsVersion), inner);
        return person;
    }, cancel);

    public async Task<PortalDoor> SignIn(string typed, string password, string from, PortalBrowser browser, CancellationToken cancel)
    {
        var address = Emails.TryParse(typed, out var key, out _) ? key : Folding.Fold(typed);
        var counted = browser.Counted(address, from);
        if (await Closed(address, from, browser, cancel) is { } until) return new PortalDoor.Closed(until);

        var person = await db.Set<PortalPerson>().AsNoTracking().FirstOrDefaultAsync(p => p.Mail == address, cancel);
        var checkedPassword = Hasher.VerifyHashedPassword(null!, person?.PasswordHash ?? NobodysHash, password);
        if (person is not null && checkedPassword is not PasswordVerificationResult.Failed)
        {
            await floods.Forget(FloodLimit.WrongPassword, counted, cancel);
            return new PortalDoor.Entered(person);
        }

        await floods.Count(FloodLimit.WrongPassword, counted, cancel);
        if (!browser.Knows(address))
        {
            await floods.Count(FloodLimit.WrongAnywhere, address, cancel);
            await floods.Count(FloodLimit.WrongFromAddress, from, cancel);
        }

        return new PortalDoor.Wrong();
    }

    /// <summary>Sends a link to choose a new password.</summary>
    public async Task Recover(string address, CancellationToken cancel)
    {
        if (await floods.Count(FloodLimit.MailTo, address, cancel) is not null) return;

        await db.Write(async inner =>
        {
            var now = clock.GetUtcNow();
            var token = PortalTokens.Make();
            await db.Set<PortalRecovery>().Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(inner);
            var person = await db.Set<PortalPerson>().AsNoTracking().FirstOrDefaultAsync(p => p.Mail == address, inner);
            // Where nobody has the address the row leads nowhere; its token is in no mail.
            db.Add(new PortalRecovery { TokenHash = PortalTokens.HashOf(token), PersonId = person?.Id ?? Guid.Empty, ExpiresAt = now + PortalMail.RecoverWithin });
            await (person is null ? mail.Unknown(address, token, inner) : mail.Recover(address, token, inner));
        }, cancel);
    }

    /// <summary>Whether a link to choose a new password still holds.</summary>
    public Task<bool> IsRecovering(string token, CancellationToken cancel)
    {
        var (hash, now) = (PortalTokens.HashOf(token), clock.GetUtcNow());
        return db.Set<PortalRecovery>().AnyAsync(r => r.TokenHash == hash && r.ExpiresAt >= now, cancel);
    }

    /// <summary>Sets the password that was chosen by a link; its other links and all sessions end, and who forgot it may enter from here at once.</summary>
    public Task<bool> Choose(string token, string password, string from, CancellationToken cancel)
    {
        var hashed = Hasher.HashPassword(null!, password);
        return db.Write(async inner =>
        {
            var (hash, now) = (PortalTokens.HashOf(token), clock.GetUtcNow());
            if (await db.Set<PortalRecovery>().AsNoTracking().FirstOrDefaultAsync(r => r.TokenHash == hash && r.ExpiresAt >= now, inner) is not { } asked
                || await db.Set<PortalPerson>().FirstOrDefaultAsync(p => p.Id == asked.PersonId, inner) is not { } person) return false;

            await SetPassword(person, hashed, inner);
            foreach (var counted in new[] { person.Mail, PortalBrowser.Unknown.Counted(person.Mail, from) }) await floods.Forget(FloodLimit.WrongPassword, counted, inner);
            await floods.Forget(FloodLimit.WrongAnywhere, person.Mail, inner);
            return true;
        }, cancel);
    }

    /// <summary>Changes the password of who is signed in; null where the present one is wrong.</summary>
    public async Task<PortalPerson?> Change(string present, string wanted, CancellationToken cancel)
    {
        var person = await here.Person(cancel);
        if (await floods.ClosedUntil(FloodLimit.WrongPassword, person.Mail, cancel) is not null) return null;
        if (Hasher.VerifyHashedPassword(null!, person.PasswordHash, present) is PasswordVerificationResult.Failed)
        {
            await floods.Count(FloodLimit.WrongPassword, person.Mail, cancel);
            return null;
        }

        var hashed = Hasher.HashPassword(null!, wanted);
        return await db.Write(async inner =>
        {
            var one = await db.Set<PortalPerson>().SingleAsync(p => p.Id == person.Id, inner);
            await SetPassword(one, hashed, inner);
            return one;
        }, cancel);
    }

    // As the database keeps it, to the microsecond.
    private static DateTimeOffset Kept(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMicrosecond));

    private async Task SetPassword(PortalPerson person, string hash, CancellationToken cancel)
    {
        person.PasswordHash = hash;
        person.Stamp = PortalTokens.Make();
        await db.Set<PortalRecovery>().Where(r => r.PersonId == person.Id).ExecuteDeleteAsync(cancel);
        await mail.Changed(person.Mail, person.Stamp, cancel);
        await audit.Write(new(PortalHere.Origin(person.Id), "portal.password", $"portal:{person.Id}", ""), cancel);
    }

    private async Task<DateTimeOffset?> Closed(string address, string from, PortalBrowser browser, CancellationToken cancel)
    {
        if (await floods.ClosedUntil(FloodLimit.WrongPassword, browser.Counted(address, from), cancel) is { } until) return until;

        return browser.Knows(address) ? null
            : await floods.ClosedUntil(FloodLimit.WrongAnywhere, address, cancel) ?? await floods.ClosedUntil(FloodLimit.WrongFromAddress, from, cancel);
    }
}
