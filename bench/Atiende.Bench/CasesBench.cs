using System.Diagnostics;
using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Reading;
using Atiende.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Bench;

/// <summary>An area's list, the search and a case's page among many cases, as somebody of the area asks for them, beside a bare query of the same database.</summary>
internal static class CasesBench
{
    private const int Questions = 500;

    private static readonly CaseFilter All = new(null, null, null, null, null, OpenOnly: false, 1, 50);

    /// <summary>Fills what is missing, then measures in this process: what the database and the program need for it, without HTML.</summary>
    public static async Task<int> Run(string packs, string data, string connection, int count)
    {
        Directory.CreateDirectory(data);
        var settings = Settings.Load(new DirectoryInfo(data)) with { ConnectionString = connection, PacksFolder = Path.GetFullPath(packs) };
        await using var services = await AtiendeHost.Services(settings, CancellationToken.None);
        await services.GetRequiredService<IPackLoader>().Load(PackFiles.FromFolder(Path.Combine(packs, MadeUpCases.Organization)), "bench", dryRun: false, CancellationToken.None);
        var filling = Stopwatch.StartNew();
        await MadeUpCases.Fill(services, count);
        Console.WriteLine($"{count:n0} cases; filled in {filling.Elapsed.TotalSeconds:0} s");
        await using (var scope = services.CreateScopeOf(MadeUpCases.Organization))
            await scope.ServiceProvider.GetRequiredService<Db>().Database.ExecuteSqlRawAsync(connection.Length > 0 ? "VACUUM ANALYZE" : "ANALYZE");

        var chance = new Random(20261122);
        var own = All with { To = "area-calidad", OpenOnly = true };
        var many = await Last(services);
        await Ask(services, "bare SELECT 1", scope => scope.GetRequiredService<Db>().Database.ExecuteSqlRawAsync("SELECT 1"));
        await List(services, "an area's open cases, with the counts of each filter", () => new(own, CaseOrder.Opened, false, CaseColumn.AtFirst));
        await List(services, "the same by what is due first", () => new(own, CaseOrder.Due, true, CaseColumn.AtFirst));
        await List(services, "the same, late ones", () => new(own with { Due = CaseClockState.Late }, CaseOrder.Due, true, CaseColumn.AtFirst));
        await List(services, "an area's cases of all time", () => new(own with { OpenOnly = false }, CaseOrder.Opened, false, CaseColumn.AtFirst));
        await List(services, "all cases, anywhere in the list", () => new(All, CaseOrder.Opened, false, CaseColumn.AtFirst) { After = MadeUpCases.Somewhere(chance) });
        await List(services, "search: one word, common or rare", () => Text(MadeUpCases.Word(MadeUpCases.Skewed(chance))));
        await List(services, "search: two words", () => Text($"{MadeUpCases.Word(MadeUpCases.Skewed(chance))} {MadeUpCases.Word(MadeUpCases.Skewed(chance))}"));
        await List(services, "search: three words in the area's open ones", () => Text(string.Join(' ', Enumerable.Range(0, 3).Select(_ => MadeUpCases.Word(MadeUpCases.Skewed(chance)))), own));
        await List(services, "search: two of the commonest words", () => Text($"{MadeUpCases.Word(chance.Next(5))} {MadeUpCases.Word(5 + chance.Next(5))}"));
        await List(services, "search: a folio's number", () => Text($"{chance.Next(count)}"));
        await List(services, "search: a person", () => Text(MadeUpCases.Person(chance.Next(2000))));
        await Ask(services, $"a case with {MadeUpCases.ManyEvents} events", async scope =>
        {
            if ((await scope.GetRequiredService<ICases>().Find(many, CancellationToken.None))!.Events.Count != MadeUpCases.ManyEvents) throw new InvalidOperationException("Events are missing.");
        });
        return 0;
    }

    /// <summary>The same pages whole, from a server that runs over the same data.</summary>
    public static async Task<int> Pages(Uri server)
    {
        using var http = await Session.SignIn(server, "tomas.ejemplo@cl-soser");
        using var boss = await Session.SignIn(server, "marta.ejemplo@cl-soser");
        var chance = new Random(20261122);
        var newest = (await Session.Page(boss, await boss.GetAsync(new Uri(server, "/cases?order=opened")))).QuerySelector("#case-rows a[href]")!.GetAttribute("href")!;
        await Time(http, server, "/health/live", () => "/health/live");
        await Time(http, server, "the area's list", () => "/cases?to=area-calidad&open=true");
        await Time(http, server, "search: one word", () => $"/cases?q={Uri.EscapeDataString(MadeUpCases.Word(MadeUpCases.Skewed(chance)))}");
        await Time(http, server, "search: two words", () => $"/cases?q={Uri.EscapeDataString($"{MadeUpCases.Word(MadeUpCases.Skewed(chance))} {MadeUpCases.Word(MadeUpCases.Skewed(chance))}")}");
        await Time(boss, server, $"a case's page with {MadeUpCases.ManyEvents} events", () => newest);
        return 0;
    }

    private static CaseListQuery Text(string text, CaseFilter? among = null) => new((among ?? All) with { Text = text }, CaseOrder.Opened, false, CaseColumn.AtFirst);

    private static Task List(IServiceProvider services, string name, Func<CaseListQuery> ask) => Ask(services, name, async scope =>
    {
        var query = ask();
        var lists = scope.GetRequiredService<ICaseLists>();
        await lists.Page(query, CancellationToken.None);
        await lists.Facets(query.Filter, CancellationToken.None);
    });

    private static async Task<Guid> Last(IServiceProvider services)
    {
        await using var scope = services.CreateScopeOf(MadeUpCases.Organization);
        return await scope.ServiceProvider.GetRequiredService<Db>().Set<Case>().OrderByDescending(c => c.Id).Select(c => c.Id).FirstAsync();
    }

    private static async Task Ask(IServiceProvider services, string name, Func<IServiceProvider, Task> ask)
    {
        var took = new List<double>(Questions);
        for (var i = -30; i < Questions; i++)
        {
            await using var scope = services.CreateScopeOf(MadeUpCases.Organization);
            scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = Somebody };
            var clock = Stopwatch.StartNew();
            await ask(scope.ServiceProvider);
            if (i >= 0) took.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"{name}: {Figures.Of(took)}");
    }

    private static async Task Time(HttpClient http, Uri server, string name, Func<string> address)
    {
        var took = new List<double>(Questions);
        for (var i = -30; i < Questions; i++)
        {
            var asked = new Uri(server, address());
            var clock = Stopwatch.StartNew();
            using var reply = await http.GetAsync(asked);
            reply.EnsureSuccessStatusCode();
            await reply.Content.ReadAsByteArrayAsync();
            if (i >= 0) took.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"{name}: {Figures.Of(took)}");
    }

    // A member of an area: sees what no unit opened, what the own unit opened, and what stands in its charge.
    private static ClaimsPrincipal Somebody { get; } = new(new ClaimsIdentity(
        [new(OnDuty.Organization, MadeUpCases.Organization), new(OnDuty.Member, "tomas.ejemplo"), new(OnDuty.Unit, "area-calidad"), new(OnDuty.May, nameof(Ability.Answer))], "bench"));
}
