namespace Atiende.Hosting;

/// <summary>
/// One room of the application: the services it brings and the routes it answers.
/// Found by its type, so a room added is a room that is there; it needs a constructor without parameters.
/// </summary>
public interface IRoom
{
    /// <summary>Registers the room's services.</summary>
    void AddServices(IServiceCollection services, Settings settings) { }

    /// <summary>Maps the room's endpoints; each says who may call it.</summary>
    void MapRoutes(IEndpointRouteBuilder routes) { }

    /// <summary>All rooms, in the order of their names.</summary>
    static IReadOnlyList<IRoom> All { get; } = [..
        typeof(IRoom).Assembly.GetTypes()
            .Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IRoom)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IRoom)Activator.CreateInstance(type, nonPublic: true)!)];
}
