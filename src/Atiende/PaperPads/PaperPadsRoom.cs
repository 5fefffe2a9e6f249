using Atiende.Attachments;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.PaperPads.Reading;
using Atiende.Shell;

namespace Atiende.PaperPads;

/// <summary>Pads of numbered forms at establishments: printed, accounted, photographed and entered. (What is printed of a pack is the room Papers'.)</summary>
internal sealed class PaperPadsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<PaperRecords>();
        services.AddScoped<IPaperPads, PadStore>();
        services.AddScoped<PadPrinter>();
        services.AddScoped<PaperDoors>();
        services.AddScoped<PaperRights>();
        services.AddScoped<PaperQueue>();
        services.AddScoped<PhotoIntake>();
        services.AddSingleton<SendPace>();
        services.AddScoped<SheetDesk>();
        services.AddScoped<IAttachmentHolder, PhotosHold>();
        services.AddSingleton(PhotoLimits.Default);
        services.AddSingleton<PhotoTools>();
        services.AddScoped<WrittenWords>();
        services.AddScoped<PhotoReader>();
        services.AddScoped<PhotoTurn>();
        services.AddHostedService<PhotoWork>();
        services.AddSingleton(new NavEntry("paper-pads.title", "/paper", "note", 45, NavGroup.Cases, Ability.Supervise, Ability.Administer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        PaperRoutes.Map(routes);
        DeskRoutes.Map(routes);
        SendRoutes.Map(routes);
    }
}
