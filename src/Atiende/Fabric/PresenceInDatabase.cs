using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Fabric;

/// <summary>
/// Who is where, over all processes of an installation on PostgreSQL: a row is a lease that a page renews every fifteen seconds. Those of the same process
/// hear of a change at once, those of another when their page asks next.
/// </summary>
internal sealed class PresenceInDatabase(Db db, IHints hints, TimeProvider clock) : IPresence
{
    // Leases that ended long ago are swept up by whoever comes next.
    private static readonly TimeSpan Swept = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<PresentMember>> Here(string organization, string place, string member, string name, bool typing, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var alive = now - Presence.Kept;
        var there = await db.Set<PresenceLease>().AsNoTracking().Where(p => p.Place == place && p.At >= alive).ToListAsync(cancel);
        var before = there.Find(p => p.Member == member);
        DateTimeOffset? typed = typing ? now : before?.TypedAt;
        // One statement, whichever page of the member is first, on whichever process.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Presences" ("OrganizationId", "Place", "Member", "Name", "At", "TypedAt") VALUES ({organization}, {place}, {member}, {name}, {now}, {typed})
            ON CONFLICT ("OrganizationId", "Place", "Member") DO UPDATE SET "Name" = EXCLUDED."Name", "At" = EXCLUDED."At", "TypedAt" = EXCLUDED."TypedAt"
            """, cancel);
        var others = there.Where(p => p.Member != member).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        if (before is null || (typing && !IsTyping(before, now))) Tell(organization, others);
        if (before is null)
        {
            var ended = now - Swept;
            await db.Set<PresenceLease>().Where(p => p.At < ended).ExecuteDeleteAsync(cancel);
        }

        return [.. others.Select(p => new PresentMember(p.Member, p.Name, IsTyping(p, now)))];
    }

    public async Task Gone(string organization, string place, string member, CancellationToken cancel)
    {
        if (await db.Set<PresenceLease>().Where(p => p.Place == place && p.Member == member).ExecuteDeleteAsync(cancel) == 0) return;

        var alive = clock.GetUtcNow() - Presence.Kept;
        Tell(organization, await db.Set<PresenceLease>().AsNoTracking().Where(p => p.Place == place && p.At >= alive).ToListAsync(cancel));
    }

    private static bool IsTyping(PresenceLease lease, DateTimeOffset now) => lease.TypedAt >= now - Presence.TypingKept;

    private void Tell(string organization, IEnumerable<PresenceLease> members)
    {
        foreach (var other in members) hints.Tell(organization, Presence.Topic, other.Member);
    }
}

/// <summary>A member's page that looks at something.</summary>
internal sealed class PresenceLease : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Place { get; init; }
    public required string Member { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? TypedAt { get; init; }
}

internal sealed class PresenceTable : IEntityTypeConfiguration<PresenceLease>
{
    public void Configure(EntityTypeBuilder<PresenceLease> table)
    {
        table.ToTable("Presences");
        table.HasKey(x => new { x.OrganizationId, x.Place, x.Member });
        table.Property(x => x.Place).HasMaxLength(100);
        table.Property(x => x.Member).HasMaxLength(60);
        table.Property(x => x.Name).HasMaxLength(200);
        table.HasIndex(x => new { x.OrganizationId, x.At });
    }
}
