using Atiende.Fabric;
using Atiende.Interactions;
using Atiende.Packs.Model;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Fabric;

public sealed class UnitSightTests
{
    [Fact]
    public async Task A_unit_sees_itself_and_the_units_under_it()
    {
        await using var store = await PackedStore.On(Engine.Sqlite, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var sight = agent.Get<IUnitSight>();
        using (Request.Of(agent, "operaciones", Ability.Supervise))
        {
            Assert.True(sight.Sees("call-center"));
            Assert.False(sight.Sees("uact"));
            Assert.True(sight.Sees(null));
        }

        using (Request.Of(agent, "uact", Ability.Watch)) Assert.True(sight.Sees("call-center"));
    }

    [Theory, BothEngines]
    public async Task The_switchboard_does_not_see_the_call_centres_people(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var room = agent.Get<IInteractions>();
        await room.Start(new(ChannelKind.Voice, null, null, false, null, "ana.operador", "call-center"), default);
        await room.Start(new(ChannelKind.Voice, null, null, false, null, "rosa.recepcionista", "uact"), default);

        using (Request.Of(agent, "uact", Ability.Attend))
        {
            Assert.Equal("uact", Assert.Single(await room.Open(default)).Unit);
            Assert.Equal(1, (await room.Search(new(null, null, null, null, null, null, null, false, 1, 50), default)).Total);
        }

        using (Request.Of(agent, "uact", Ability.Administer)) Assert.Equal(2, (await room.Open(default)).Count);
    }
}
