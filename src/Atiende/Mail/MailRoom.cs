using Atiende.Hosting;

namespace Atiende.Mail;

/// <summary>Mail that goes out.</summary>
internal sealed class MailRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<OutboxBell>();
        services.AddScoped<IOutbox, Outbox>();
        services.AddSingleton<MailRound>();
        services.AddHostedService<OutboxSender>();
        if (settings.Smtp.Host.Length > 0)
            services.AddSingleton<ICourier>(new SmtpCourier(settings.Smtp));
        else
            services.AddSingleton<ICourier, FolderCourier>();
    }
}
