using Atiende.Contacts;
using Atiende.Hosting;
using Atiende.Portal.Staff;

namespace Atiende.Portal;

/// <summary>The public pages of each organisation that has them.</summary>
internal sealed class PortalRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        PortalSession.Add(services);
        services.AddSingleton<Shell.IErrorLook, PortalErrors>();
        services.AddScoped<PortalHere>();
        services.AddScoped<PortalRecords>();
        services.AddScoped<PortalMail>();
        services.AddScoped<PortalAgreements>();
        services.AddScoped<PortalFactor>();
        services.AddScoped<PortalFactorHelp>();
        services.AddSingleton(new ContactPart(typeof(PortalAccountPart), 10));
        services.AddScoped<PortalMailChanges>();
        services.AddScoped<PortalAccounts>();
        services.AddScoped<PortalRequests>();
        services.AddScoped<PortalFollowing>();
        services.AddScoped<PortalData>();
        services.AddScoped<Floods>();
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        PortalRoutes.Map(routes);
        StaffRoutes.Map(routes);
    }
}
