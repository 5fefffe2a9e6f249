namespace Atiende.Fabric;

/// <summary>Every room that holds what is known of people.</summary>
public static class PersonalRooms
{
    // People lead to accounts, accounts to requests, requests to walks; what is found last leads nowhere new.
    private const int RoundsMost = 5;

    /// <summary>Registers the rooms' parts, found by their type, so that none is forgotten.</summary>
    public static void Add(IServiceCollection services)
    {
        foreach (var type in typeof(PersonalRooms).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            if (type.IsAssignableTo(typeof(IPersonalData))) services.AddScoped(typeof(IPersonalData), type);
            if (type.IsAssignableTo(typeof(IKeepsContacts))) services.AddScoped(typeof(IKeepsContacts), type);
            if (type.IsAssignableTo(typeof(IHearsOfRefusals))) services.AddScoped(typeof(IHearsOfRefusals), type);
            if (type.IsAssignableTo(typeof(IClosedCases))) services.AddScoped(typeof(IClosedCases), type);
            if (type.IsAssignableTo(typeof(IRetained))) services.AddScoped(typeof(IRetained), type);
        }
    }

    /// <summary>Adds all that belongs to the subject, until nothing more is found.</summary>
    public static async Task Gather(IServiceProvider services, PersonalSubject subject, CancellationToken cancel)
    {
        var rooms = services.GetServices<IPersonalData>().ToList();
        for (var round = 0; round < RoundsMost; round++)
        {
            var before = subject.Size;
            foreach (var room in rooms) await room.Gather(subject, cancel);
            if (subject.Size == before) return;
        }
    }

    /// <summary>Forgets the subject in every room. Takes part in the caller's transaction, which may change what is append-only.</summary>
    public static async Task Forget(IServiceProvider services, PersonalSubject subject, CancellationToken cancel)
    {
        await Gather(services, subject, cancel);
        foreach (var room in services.GetServices<IPersonalData>()) await room.Forget(subject, cancel);
    }
}
