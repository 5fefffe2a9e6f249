using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Shell;

/// <summary>What the organisation itself says, in the request's language: its pack is Spanish and brings English beside it.</summary>
public sealed class Words(IOrganizations organizations, ICurrentOrganization current)
{
    /// <summary>A text of the pack: itself in Spanish, the pack's translation in English; itself where there is none.</summary>
    public string In(string text) =>
        Texts.Language == Texts.English && current.Id is not null && organizations.Find(current.Id) is { } organization
            ? organization.Pack.English.GetValueOrDefault(text, text)
            : text;

    /// <summary>The name of a role, unit or system of the current organisation by its id, in the request's language.</summary>
    public string Who(string id) => In(organizations.Current.Words.Who(id));
}
