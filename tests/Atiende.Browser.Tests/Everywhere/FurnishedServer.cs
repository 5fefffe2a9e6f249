using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.PaperPads;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Tests.Portal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atiende.Browser.Tests.Everywhere;

/// <summary>The three shipped organisations with something of everything, and every page that anybody may open there.</summary>
public sealed class FurnishedServer : IAsyncLifetime
{
    /// <summary>Who has no account, and who has one at the portal.</summary>
    internal const string Nobody = "nobody", Person = "person";

    private const string Soser = "cl-soser";

    // What a request is filed after another, so that some are late and some are not; and what is left until now.
    private static readonly TimeSpan Apart = TimeSpan.FromHours(15);
    private static readonly TimeSpan Back = TimeSpan.FromHours(108);

    private RunningServer? server;

    internal RunningServer Server => server!;

    internal Crawl Crawl { get; private set; } = null!;

    internal PageRoutes Routes { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow() - Back);
        server = await RunningServer.Start(services: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await server.Services.GetRequiredService<IPackLoader>().LoadDemonstration(default);
        Routes = new(server.Services, Soser);
        Crawl = new(Routes);
        var meals = await Furniture.SchoolMeals(server, clock, Apart);
        using var person = await Registered();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.Now);

        var plain = Routes.Plain.ToList();
        var (portal, staff) = (plain.Where(IsPortal).ToList(), plain.Where(address => !IsPortal(address)).ToList());
        await Walk(Furniture.Administrator, meals, staff, 3);
        await Walk(Furniture.Coordinator, await Furniture.Subsidies(server), staff, 2);
        await Walk(Furniture.Responsible, await Furniture.Telecoms(server), staff, 2);
        await Walk(Furniture.Institution, [], staff, 2);
        foreach (var account in Others()) await Walk(account, [], staff, 1);
        await Crawl.Walk(Person, address => person.Client.GetAsync(new Uri(address, UriKind.Relative)), [], portal, 2);
        using var nobody = server.Client();
        await Crawl.Walk(Nobody, address => nobody.GetAsync(new Uri(address, UriKind.Relative)), [await Door()], portal.Append("/sign-in"), 1);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    internal static bool IsPortal(string address) => address.StartsWith("/portal/", StringComparison.Ordinal);

    private async Task Walk(string account, IReadOnlyList<string> from, IEnumerable<string> plain, int ofAKind)
    {
        using var member = await SignedIn.As(Server, account);
        await Crawl.Walk(account, member.Get, from, plain, ofAKind);
    }

    // Somebody for each different set of abilities that a demonstration's people have: each sees other pages.
    private List<string> Others()
    {
        using var scope = Server.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<IOrganizations>().All.SelectMany(one => one.Pack.People.Members
            .DistinctBy(member => string.Join(',', AbilitiesOf(one.Pack, member)))
            .Select(member => DemonstrationAccounts.UserName(one.Pack.Identity, member)))
            .Except([Furniture.Administrator, Furniture.Coordinator, Furniture.Responsible, Furniture.Institution])];
    }

    private static IEnumerable<Ability> AbilitiesOf(Pack pack, Member member) =>
        pack.People.Roles.Where(role => member.Roles.Any(held => held.Value == role.Id.Value)).SelectMany(role => role.May).Distinct().Order();

    private async Task<PortalVisitor> Registered()
    {
        var person = await PortalVisitor.Registered(Server);
        var (_, send) = await person.NewRequest();
        using var filed = await send([("motivo", "Consulta"), ("tema", "Pae Celiaco"), ("urgencia", "Baja"), ("asunto", "Minuta"), ("detalle", "¿Dónde veo la minuta de este mes?")]);
        return person;
    }

    private async Task<string> Door()
    {
        await using var scope = Server.Services.CreateScopeOf(Soser);
        return new Uri((await scope.Get<PaperDoors>().Address("90001", default))!).AbsolutePath;
    }
}
