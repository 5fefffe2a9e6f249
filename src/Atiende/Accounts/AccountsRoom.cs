using Atiende.Hosting;
using Atiende.Storage;
using Microsoft.AspNetCore.Identity;

namespace Atiende.Accounts;

/// <summary>Who may sign in, and how.</summary>
internal sealed class AccountsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddIdentity<Account, IdentityRole<Guid>>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.Password.RequiredLength = 10;
            options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        }).AddEntityFrameworkStores<Db>().AddDefaultTokenProviders();
        services.ConfigureApplicationCookie(cookie => cookie.Cookie.Name = "atiende");
    }
}
