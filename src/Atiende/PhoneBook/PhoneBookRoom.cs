using Atiende.Accounts;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;
using Atiende.Shell.Frame;
using Atiende.Shell.Search;

namespace Atiende.PhoneBook;

/// <summary>Who has which number.</summary>
internal sealed class PhoneBookRoom : IRoom
{
    /// <summary>How many entries are shown at once.</summary>
    public const int Most = 40;

    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IPhoneBook, PackPhoneBook>();
        services.AddScoped<ISearch, PhoneBookSearch>();
        services.AddSingleton(new NavEntry(
            "phone-book.title", "/directory", "phone", 20, NavGroup.Know, Ability.Attend, Ability.Supervise, Ability.Answer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) =>
        routes.MapGet("/directory/search", (string? q, string? kind) => Pages.Fragment<PhoneBookResults>(new()
        {
            [nameof(PhoneBookResults.Text)] = q,
            [nameof(PhoneBookResults.Kind)] = KindOf(kind),
        })).RequireAuthorization(Policies.CanWork);

    internal static PhoneBookKind? KindOf(string? kind) => Enum.TryParse<PhoneBookKind>(kind, ignoreCase: true, out var known) ? known : null;
}
