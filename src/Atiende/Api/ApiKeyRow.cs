using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Api;

/// <summary>A key: its beginning and its hash, never itself.</summary>
internal sealed class ApiKeyRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Prefix { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public required ImmutableArray<string> Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKeyRow>
{
    public const int NameLength = 80;

    public void Configure(EntityTypeBuilder<ApiKeyRow> table)
    {
        table.ToTable("ApiKeys");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Prefix).HasMaxLength(20);
        table.Property(x => x.Name).HasMaxLength(NameLength);
        table.Property(x => x.Hash).HasMaxLength(64);
        table.Property(x => x.Scopes).HasJson();
        table.Property(x => x.CreatedBy).HasMaxLength(100);
        table.HasIndex(x => new { x.OrganizationId, x.Prefix }).IsUnique();
    }
}
