using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>Another mail address to sign in with: confirmed at the new one, told to the old one. Who asks is told the same whether it is taken or not.</summary>
internal sealed class PortalMailChanges(Db db, PortalHere here, PortalMail mail, PortalRecords records, Floods floods, IContacts contacts, IAudit audit, TimeProvider clock)
{
    private static readonly PasswordHasher<PortalPerson> Hasher = new();

    /// <summary>Sends the link to the new address. False where the password is not the person's.</summary>
    public async Task<bool> Ask(string address, string password, CancellationToken cancel)
    {
        var person = await here.Person(cancel);
        if (await floods.ClosedUntil(FloodLimit.WrongPassword, person.Mail, cancel) is not null) return false;
        if (Hasher.VerifyHashedPassword(null!, person.PasswordHash, password) is PasswordVerificationResult.Failed)
        {
            await floods.Count(FloodLimit.WrongPassword, person.Mail, cancel);
            return false;
        }

        if (await floods.Count(FloodLimit.MailTo, address, cancel) is not null) return true;

        await db.Write(async inner =>
        {
            var now = clock.GetUtcNow();
            var token = PortalTokens.Make();
            await db.Set<PortalMailChange>().Where(c => c.ExpiresAt < now || c.PersonId == person.Id).ExecuteDeleteAsync(inner);
            var known = await db.Set<PortalPerson>().AnyAsync(p => p.Mail == address, inner);
            db.Add(new PortalMailChange { TokenHash = PortalTokens.HashOf(token), PersonId = person.Id, Mail = address, ExpiresAt = now + PortalMail.ConfirmWithin });
            await (known ? mail.Known(address, token, inner) : mail.NewAddress(address, token, inner));
        }, cancel);
        return true;
    }

    /// <summary>Whether a link still holds.</summary>
    public Task<bool> IsWaiting(string token, CancellationToken cancel)
    {
        var (hash, now) = (PortalTokens.HashOf(token), clock.GetUtcNow());
        return db.Set<PortalMailChange>().AnyAsync(c => c.TokenHash == hash && c.ExpiresAt >= now, cancel);
    }

    /// <summary>Changes the address; sessions end, and the old address is told. False where the link does not hold or the address was taken meanwhile.</summary>
    public Task<bool> Confirm(string token, CancellationToken cancel) => db.Write(async inner =>
    {
        var (hash, now) = (PortalTokens.HashOf(token), clock.GetUtcNow());
        if (await db.Set<PortalMailChange>().FirstOrDefaultAsync(c => c.TokenHash == hash && c.ExpiresAt >= now, inner) is not { } asked
            || await db.Set<PortalPerson>().AnyAsync(p => p.Mail == asked.Mail, inner)
            || await db.Set<PortalPerson>().FirstOrDefaultAsync(p => p.Id == asked.PersonId, inner) is not { } person) return false;

        var old = person.Mail;
        var by = PortalHere.Origin(person.Id);
        (person.Mail, person.Stamp) = (asked.Mail, PortalTokens.Make());
        if (records.FieldOf("mail") is { } field) person.Given = person.Given.SetItem(field, Datum.Of(asked.Mail));
        db.Remove(asked);
        await db.Set<PortalRecovery>().Where(r => r.PersonId == person.Id).ExecuteDeleteAsync(inner);
        await contacts.Learn(person.ContactId, new(null, null, null, asked.Mail), by, inner);
        await records.Save(person, inner, old);
        await mail.Moved(old, person.Stamp, inner);
        await audit.Write(new(by, "portal.mail", $"portal:{person.Id}", ""), inner);
        return true;
    }, cancel);
}

/// <summary>A new address that waits to be confirmed.</summary>
internal sealed class PortalMailChange : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string TokenHash { get; init; }
    public required Guid PersonId { get; init; }
    public required string Mail { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PortalMailChangeTable : IEntityTypeConfiguration<PortalMailChange>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<PortalMailChange> table)
    {
        table.ToTable("PortalMailChanges");
        table.HasKey(x => new { x.OrganizationId, x.TokenHash });
        table.Property(x => x.TokenHash).HasMaxLength(64);
        table.Property(x => x.Mail).HasMaxLength(320);
        table.HasIndex(x => new { x.OrganizationId, x.PersonId });
    }
}
