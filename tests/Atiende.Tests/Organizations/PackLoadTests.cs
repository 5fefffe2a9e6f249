using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Organizations;

public sealed class PackLoadTests
{
    [Theory, BothEngines]
    public async Task A_pack_that_is_loaded_is_an_organisation(Engine engine)
    {
        await using var store = await Store.On(engine);

        var loading = await Load(store, SmallPack.Files());

        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        await using var agent = store.In(SmallPack.Id);
        Assert.Equal("Institución de Ejemplo", agent.Get<IOrganizations>().Current.Pack.Identity.Name);
        Assert.Equal(SmallPack.Id, Assert.Single(agent.Get<IOrganizations>().All).Id);
    }

    [Theory, BothEngines]
    public async Task Loading_the_same_again_changes_nothing(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());

        var again = await Load(store, SmallPack.Files());

        Assert.All(again.Changes, change => Assert.Equal(FileFate.Unchanged, change.Fate));
        Assert.Equal(1, await Revision(store));
    }

    [Theory, BothEngines]
    public async Task A_dry_run_says_what_would_change_and_stores_nothing(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());

        var loading = await Load(store, SmallPack.Files(Renamed, ("forms/nueva.yaml", Form)), dryRun: true);

        Assert.Equal(["Added forms/nueva.yaml", "Changed pack.yaml"], Changed(loading));
        await using var agent = store.In(SmallPack.Id);
        Assert.Equal("Institución de Ejemplo", agent.Get<IOrganizations>().Current.Pack.Identity.Name);
        Assert.Equal(1, await Revision(store));
    }

    [Theory, BothEngines]
    public async Task A_change_of_the_folder_is_served_at_once(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files(("forms/nueva.yaml", Form)));

        var loading = await Load(store, SmallPack.Files(Renamed));

        Assert.Equal(["Removed forms/nueva.yaml", "Changed pack.yaml"], Changed(loading));
        await using var agent = store.In(SmallPack.Id);
        Assert.Equal("Otra institución", agent.Get<IOrganizations>().Current.Pack.Identity.Name);
    }

    [Theory, BothEngines]
    public async Task What_was_edited_on_screen_is_kept_and_reported(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());
        await Edit(store, "pack.yaml", text => text.Replace("Institución de Ejemplo", "Editada en pantalla"));

        var same = await Load(store, SmallPack.Files());
        var changed = await Load(store, SmallPack.Files(Renamed));

        Assert.Equal("edited on screen by ana", Assert.Single(same.Changes, c => c.Fate is FileFate.Kept).Why);
        Assert.Equal("edited on screen by ana, and changed in the folder too", Assert.Single(changed.Changes, c => c.Fate is FileFate.Kept).Why);
        await using var agent = store.In(SmallPack.Id);
        Assert.Equal("Editada en pantalla", agent.Get<IOrganizations>().Current.Pack.Identity.Name);
    }

    [Theory, BothEngines]
    public async Task Nothing_is_loaded_from_a_pack_with_errors(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());

        var loading = await Load(store, SmallPack.Files(Renamed, ("forms/nueva.yaml", "id: nueva\n")));

        Assert.True(loading.IsRefused);
        Assert.Contains(loading.Faults, fault => fault.At.File == "forms/nueva.yaml");
        await using var agent = store.In(SmallPack.Id);
        Assert.Equal("Institución de Ejemplo", agent.Get<IOrganizations>().Current.Pack.Identity.Name);
    }

    [Theory, BothEngines]
    public async Task A_folder_that_does_not_fit_what_was_edited_on_screen_is_refused(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());
        await Edit(store, "procedures/guia/A.yaml", text => text.Replace("do: Saludar", "do: Saludar bien"));

        // The edited section's role is gone from the folder's people.
        var loading = await Load(store, SmallPack.Files(
            ("people.yaml", SmallPack.Files().Texts["people.yaml"].Replace("id: operador", "id: agente")),
            ("procedures/guia/A.yaml", SmallPack.Files().Texts["procedures/guia/A.yaml"].Replace("role: operador", "role: agente"))));

        Assert.True(loading.IsRefused);
        Assert.Contains(loading.Faults, fault => fault.At.File == "procedures/guia/A.yaml");
    }

    [Theory, BothEngines]
    public async Task Every_version_of_a_document_is_kept(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());
        store.Clock.Advance(TimeSpan.FromDays(1));
        await Load(store, SmallPack.Files(Step("Saludar con el nombre")));
        store.Clock.Advance(TimeSpan.FromDays(1));
        await Load(store, SmallPack.Files(Version("2", "2026-01-01"), Step("Saludar y escuchar")));

        await using var agent = store.In(SmallPack.Id);
        var versions = agent.Get<IProcedureVersions>();

        Assert.Equal(["2", "1~2", "1"], versions.All.Select(v => v.Id));
        Assert.Equal("Saludar", versions.Find("GUIA", "1")!.Index["A/1"].Step.Do);
        Assert.Equal("Saludar con el nombre", versions.Find("GUIA", "1~2")!.Index["A/1"].Step.Do);
        Assert.Equal("2", versions.InForce("GUIA")!.Id);
        Assert.Equal("2", Assert.Single(versions.InForceToday).Id);
    }

    [Theory, BothEngines]
    public async Task The_version_before_stays_in_force_until_the_day_of_the_next(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());
        await Load(store, SmallPack.Files(Version("2", "2026-11-04"), Step("Saludar y escuchar")));
        await using var agent = store.In(SmallPack.Id);

        var before = agent.Get<IProcedureVersions>().InForce("GUIA");
        store.Clock.Advance(TimeSpan.FromDays(2));
        var after = agent.Get<IProcedureVersions>().InForce("GUIA");

        Assert.Equal("1", before!.Id);
        Assert.Equal("2", after!.Id);
    }

    [Theory, BothEngines]
    public async Task A_return_to_an_earlier_text_is_that_version_again(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());
        await Load(store, SmallPack.Files(Step("Saludar con el nombre")));

        await Load(store, SmallPack.Files());

        await using var agent = store.In(SmallPack.Id);
        Assert.Equal("1", agent.Get<IProcedureVersions>().InForce("GUIA")!.Id);
        Assert.Equal(2, agent.Get<IProcedureVersions>().All.Count);
    }

    [Theory, BothEngines]
    public async Task A_document_gone_from_its_pack_is_out_of_force_and_still_found(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());

        await Load(store, SmallPack.Files(("procedures/guia/document.yaml", null), ("procedures/guia/A.yaml", null)));

        await using var agent = store.In(SmallPack.Id);
        Assert.Null(agent.Get<IProcedureVersions>().InForce("GUIA"));
        Assert.NotNull(agent.Get<IProcedureVersions>().Find("GUIA", "1"));
    }

    [Theory, BothEngines]
    public async Task A_pack_loaded_by_another_process_is_noticed(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Load(store, SmallPack.Files());
        await using var agent = store.In(SmallPack.Id);
        Assert.Equal("Institución de Ejemplo", agent.Get<IOrganizations>().Current.Pack.Identity.Name);
        await using (var other = Store.Services(store.Settings, store.Clock))
            await other.GetRequiredService<IPackLoader>().Load(SmallPack.Files(Renamed), "other", dryRun: false, default);

        await agent.Get<OrganizationCache>().Compare(default);

        Assert.Equal("Otra institución", agent.Get<IOrganizations>().Current.Pack.Identity.Name);
    }

    [Theory, BothEngines]
    public async Task The_demonstration_has_its_three_organisations(Engine engine)
    {
        await using var store = await Store.On(engine);

        await store.Provider.GetRequiredService<IPackLoader>().LoadDemonstration(default);
        await store.Provider.GetRequiredService<IPackLoader>().LoadDemonstration(default);

        await using var system = store.System();
        Assert.Equal(["bo-comteco", "cl-soser", "sv-hacienda"],
            system.Get<IOrganizations>().All.Select(o => o.Id).Order(StringComparer.Ordinal));
        await using var agent = store.In("bo-comteco");
        Assert.NotEmpty(agent.Get<IProcedureVersions>().InForceToday);
    }

    private static (string, string?) Renamed =>
        ("pack.yaml", SmallPack.Files().Texts["pack.yaml"].Replace("Institución de Ejemplo", "Otra institución"));

    private const string Form = "id: nueva\ntitle: Nueva\nfields:\n  - { id: dato, label: Dato }\n";

    private static (string, string?) Step(string what) =>
        ("procedures/guia/A.yaml", SmallPack.Files().Texts["procedures/guia/A.yaml"].Replace("Saludar", what));

    private static (string, string?) Version(string version, string from) => ("procedures/guia/document.yaml",
        SmallPack.Files().Texts["procedures/guia/document.yaml"].Replace("version: \"1\"", $"version: \"{version}\"").Replace("2026-01-01", from));

    private static Task<PackLoading> Load(Store store, PackFiles files, bool dryRun = false) =>
        store.Provider.GetRequiredService<IPackLoader>().Load(files, "prueba", dryRun, default);

    private static List<string> Changed(PackLoading loading) =>
        [.. loading.Changes.Where(c => c.Fate is not FileFate.Unchanged).Select(c => $"{c.Fate} {c.Path}")];

    private static async Task<int> Revision(Store store)
    {
        await using var agent = store.In(SmallPack.Id);
        return (await agent.Db().Set<OrganizationRow>().SingleAsync()).Revision;
    }

    private static async Task Edit(Store store, string path, Func<string, string> change)
    {
        await using var agent = store.In(SmallPack.Id);
        await agent.Db().Write(async cancel =>
        {
            var file = await agent.Db().Set<PackFile>().SingleAsync(f => f.Path == path, cancel);
            (file.Text, file.ChangedBy) = (change(file.Text), "ana");
            (await agent.Db().Set<OrganizationRow>().SingleAsync(cancel)).Revision++;
        });
        agent.Get<OrganizationCache>().Forget();
    }
}
