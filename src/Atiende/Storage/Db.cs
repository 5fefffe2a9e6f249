using Atiende.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Storage;

/// <summary>
/// The one context over all tables. Each room brings its mappings (<see cref="IEntityTypeConfiguration{T}"/>) in its own folder;
/// what all tables share stands in <see cref="Conventions"/>.
/// </summary>
public sealed partial class Db(DbContextOptions<Db> options, ICurrentOrganization organization, IWriteGate gate)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    /// <summary>Name of the filter that keeps a query to the current organisation.</summary>
    public const string OrganizationFilter = "organization";

    /// <summary>The current organisation, as queries ask for it; no row has an empty one.</summary>
    internal string OrganizationId => organization.Id ?? "";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.OfProperties(configurationBuilder, Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);
        Conventions.OfEntities(builder, this);
        JsonParts.Map(builder, Database.IsSqlite());
    }
}
