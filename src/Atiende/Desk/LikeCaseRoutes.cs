using Atiende.Cases;
using Atiende.Desk.Parts;
using Atiende.Guidance;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Atiende.Desk;

/// <summary>What is shown beside a step that would open a case: others that are probably the same matter.</summary>
internal static class LikeCaseRoutes
{
    /// <summary>Within the desk's own group, which lets nobody at a run they may not see.</summary>
    public static void Map(RouteGroupBuilder desk) => desk.MapGet("/run/{run:guid}/like", Like);

    private static async Task<RazorComponentResult> Like(Guid run, IRunPreview preview, ICaseRelations relations, CancellationToken cancel)
    {
        var would = await preview.Opens(run, cancel);
        var found = new List<CaseSummary>();
        foreach (var one in would.Cases) found.AddRange(await relations.Like(new(one.Type, one.Kind, would.Contact, one.Fields), cancel));
        return new RazorComponentResult<LikeCases>(new { Like = (IReadOnlyList<CaseSummary>)[.. found.DistinctBy(c => c.Id)] });
    }
}
