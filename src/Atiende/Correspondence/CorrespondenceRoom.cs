using Atiende.Cases;
using Atiende.Correspondence.Parts;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Correspondence;

/// <summary>Notes, and letters to and from the people of cases.</summary>
internal sealed class CorrespondenceRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<CasePerson>();
        services.AddScoped<NoticeWords>();
        services.AddScoped<ICorrespondence, LetterStore>();
        services.AddSingleton(new CasePart(typeof(LettersPart), 20));
        services.AddSingleton(new CasePart(typeof(CaseMailsPart), 20, Beside: true));
        services.AddSingleton(new NavEntry("correspondence.notices.title", "/notices", "mail-forward", 70, NavGroup.Letters, Ability.Administer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        LetterRoutes.Map(routes);
        NoticeRoutes.Map(routes);
    }
}
