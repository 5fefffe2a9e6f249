using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.AspNetCore.Identity;

namespace Atiende.Accounts;

/// <summary>Who may sign in, and how.</summary>
internal sealed class AccountsRoom : IRoom
{
    // So many wrong passwords in a row lock an account for so long.
    private const int TriesMax = 5;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(10);

    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddHttpContextAccessor();
        services.AddIdentity<Account, IdentityRole<Guid>>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            PasswordRules.Set(options.Password);
            options.Lockout.MaxFailedAccessAttempts = TriesMax;
            options.Lockout.DefaultLockoutTimeSpan = LockedFor;
        })
            .AddEntityFrameworkStores<Db>()
            .AddDefaultTokenProviders()
            .AddSignInManager<AccountSignIn>()
            .AddPasswordValidator<PasswordRules>()
            .AddErrorDescriber<PasswordErrors>();
        services.ConfigureApplicationCookie(Sessions.Cookie);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = Sessions.CheckedEvery);
        services.AddScoped<ISecurityStampValidator, Sessions>();
        services.AddScoped<ICurrentMember, CurrentMember>();
        services.AddScoped<IMembers, Members>();
        services.AddScoped<Memberships>();
        services.AddScoped<IAccounts, AccountKeeping>();
        services.AddScoped<Door>();
        services.AddScoped<DemonstrationAccounts>();
        services.AddScoped<IPackFollower, DemonstrationFollower>();
        Policies.Add(services.AddAuthorizationBuilder());
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => DoorRoutes.Map(routes);
}
