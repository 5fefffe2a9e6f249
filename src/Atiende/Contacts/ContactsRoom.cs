using Atiende.Hosting;

namespace Atiende.Contacts;

/// <summary>The people who are attended.</summary>
internal sealed class ContactsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<ContactSearch>();
        services.AddScoped<IContacts, ContactStore>();
    }
}
