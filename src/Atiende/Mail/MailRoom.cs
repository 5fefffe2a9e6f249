using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Mail;

/// <summary>Mail that goes out.</summary>
internal sealed class MailRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IOutbox, Outbox>();
        services.AddScoped<PublicAddress>();
        services.AddSingleton<MailRound>();
        services.AddHostedService<OutboxSender>();
        if (settings.Smtp.Host.Length > 0)
            services.AddSingleton<ICourier>(new SmtpCourier(settings.Smtp));
        else
            services.AddSingleton<ICourier, FolderCourier>();
        services.AddSingleton(new NavEntry("mail.title", "/mail", "mail", 60, NavGroup.Letters, Ability.Supervise, Ability.Administer)
        {
            CountHref = "/mail/count",
        });
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => MailRoutes.Map(routes);
}
