using System.Collections.Immutable;
using Atiende.Contacts;
using Atiende.Mail;
using Atiende.Portal;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using static Atiende.Tests.Portal.Someone;

namespace Atiende.Tests.Portal;

/// <summary>The portal's own accounts: registered, confirmed by mail, recovered, and silent about who exists.</summary>
public sealed class PortalAccountTests
{
    [Theory, BothEngines]
    public async Task Who_registers_has_an_account_once_the_mail_is_confirmed_and_the_link_is_used_once(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await Register(store);
        Assert.IsType<PortalDoor.Wrong>(await Enter(store, Password));
        var token = Token(await LastMail(store.Provider));

        var person = await Confirm(store, token);

        Assert.NotNull(person);
        Assert.Null(await Confirm(store, token));
        Assert.Equal(person.Id, Assert.IsType<PortalDoor.Entered>(await Enter(store, Password)).Person.Id);
        Assert.IsType<PortalDoor.Wrong>(await Enter(store, "otra cosa del todo"));
        await using var scope = store.In(Soser);
        var contact = await scope.Get<IContacts>().Read(person.ContactId, "prueba", "prueba", default);
        Assert.Equal(("Persona Ejemplo Uno", true), (contact!.Name, person.ContactIsOwn));
        Assert.Contains(contact.Consents, consent => consent is { What: "CANAL-PAE: CANAL-PAE 1.0 · Datos 1.0", Given: true });
        Assert.Equal(("apoderado", "CANAL-PAE 1.0 · Datos 1.0"), await Record(store, "11.111.111-1"));
    }

    [Theory, BothEngines]
    public async Task A_link_expires_and_what_was_typed_stays_in_no_mail(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await Register(store);
        var text = await LastMail(store.Provider);
        store.Clock.Advance(PortalMail.ConfirmWithin + TimeSpan.FromSeconds(1));

        Assert.Null(await Confirm(store, Token(text)));
        Assert.DoesNotContain("Persona", text, StringComparison.Ordinal);
        await using var scope = store.In(Soser);
        var shown = await scope.Get<IOutbox>().Find(Assert.Single((await scope.Get<IOutbox>().List(null, 1, default)).Items).Id, default);
        Assert.Contains("token=…", shown!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Token(text), shown.Text, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task Registering_a_known_address_changes_nothing_and_tells_only_its_owner(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await Registered(store);

        await Register(store, password: "una clave de otra persona");

        var text = await LastMail(store.Provider);
        Assert.Contains("ya tiene una cuenta", text, StringComparison.Ordinal);
        Assert.Empty(Token(text));
        Assert.IsType<PortalDoor.Entered>(await Enter(store, Password));
        Assert.IsType<PortalDoor.Wrong>(await Enter(store, "una clave de otra persona"));
    }

    [Theory, BothEngines]
    public async Task Too_many_wrong_passwords_close_an_address_whether_anybody_has_it_or_not(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await Registered(store);

        foreach (var mail in new[] { Address, "nadie@ejemplo.invalid" })
        {
            for (var n = 0; n < FloodLimit.WrongPassword.Most; n++) Assert.IsType<PortalDoor.Wrong>(await Enter(store, "no es esta", mail));
            Assert.Equal(store.Clock.Now + FloodLimit.WrongPassword.Window, Assert.IsType<PortalDoor.Closed>(await Enter(store, Password, mail)).Until);
        }

        store.Clock.Advance(FloodLimit.WrongPassword.Window);
        Assert.IsType<PortalDoor.Entered>(await Enter(store, Password));
    }

    [Theory, BothEngines]
    public async Task A_new_password_by_mail_ends_the_old_one_and_its_sessions_and_the_link_is_used_once(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var before = await Registered(store);
        await using var scope = store.In(Soser);
        var accounts = scope.Get<PortalAccounts>();
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await accounts.Recover(Address, default);
        var token = Token(await LastMail(store.Provider));

        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await accounts.Choose(token, "cuatro perros azules", "192.0.2.1", default));

        Assert.False(await accounts.Choose(token, "y otra vez distinta", "192.0.2.1", default));
        Assert.IsType<PortalDoor.Wrong>(await Enter(store, Password));
        Assert.NotEqual(before.Stamp, Assert.IsType<PortalDoor.Entered>(await Enter(store, "cuatro perros azules")).Person.Stamp);
        Assert.Contains("acaba de cambiar", await LastMail(store.Provider), StringComparison.Ordinal);

        await accounts.Recover("nadie@ejemplo.invalid", default);
        Assert.Contains("no tiene una cuenta", await LastMail(store.Provider, "nadie@ejemplo.invalid"), StringComparison.Ordinal);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await accounts.Recover(Address, default);
        store.Clock.Advance(PortalMail.RecoverWithin + TimeSpan.FromSeconds(1));
        Assert.False(await accounts.Choose(Token(await LastMail(store.Provider)), "cinco peces rojos", "192.0.2.1", default));
    }

    [Theory, BothEngines]
    public async Task Mails_to_one_address_at_anybodys_asking_are_few(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);

        for (var n = 0; n < FloodLimit.MailTo.Most + 3; n++) await Register(store);

        await using var scope = store.In(Soser);
        Assert.Equal(FloodLimit.MailTo.Most, await scope.Db().Set<OutboxMessage>().CountAsync());
    }

    [Theory, BothEngines]
    public async Task Anothers_document_opens_nothing_of_theirs(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await Registered(store);

        var other = await Registered(store, "dos@ejemplo.invalid");

        Assert.False(other.ContactIsOwn);
        Assert.Equal(Address, await Value(store, "11.111.111-1", "correo"));
    }

    [Theory, BothEngines]
    public async Task Nobody_of_one_organisation_is_known_in_another(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await Registered(store);

        await using var other = store.In("sv-hacienda");
        Assert.Empty(await other.Db().Set<PortalPerson>().ToListAsync());
        Assert.Empty(await other.Db().Set<PendingRegistration>().ToListAsync());
    }

    internal static async Task<PortalPerson> Registered(Store store, string mail = Address)
    {
        await Register(store, mail);
        return (await Confirm(store, Token(await LastMail(store.Provider, mail))))!;
    }

    private static async Task Register(Store store, string mail = Address, string password = Password)
    {
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var scope = store.In(Soser);
        await scope.Get<PortalAccounts>().Register(mail, password, Given(mail), default);
    }

    private static async Task<PortalPerson?> Confirm(Store store, string token)
    {
        await using var scope = store.In(Soser);
        return await scope.Get<PortalAccounts>().Confirm(token, default);
    }

    private static async Task<PortalDoor> Enter(Store store, string password, string mail = Address, string from = "192.0.2.1", PortalBrowser? browser = null)
    {
        await using var scope = store.In(Soser);
        return await scope.Get<PortalAccounts>().SignIn(mail, password, from, browser ?? PortalBrowser.Unknown, default);
    }

    private static async Task<(string?, string?)> Record(Store store, string document) =>
        (await Value(store, document, "tipo_usuario"), await Value(store, document, "terminos_version"));

    private static async Task<string?> Value(Store store, string document, string field)
    {
        await using var scope = store.In(Soser);
        var nothing = ImmutableSortedDictionary<string, Datum>.Empty;
        var found = await scope.Get<IRecords>().LookUp(
            new("t", "t", "plataforma", "usuario", nothing.Add("RUT", Datum.Of(document)), nothing, null, null, "found", Many: false, Newest: true), default);
        return found.Found?.Part(field)?.ToText();
    }
}
