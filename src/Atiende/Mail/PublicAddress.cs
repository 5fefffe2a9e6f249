using Atiende.Hosting;
using Atiende.Storage;

namespace Atiende.Mail;

/// <summary>Addresses of our own pages, to be written into mails.</summary>
/// <remarks>The address that the operator gave, never what a caller calls us; in a demonstration, the one that the page was asked under.</remarks>
internal sealed class PublicAddress(Settings settings, ICurrentOrganization organization, IHttpContextAccessor http)
{
    /// <summary>A page of the organisation's portal.</summary>
    public string OfPortal(string page) => $"{Root}/portal/{organization.Id}/{page}";

    /// <summary>A person's request on the portal.</summary>
    public string OfRequest(string folio) => OfPortal($"requests/{folio}");

    private string Root => settings.PublicUrl.Length > 0 ? settings.PublicUrl.TrimEnd('/')
        : settings.IsDemonstration && http.HttpContext?.Request is { Host.HasValue: true } request ? $"{request.Scheme}://{request.Host}"
        : settings.Url.Split(';')[0].TrimEnd('/');
}
