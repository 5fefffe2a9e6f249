using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Storage;

/// <summary>
/// The one way to change what is append-only: personal data that is forgotten. A row of <c>Erasing</c> lifts the database's refusal for the
/// transaction that wrote it, and the same transaction takes it away, so that no other ever sees it.
/// </summary>
public static class Forgetting
{
    /// <summary>Does the work in one transaction in which append-only rows may be changed and taken away.</summary>
    public static Task<T> Forget<T>(this Db db, Func<CancellationToken, Task<T>> work, CancellationToken cancel) => db.Write(async inner =>
    {
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"Erasing\" (\"Id\") VALUES (1)", inner);
        var result = await work(inner);
        await db.SaveChangesAsync(inner);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"Erasing\"", inner);
        return result;
    }, cancel);

    /// <summary>Writes down that something was forgotten, once. Takes part in the caller's transaction.</summary>
    public static async Task WasForgotten(this Db db, string kind, IReadOnlyCollection<Guid> ids, DateTimeOffset at, string why, CancellationToken cancel)
    {
        var known = await db.Set<ForgottenRow>().Where(f => f.Kind == kind && ids.Contains(f.Id)).Select(f => f.Id).ToListAsync(cancel);
        foreach (var id in ids.Except(known)) db.Add(new ForgottenRow { Kind = kind, Id = id, At = at, Why = why });
    }
}

/// <summary>While it is there, what is append-only may be changed by the transaction that wrote it.</summary>
internal sealed class ErasingRow
{
    public int Id { get; init; }
}

/// <summary>Something whose personal data are gone: what it was, since when, and why.</summary>
internal sealed class ForgottenRow : IBelongsToOrganization
{
    public const string Case = "case";
    public const string Interaction = "interaction";

    public string OrganizationId { get; private set; } = "";
    public required string Kind { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The period of the pack, or the request for deletion, by its id.</summary>
    public required string Why { get; init; }
}

internal sealed class ForgettingTables : IEntityTypeConfiguration<ErasingRow>, IEntityTypeConfiguration<ForgottenRow>
{
    public void Configure(EntityTypeBuilder<ErasingRow> table)
    {
        table.ToTable("Erasing");
        table.HasKey(x => x.Id);
        table.Property(x => x.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ForgottenRow> table)
    {
        table.ToTable("Forgotten");
        table.HasKey(x => new { x.OrganizationId, x.Kind, x.Id });
        table.Property(x => x.Kind).HasMaxLength(40);
        table.Property(x => x.Why).HasMaxLength(200);
    }
}
