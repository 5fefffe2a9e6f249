using Atiende.Hosting;
using Atiende.Storage;

namespace Atiende.Mail;

/// <summary>Addresses of our own pages, to be written into mails, on paper and into messages to other systems.</summary>
/// <remarks>
/// The address that the operator gave, never what a caller calls us: a mail with another's link would hand over an account. In a demonstration, the one
/// that the page was asked under.
/// </remarks>
internal sealed class PublicAddress(Settings settings, PortalHosts hosts, ICurrentOrganization organization, IHttpContextAccessor http)
{
    /// <summary>A page of the organisation's portal, on its own host where it has one; its first page where none is named.</summary>
    public string OfPortal(string page = "") => hosts.AddressOf(organization.Id) is { } own ? $"{own}/{page}"
        : page.Length > 0 ? $"{Root}{PortalHosts.Root}/{organization.Id}/{page}" : $"{Root}{PortalHosts.Root}/{organization.Id}";

    /// <summary>A person's request on the portal.</summary>
    public string OfRequest(string folio) => OfPortal($"requests/{folio}");

    /// <summary>Any other page, by its path.</summary>
    public string Of(string path) => Root + path;

    private string Root => settings.PublicUrl.Length > 0 ? settings.PublicUrl.TrimEnd('/')
        : settings.IsDemonstration && http.HttpContext is { Request: { Host.HasValue: true } request } context && context.Features.Get<AtPortalHost>() is null ? $"{request.Scheme}://{request.Host}"
        : settings.Url.Split(';')[0].TrimEnd('/');
}
