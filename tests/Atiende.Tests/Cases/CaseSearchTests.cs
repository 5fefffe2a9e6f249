using Atiende.Cases;
using Atiende.Cases.Lists;
using Atiende.Contacts;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Cases;

public sealed class CaseSearchTests
{
    private const string Soser = "cl-soser";

    [Theory, BothEngines]
    public async Task Words_are_found_whatever_their_case_accents_and_number(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var rations = await Save(scope, ("asunto", "Raciones frías"), ("detalle", "Las raciones de los niños llegaron heladas al comedor."));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var bread = await Save(scope, ("asunto", "Pan duro"), ("detalle", "El pan de la mañana estaba duro."), ("respuesta_definitiva", "Se cambió al proveedor de los panes."));

        Assert.Equal([rations], await Found(scope, "RACIÓN"));
        Assert.Equal([rations], await Found(scope, "racion fria"));
        Assert.Equal([rations], await Found(scope, "comedores helado"));
        Assert.Equal([bread], await Found(scope, "proveedores"));
        Assert.Equal([bread], await Found(scope, "«panes», duros"));
        Assert.Equal([bread, rations], await Found(scope, "reclamos"));
        Assert.Empty(await Found(scope, "racion pan"));
        Assert.Empty(await Found(scope, "de la los"));
        Assert.Empty(await Found(scope, "%_'\"<script>"));
    }

    [Theory, BothEngines]
    public async Task A_folio_is_found_whole_and_by_its_number(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var first = await Save(scope, ("asunto", "Pan duro"));
        await Save(scope, ("asunto", "Leche"));

        Assert.Equal([first], await Found(scope, "pae-2026-000001"));
        Assert.Equal([first], await Found(scope, "000001"));
        Assert.Equal([first], await Found(scope, "1 pan"));
    }

    [Theory, BothEngines]
    public async Task A_person_is_found_by_their_register_and_no_name_stands_among_the_words(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var person = await scope.Get<IContacts>().FindOrCreate(new("Rosalinda Ejemplo Quiñones", "11.111.111-1", null, "rosalinda@ejemplo.invalid"), "prueba", default);
        var bread = await SaveOf(scope, person, ("asunto", "Pan duro"), ("nombre", "Rosalinda"), ("apellidos", "Ejemplo Quiñones"), ("correo", "rosalinda@ejemplo.invalid"));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var milk = await SaveOf(scope, person, ("asunto", "Leche tibia"));
        await Save(scope, ("asunto", "Pan duro otra vez"));

        Assert.Equal([milk, bread], await Found(scope, "quinones rosalinda"));
        Assert.Equal([milk, bread], await Found(scope, "11111111-1"));
        Assert.Equal([bread], await Found(scope, "Rosalinda pan"));
        Assert.Empty(await scope.Db().Set<CaseWord>().Where(w => w.Word.StartsWith("rosalind") || w.Word.StartsWith("quinon")).ToListAsync());
    }

    [Theory, BothEngines]
    public async Task What_changes_is_found_by_its_new_words_alone(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var run = Guid.CreateVersion7();
        var saved = await scope.Get<ICases>().Save(new("1", run, Ticket(("asunto", "Pan duro")), null, null, "prueba"), default);
        await scope.Get<ICases>().Hear(new("heard", saved.Id, new("Agrega el usuario: además la leche", "The user adds: además la leche"), "Portal"), default);
        await scope.Get<ICases>().Save(new("2", run, Ticket(("asunto", "Fruta verde")), null, null, "prueba"), default);

        Assert.Empty(await Found(scope, "pan"));
        Assert.Equal([saved.Folio], await Found(scope, "frutas"));
        Assert.Equal([saved.Folio], await Found(scope, "leche"));

        await scope.Db().Write(async cancel => await scope.Db().Set<Case>().Where(c => c.Id == saved.Id).ExecuteDeleteAsync(cancel));
        Assert.Equal(0, await scope.Db().Set<CaseWord>().CountAsync());
    }

    [Theory, BothEngines]
    public async Task Cases_of_before_get_their_words_in_the_background(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var folio = await Save(scope, ("asunto", "Pan duro"));
        await scope.Db().Write(async cancel => await scope.Db().Set<Case>().ExecuteUpdateAsync(set => set.SetProperty(c => c.SearchText, ""), cancel));
        Assert.Empty(await Found(scope, "panes"));

        Assert.Equal(1, await CaseWordsWork.Some(scope.Db(), scope.Get<IOrganizations>().Current, default));

        Assert.Equal([folio], await Found(scope, "panes"));
        Assert.Equal(0, await CaseWordsWork.Some(scope.Db(), scope.Get<IOrganizations>().Current, default));
    }

    [Theory, BothEngines]
    public async Task Words_are_an_organisations_own(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using (var scope = store.In(Soser)) await Save(scope, ("asunto", "Pan duro"));

        await using var other = store.In("sv-hacienda");

        Assert.Equal(0, await other.Db().Set<CaseWord>().CountAsync());
    }

    internal static OpenCase Ticket(params (string Name, string Text)[] fields) => new()
    {
        Name = "ticket",
        Type = "ticket",
        Fields = Case.NoFields.Add("motivo", Datum.Of("Reclamo")).SetItems(fields.Select(f => KeyValuePair.Create(f.Name, Datum.Of(f.Text)))),
    };

    internal static Task<string> Save(AsyncServiceScope scope, params (string Name, string Text)[] fields) => SaveOf(scope, null, fields);

    private static async Task<string> SaveOf(AsyncServiceScope scope, Guid? person, params (string Name, string Text)[] fields) =>
        (await scope.Get<ICases>().Save(new(Guid.NewGuid().ToString(), Guid.CreateVersion7(), Ticket(fields), null, person, "prueba"), default)).Folio;

    private static async Task<IEnumerable<string>> Found(AsyncServiceScope scope, string text) =>
        (await scope.Get<ICases>().Search(new(text, null, null, null, null, OpenOnly: false, 1, 50), default)).Items.Select(one => one.Folio);
}
