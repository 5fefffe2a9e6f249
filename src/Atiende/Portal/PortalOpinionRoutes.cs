using System.Globalization;
using Atiende.Opinions;
using Atiende.Portal.Pages;
using Atiende.Shell;

namespace Atiende.Portal;

/// <summary>The page that the question for an opinion leads to. The link alone stores nothing: programs that look at mails follow links too.</summary>
internal static class PortalOpinionRoutes
{
    public static void Map(IEndpointRouteBuilder open)
    {
        open.MapGet("/opinion", Read);
        open.MapPost("/opinion", Give);
    }

    private static async Task<IResult> Read(string? token, string? mark, IOpinions opinions, PortalFollowing following, Texts texts, CancellationToken cancel)
    {
        if (token is not { Length: > 0 and <= 100 } || await opinions.Find(token, cancel) is not { } asked) return Message(texts, "opinion.over", StatusCodes.Status410Gone);
        return asked.Mark is not null || await following.IsJudged(asked.Case, cancel) ? Message(texts, "opinion.done") : Show(token, MarkOf(mark), "", wrong: false);
    }

    private static async Task<IResult> Give(HttpContext context, IOpinions opinions, PortalFollowing following, Texts texts, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var token = form["token"].ToString();
        if (token.Length is 0 or > 100 || await opinions.Find(token, cancel) is not { } asked) return Message(texts, "opinion.over", StatusCodes.Status410Gone);
        if (await following.IsJudged(asked.Case, cancel)) return Message(texts, "opinion.done");

        return MarkOf(form["mark"]) is { } mark && await opinions.Give(token, mark, form["comment"].ToString(), cancel)
            ? Message(texts, "opinion.done") : Show(token, null, form["comment"].ToString(), wrong: true);
    }

    private static int? MarkOf(string? said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var mark) && mark is >= 1 and <= IOpinions.Best ? mark : null;

    private static IResult Show(string token, int? mark, string comment, bool wrong) => PortalPages.Show<OpinionPage>(new()
    {
        [nameof(OpinionPage.Token)] = token,
        [nameof(OpinionPage.Mark)] = mark,
        [nameof(OpinionPage.Comment)] = comment,
        [nameof(OpinionPage.Wrong)] = wrong,
    }, wrong ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static IResult Message(Texts texts, string what, int status = StatusCodes.Status200OK) => PortalPages.Show<MessagePage>(new()
    {
        [nameof(MessagePage.Title)] = texts[$"portal.{what}.title"],
        [nameof(MessagePage.Said)] = texts[$"portal.{what}.said"],
        [nameof(MessagePage.NextName)] = texts["portal.opinion.home"],
    }, status);
}
