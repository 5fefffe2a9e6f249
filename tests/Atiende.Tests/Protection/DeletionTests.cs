using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Mail;
using Atiende.Portal;
using Atiende.Protection;
using Atiende.Tests.Harness;
using Atiende.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Protection;

/// <summary>Deletion that a person asks for.</summary>
public sealed class DeletionTests
{
    [Theory, BothEngines]
    public async Task It_waits_for_what_is_open_then_nothing_says_who_it_was_and_the_figures_stay(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        var person = await PortalAccountTests.Registered(store);
        var filed = await Answered.File(store, person);
        var request = await Ask(store, person);
        await using (var early = store.In(Someone.Soser))
            Assert.Equal([filed.Folio], await early.Get<Deletions>().Carry(request, "marta.ejemplo", default));
        await Answered.Answer(store, filed);

        await using (var scope = store.In(Someone.Soser))
            Assert.Empty(await scope.Get<Deletions>().Carry(request, "marta.ejemplo", default));

        // The mail that tells them is still to be sent.
        Assert.Equal(["OutboxMessages.ToName", "OutboxMessages.ToAddress"], (await Answered.Left(store, "Zulema", "Ejemplo Uno", "11111111", "11.111.111", "912345678", Someone.Address)).Order().Reverse());
        await using var after = store.In(Someone.Soser);
        var db = after.Db();
        var told = await db.Set<OutboxMessage>().SingleAsync(m => m.ToAddress == Someone.Address);
        Assert.Contains("sus datos se eliminaron", told.Subject, StringComparison.Ordinal);
        Assert.Contains("Bases de licitación", told.Text, StringComparison.Ordinal);
        Assert.Empty(await db.Set<PortalPerson>().ToListAsync());
        Assert.Empty(await db.Set<Contact>().ToListAsync());
        var one = await db.Set<Case>().SingleAsync();
        Assert.Equal((filed.Folio, "cerrado", "Consulta"), (one.Folio, one.State, one.Reason));
        var kept = await db.Set<DeletionRequest>().SingleAsync();
        Assert.Equal((DeletionState.Done, 1, 1, 1), (kept.State, kept.Dropped["accounts"], kept.Dropped["people"], kept.Dropped["cases"]));
        Assert.IsType<PortalDoor.Wrong>(await after.Get<PortalAccounts>().SignIn(Someone.Address, Someone.Password, "192.0.2.1", PortalBrowser.Unknown, default));
    }

    [Theory, BothEngines]
    public async Task Who_typed_anothers_document_has_nothing_of_theirs_forgotten(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        var owner = await PortalAccountTests.Registered(store);
        var other = await PortalAccountTests.Registered(store, "dos@ejemplo.invalid");
        var request = await Ask(store, other);

        await using (var scope = store.In(Someone.Soser))
            Assert.Empty(await scope.Get<Deletions>().Carry(request, "marta.ejemplo", default));

        await using var after = store.In(Someone.Soser);
        Assert.Equal([owner.Id], await after.Db().Set<PortalPerson>().Select(p => p.Id).ToListAsync());
        Assert.Equal("Persona Ejemplo Uno", (await after.Get<IContacts>().Read(owner.ContactId, "prueba", "prueba", default))!.Name);
    }

    [Theory, BothEngines]
    public async Task Refused_it_is_told_with_its_reason_and_may_be_asked_for_again(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        var person = await PortalAccountTests.Registered(store);
        var request = await Ask(store, person);
        Assert.Equal(request, await Ask(store, person));
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        await using (var scope = store.In(Someone.Soser))
            await scope.Get<Deletions>().Refuse(request, "Hay una investigación abierta.", "marta.ejemplo", default);

        Assert.Contains("Hay una investigación abierta.", await Someone.LastMail(store.Provider), StringComparison.Ordinal);
        Assert.NotEqual(request, await Ask(store, person));
        await using var after = store.In(Someone.Soser);
        Assert.Single(await after.Db().Set<PortalPerson>().ToListAsync());
    }

    private static async Task<Guid> Ask(Store store, PortalPerson person)
    {
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var scope = store.In(Someone.Soser);
        return await scope.Get<IProtection>().AskDeletion(
            new(person.ContactIsOwn ? person.ContactId : null, person.Id, person.Mail, "mi hija Zulema ya egresó", "administrador", "Un usuario pide que se eliminen sus datos", "CANAL-PAE", PortalHere.Origin(person.Id)), default);
    }
}
