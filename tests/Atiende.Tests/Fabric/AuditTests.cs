using Atiende.Fabric;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Fabric;

public sealed class AuditTests
{
    [Theory, BothEngines]
    public async Task What_is_written_down_cannot_be_changed_or_taken_away(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var agent = store.In("sv-hacienda");
        await agent.Get<IAudit>().Write(new("ana.agente", "contact.read", "contact:1", "prueba"), default);

        await Assert.ThrowsAnyAsync<Exception>(() => agent.Db().Set<AuditRow>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Why, "otra cosa")));
        await Assert.ThrowsAnyAsync<Exception>(() => agent.Db().Set<AuditRow>().ExecuteDeleteAsync());

        Assert.Equal("prueba", Assert.Single(await agent.Get<IAudit>().Of("contact:1", 10, default)).Why);
    }
}
