using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Atiende.Storage;

/// <summary>What is the same for every table of every room.</summary>
internal static class Conventions
{
    /// <summary>Longest id of an organisation.</summary>
    public const int OrganizationIdLength = 40;

    // Longest name of an enum's member.
    private const int EnumLength = 40;

    public static void OfProperties(ModelConfigurationBuilder properties, bool sqlite)
    {
        if (sqlite)
            properties.Properties<DateTimeOffset>().HaveConversion<InstantAsTicks>();
        else
            properties.Properties<DateTimeOffset>().HaveConversion<InstantAsUtc>();

        properties.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumLength);
    }

    public static void OfEntities(ModelBuilder model, Db db)
    {
        foreach (var entity in model.Model.GetEntityTypes().ToList())
        {
            if (entity.ClrType.IsAssignableTo(typeof(IBelongsToOrganization)) && entity.BaseType is null && !entity.IsOwned())
                BelongToOrganization(model, entity, db);

            foreach (var property in entity.GetProperties().Where(JsonColumns.IsJson))
                property.SetColumnType(db.Database.IsNpgsql() ? "jsonb" : "TEXT");

            foreach (var property in entity.GetProperties().Where(OrdinalText.IsOrdinal))
                property.SetCollation(db.Database.IsNpgsql() ? OrdinalText.Collation : null);
        }
    }

    private static void BelongToOrganization(ModelBuilder model, IMutableEntityType entity, Db db)
    {
        var id = model.Entity(entity.ClrType).Property<string>(nameof(IBelongsToOrganization.OrganizationId));
        id.HasMaxLength(OrganizationIdLength);
        if (entity.FindPrimaryKey()?.Properties[0].Name != nameof(IBelongsToOrganization.OrganizationId))
            throw new InvalidOperationException($"The key of {entity.ClrType.Name} must begin with OrganizationId.");

        var row = Expression.Parameter(entity.ClrType, "row");
        var own = Expression.Equal(
            Expression.Property(row, nameof(IBelongsToOrganization.OrganizationId)),
            Expression.Property(Expression.Constant(db), nameof(Db.OrganizationId)));
        model.Entity(entity.ClrType).HasQueryFilter(Db.OrganizationFilter, Expression.Lambda(own, row));
    }
}

/// <summary>Instants as both engines keep them.</summary>
public static class Instants
{
    /// <summary>In UTC, in whole microseconds: what is answered before it is stored is then the same as what is read afterwards.</summary>
    public static DateTimeOffset Stored(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}

/// <summary>An instant as UTC ticks: SQLite's provider neither sorts nor compares <see cref="DateTimeOffset"/>.</summary>
/// <remarks>Both engines keep whole microseconds, so that a value comes back the same from either.</remarks>
internal sealed class InstantAsTicks() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond),
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>An instant as PostgreSQL's <c>timestamptz</c>, which takes UTC only.</summary>
internal sealed class InstantAsUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
    stored => stored);
