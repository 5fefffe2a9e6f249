using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Storage;

/// <summary>Numbers of folios: one sequence for each organisation, series and period; none is given twice.</summary>
public interface IFolios
{
    /// <summary>
    /// The next number, inside a unit of work; one that fails gives it back. Where the program dies in between, or the end of the unit is
    /// not known, the number is a gap. On SQLite other takers wait for the unit's end.
    /// </summary>
    /// <param name="series">What is numbered, such as <c>interaction</c> or <c>case:orden</c>.</param>
    /// <param name="period">The year, or year and month as 202611; 0 where numbers never begin again.</param>
    /// <param name="cancel">Stops it.</param>
    Task<long> Next(string series, int period, CancellationToken cancel);
}

/// <summary>The sequences' table, in the caller's own transaction: for SQLite, whose writers queue anyway.</summary>
internal sealed class Folios(Db db, ICurrentOrganization organization) : IFolios
{
    public async Task<long> Next(string series, int period, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A folio is taken inside Write.");

        var id = organization.Id ?? throw new InvalidOperationException("A folio belongs to an organisation, and none was entered.");

        var taken = await db.Database.SqlQuery<long>($"""
            INSERT INTO "Folios" ("OrganizationId", "Series", "Period", "Last") VALUES ({id}, {series}, {period}, 1)
            ON CONFLICT ("OrganizationId", "Series", "Period") DO UPDATE SET "Last" = "Folios"."Last" + 1
            RETURNING "Last" AS "Value"
            """).ToListAsync(cancel);
        return taken[0];
    }
}

/// <summary>A sequence.</summary>
internal sealed class FolioSequence : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Series { get; init; }
    public required int Period { get; init; }
    public required long Last { get; set; }
}

internal sealed class FolioTable : IEntityTypeConfiguration<FolioSequence>
{
    public void Configure(EntityTypeBuilder<FolioSequence> table)
    {
        table.ToTable("Folios");
        table.HasKey(x => new { x.OrganizationId, x.Series, x.Period });
        table.Property(x => x.Series).HasMaxLength(120);
    }
}
