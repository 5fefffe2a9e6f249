using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Fabric;

/// <summary>The audit trail's table.</summary>
internal sealed class Audit(Db db, TimeProvider clock) : IAudit
{
    public Task Write(AuditEntry entry, CancellationToken cancel) => db.Write(_ =>
    {
        var now = clock.GetUtcNow();
        db.Add(new AuditRow
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Who = entry.Who,
            What = entry.What,
            Subject = entry.Subject,
            Why = entry.Why,
        });
        return Task.CompletedTask;
    }, cancel);

    public async Task<IReadOnlyList<AuditLine>> Of(string subject, int most, CancellationToken cancel) =>
        await db.Set<AuditRow>().Where(row => row.Subject == subject)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(most)
            .Select(row => new AuditLine(row.At, row.Who, row.What, row.Subject, row.Why)).ToListAsync(cancel);
}

/// <summary>One entry.</summary>
internal sealed class AuditRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Who { get; init; }
    public required string What { get; init; }
    public required string Subject { get; init; }
    public required string Why { get; init; }
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> table)
    {
        table.ToTable("Audit");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Who).HasMaxLength(100);
        table.Property(x => x.What).HasMaxLength(60);
        table.Property(x => x.Subject).HasMaxLength(200);
        table.Property(x => x.Why).HasMaxLength(500);
        table.HasIndex(x => new { x.OrganizationId, x.Subject, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.At });
    }
}
