using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;
using Atiende.Shell.Search;

namespace Atiende.Contacts;

/// <summary>The people who are attended.</summary>
internal sealed class ContactsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<ContactSearch>();
        services.AddScoped<IContacts, ContactStore>();
        services.AddScoped<IConsents, ConsentStore>();
        services.AddScoped<ISearch, ContactHits>();
        services.AddSingleton(new NavEntry("contacts.title", "/contacts", "users", 40, NavGroup.Cases, Ability.Attend, Ability.Supervise, Ability.Answer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => ContactRoutes.Map(routes);
}
