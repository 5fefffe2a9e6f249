using System.Security.Cryptography;
using System.Text;
using Atiende.Packs.Model;
using Atiende.Portal.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Atiende.Portal;

/// <summary>Pages of the portal as results of endpoints.</summary>
internal static class PortalPages
{
    public static IResult Show<TPage>(Dictionary<string, object?>? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new RazorComponentResult<PortalDocument>(new Dictionary<string, object?>
        {
            [nameof(PortalDocument.Page)] = typeof(TPage),
            [nameof(PortalDocument.Parameters)] = parameters ?? [],
        })
        { StatusCode = status };
}

/// <summary>The organisation's colours as a style sheet of their own: the content policy allows no style in the page.</summary>
internal static class PortalColoursFile
{
    public static string Of(PublicPortal portal) =>
        $":root {{ --brand: light-dark({portal.Colours.Light}, {portal.Colours.Dark}); }}\n";

    /// <summary>Changes with the content, so that browsers may keep it.</summary>
    public static string Version(PublicPortal portal) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(portal))))[..12];
}
