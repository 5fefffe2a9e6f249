using System.Globalization;
using Atiende.Cases;
using Atiende.Cases.Lists;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Cases;

public sealed class CaseListTests
{
    private const string Soser = "cl-soser";

    private static readonly CaseFilter All = new(null, null, null, null, null, OpenOnly: false, 1, 50);

    [Theory, BothEngines]
    public async Task Pages_follow_each_other_and_lead_back_in_every_order(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var folios = new List<string>();
        for (var n = 0; n < CaseListing.PageSize * 2 + 10; n++)
        {
            folios.Add(await CaseSearchTests.Save(scope, ("asunto", $"Pan {n}")));
            store.Clock.Advance(TimeSpan.FromMinutes(n % 3));
            if (n % 3 == 0) store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        foreach (var order in Enum.GetValues<CaseOrder>())
        {
            foreach (var ascending in new[] { true, false })
            {
                foreach (var text in new[] { null, "panes" })
                {
                    var query = new CaseListQuery(All with { Text = text }, order, ascending, []);
                    var (there, last) = await Walk(scope, query);
                    var back = await Back(scope, query, last);

                    Assert.Equal(folios.Order(), there.Order());
                    Assert.Equal(there, back);
                }
            }
        }
    }

    [Theory, BothEngines]
    public async Task Each_filter_is_counted_without_its_own_choice(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var run = Guid.CreateVersion7();
        await CaseSearchTests.Save(scope, ("asunto", "Pan"));
        await CaseSearchTests.Save(scope, ("asunto", "Leche"), ("motivo", "Consulta"));
        await scope.Get<ICases>().Save(new("1", run, CaseSearchTests.Ticket(("asunto", "Fruta")) with { To = "area-calidad", State = "derivado" }, null, null, "prueba"), default);
        store.Clock.Advance(TimeSpan.FromHours(65));

        var facets = await scope.Get<ICaseLists>().Facets(All with { Reason = "Reclamo", To = "area-calidad" }, default);

        Assert.Equal(1, facets.Total);
        Assert.Equal([("Reclamo", 1)], Counts(facets.Reasons));
        Assert.Equal([("area-calidad", 1)], Counts(facets.Receivers));
        Assert.Equal([("derivado", 1)], Counts(facets.States));
        Assert.Equal([("soon", 1)], Counts(facets.Late));
        Assert.Equal([("Consulta", 1), ("Reclamo", 2)], Counts((await scope.Get<ICaseLists>().Facets(All with { Reason = "Consulta" }, default)).Reasons));
    }

    [Theory, BothEngines]
    public async Task A_long_list_is_counted_no_further_than_is_said(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var template = await CaseSearchTests.Save(scope, ("asunto", "Pan"));
        var now = store.Clock.Now;
        await scope.Db().Write(async cancel =>
        {
            var one = await scope.Db().Set<Case>().AsNoTracking().FirstAsync(c => c.Folio == template, cancel);
            for (var n = 0; n < CaseFacets.Most + 5; n++)
            {
                scope.Db().Add(new Case
                {
                    Id = Guid.CreateVersion7(now),
                    Folio = $"X-{n.ToString(CultureInfo.InvariantCulture)}",
                    Type = one.Type,
                    State = one.State,
                    RunId = Guid.CreateVersion7(),
                    Name = "x",
                    OpenedAt = now,
                    Title = one.Title,
                    SearchText = "pan duro",
                    Reason = n % 2 == 0 ? "Reclamo" : "Consulta",
                });
            }
        });

        var facets = await scope.Get<ICaseLists>().Facets(All with { Text = "pan" }, default);

        Assert.Equal(CaseFacets.Most, facets.Total);
        Assert.True(facets.States.More);
        Assert.Equal(CaseFacets.Most, facets.States.Counts.Values.Sum());
    }

    [Theory, BothEngines]
    public async Task What_came_in_since_is_counted_and_rows_stay_where_they_are(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var lists = scope.Get<ICaseLists>();
        await CaseSearchTests.Save(scope, ("asunto", "Pan"));
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await CaseSearchTests.Save(scope, ("asunto", "Pan dulce"));
        var page = await lists.Page(new(All, CaseOrder.Opened, false, ["reason", "f.asunto"]), default);

        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await CaseSearchTests.Save(scope, ("asunto", "Leche"));

        Assert.Equal(1, await lists.Newer(All, page.Newest, default));
        Assert.Equal(0, await lists.Newer(All with { Text = "pan" }, page.Newest, default));
        Assert.Equal(page.Rows.Select(r => r.One.Folio), (await lists.Rows([.. page.Rows.Select(r => r.One.Id)], [], default)).Select(r => r.One.Folio));
        Assert.Equal(["Pan dulce", "Pan"], page.Rows.Select(r => r.Cells["f.asunto"]));
        Assert.Equal("Reclamo", page.Rows[0].Cells["reason"]);
    }

    [Fact]
    public void Columns_of_a_case_type_are_those_that_are_short_and_nobodys()
    {
        var known = CaseColumn.OfAll;

        Assert.Subset(known.ToHashSet(), CaseColumn.AtFirst.ToHashSet());
    }

    [Theory, BothEngines]
    public async Task No_personal_field_can_be_a_column(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);

        var fields = scope.Get<ICaseLists>().Columns("ticket").Where(c => c.Label is not null).Select(c => c.Id).ToList();

        Assert.Contains("f.urgencia", fields);
        Assert.All(new[] { "f.nombre", "f.RUT", "f.correo", "f.identificacion", "f.detalle" }, id => Assert.DoesNotContain(id, fields));
    }

    [Theory]
    [InlineData("?q=pan%20duro&state=derivado&after=x&mala=1", "q=pan%20duro&state=derivado")]
    [InlineData("", "")]
    [InlineData("?order=due&asc=true&to=area-calidad", "asc=true&order=due&to=area-calidad")]
    public void An_address_is_kept_as_its_filters_and_order(string query, string kept) => Assert.Equal(kept, CaseListAddress.Of(query).Kept);

    private static async Task<(List<string> Folios, CaseListPage Last)> Walk(AsyncServiceScope scope, CaseListQuery query)
    {
        var folios = new List<string>();
        while (true)
        {
            var page = await scope.Get<ICaseLists>().Page(query, default);
            folios.AddRange(page.Rows.Select(r => r.One.Folio));
            if (page.Next is null) return (folios, page);

            query = query with { After = page.Next };
        }
    }

    private static async Task<List<string>> Back(AsyncServiceScope scope, CaseListQuery query, CaseListPage last)
    {
        var folios = last.Rows.Select(r => r.One.Folio).ToList();
        for (var page = last; page.Previous is { } previous;)
        {
            page = await scope.Get<ICaseLists>().Page(query with { Before = previous }, default);
            folios.InsertRange(0, page.Rows.Select(r => r.One.Folio));
        }

        return folios;
    }

    private static IEnumerable<(string, int)> Counts(CaseFacet facet) => facet.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value));
}
