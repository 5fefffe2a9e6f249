using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Replies;

/// <summary>Mail that comes in.</summary>
internal sealed class RepliesRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<ReplyStore>();
        services.AddScoped<IReplies>(scope => scope.GetRequiredService<ReplyStore>());
        services.AddSingleton<ReplyMatch>();
        services.AddSingleton<ReplyTaking>();
        if (settings.Mail.Inbox.Length > 0) services.AddHostedService<ReplyWork>();
        services.AddSingleton(new NavEntry("replies.title", "/replies", "inbox", 61, NavGroup.Letters, Ability.Supervise, Ability.Administer) { CountHref = "/replies/count" });
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => ReplyRoutes.Map(routes);
}
