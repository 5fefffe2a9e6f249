using Atiende.Storage;

namespace Atiende.Tests.Architecture;

public sealed class RoomTests
{
    // The one place where all rooms come together: Identity's context is made of the account's type.
    private static readonly (Type User, string Room)[] Exceptions = [(typeof(Db), "Accounts")];

    // What the sign-in's claims say: extensions of the framework's own principal, so no interface can offer them.
    private static readonly (string Room, string Type)[] FacesWithoutInterface = [("Accounts", nameof(Accounts.OnDuty))];

    [Fact]
    public void Rooms_meet_only_at_their_faces()
    {
        var faces = Rooms.All.ToDictionary(room => room, room => Rooms.Face(room)
            .Concat(FacesWithoutInterface.Where(face => face.Room == room).Select(face => face.Type))
            .ToHashSet(StringComparer.Ordinal));

        var trespasses = Rooms.Application.GetTypes()
            .Where(type => Rooms.Of(type) is not null)
            .SelectMany(type => Uses.Of(type).Select(use => (Type: type, use.Used, use.Where)))
            .Where(use => Rooms.Of(use.Used) is { } room && room != Rooms.Of(use.Type) && !Rooms.Shared.Contains(room)
                && !faces[room].Contains(Outermost(use.Used).Name.Split('`')[0])
                && !Exceptions.Contains((use.Type, room)))
            .Select(use => $"{Rooms.Of(use.Type)}: {Outermost(use.Type).Name} ({use.Where}) uses {use.Used.FullName}, which is not of the room's face")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(Rooms.All.Count >= 10, "the rooms were not found on disk");
        Assert.Contains(faces.Values, face => face.Count > 0);
        Assert.True(trespasses.Count == 0, string.Join('\n', trespasses));
    }

    [Fact]
    public void A_room_is_a_folder_with_its_namespace()
    {
        var strays = Rooms.Application.GetTypes()
            .Select(Rooms.Of)
            .OfType<string>()
            .Distinct()
            .Except(Rooms.All)
            .ToList();

        Assert.Empty(strays);
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
