using Atiende.Accounts;
using Atiende.Shell.Frame;

namespace Atiende.Webhooks;

/// <summary>Subscribing, ending a subscription, sending again.</summary>
internal static class WebhookRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/webhooks").RequireAuthorization(Policies.CanAdminister);
        webhooks.MapPost("/create", Create);
        webhooks.MapPost("/{id:guid}/disable", async (Guid id, IWebhooks all, ICurrentMember member, CancellationToken cancel) =>
        {
            try
            {
                await all.Disable(id, member.Id, cancel);
                return Results.LocalRedirect("/webhooks");
            }
            catch (WebhookRefusedException)
            {
                return Results.NotFound();
            }
        });
        webhooks.MapPost("/log/{id:guid}/again", async (Guid id, IWebhooks all, ICurrentMember member, CancellationToken cancel) =>
            await all.Replay(id, member.Id, cancel) ? Results.LocalRedirect($"/webhooks/log/{id}") : Results.NotFound());
    }

    private static async Task<IResult> Create(HttpContext http, IWebhooks all, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        try
        {
            var made = await all.Create(form["url"].ToString(), [.. form["events"].OfType<string>()], form["name"], member.Id, cancel);
            return Pages.Show<WebhooksPage>(new() { [nameof(WebhooksPage.Made)] = made });
        }
        catch (WebhookRefusedException refused)
        {
            return Pages.Show<WebhooksPage>(new()
            {
                [nameof(WebhooksPage.Wrong)] = refused.Message,
                [nameof(WebhooksPage.Url)] = form["url"].ToString(),
                [nameof(WebhooksPage.Name)] = form["name"].ToString(),
                [nameof(WebhooksPage.Chosen)] = form["events"].OfType<string>().ToList(),
            }, StatusCodes.Status422UnprocessableEntity);
        }
    }
}
