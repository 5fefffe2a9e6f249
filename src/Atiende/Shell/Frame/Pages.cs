using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Atiende.Shell.Frame;

/// <summary>Pages and fragments as results of endpoints: above all a form that was posted with faults, shown again with status 422.</summary>
public static class Pages
{
    /// <summary>A page in the frame.</summary>
    public static IResult Show<TPage>(Dictionary<string, object?>? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        Document(typeof(TPage), parameters, typeof(MainLayout), status, null);

    /// <summary>A page from edge to edge in the frame.</summary>
    public static IResult ShowWide<TPage>(Dictionary<string, object?>? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        Document(typeof(TPage), parameters, typeof(WideLayout), status, null);

    /// <summary>A page without the frame.</summary>
    public static IResult ShowAtDoor<TPage>(
        Dictionary<string, object?>? parameters = null, int status = StatusCodes.Status200OK, string? kind = null) where TPage : IComponent =>
        Document(typeof(TPage), parameters, typeof(DoorLayout), status, kind);

    /// <summary>A component alone, to be put into a page that is open.</summary>
    public static IResult Fragment<TFragment>(Dictionary<string, object?>? parameters = null, int status = StatusCodes.Status200OK)
        where TFragment : IComponent => new RazorComponentResult<TFragment>(parameters ?? []) { StatusCode = status };

    internal static IResult Document(Type page, Dictionary<string, object?>? parameters, Type layout, int status, string? kind) =>
        new RazorComponentResult<PageDocument>(new Dictionary<string, object?>
        {
            [nameof(PageDocument.Page)] = page,
            [nameof(PageDocument.Parameters)] = parameters ?? [],
            [nameof(PageDocument.Layout)] = layout,
            [nameof(PageDocument.Kind)] = kind,
        })
        { StatusCode = status };
}
