using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>What people agreed to on the portal, by version; asked again when the pack has another.</summary>
internal sealed class PortalAgreements(Db db, PortalHere here, IContacts contacts, IConsents consents, IAudit audit)
{
    /// <summary>What who registers agrees to, as one: the terms, and what is done with personal data where that has a version.</summary>
    public string Version => VersionOf(here.Portal, here.Organization.Pack);

    /// <summary>Whether the person agreed to what holds now.</summary>
    public bool Holds(PortalPerson person) => person.TermsVersion == Version;

    /// <summary>Writes down that the person agreed to a version. Takes part in the caller's transaction.</summary>
    public async Task Keep(Guid contact, string version, string by, CancellationToken cancel)
    {
        await contacts.Consent(contact, $"{here.Portal.Name}: {version}", given: true, by, cancel);
        if (version != Version) return;

        var channel = here.Organization.Pack.Identity.Channels.FirstOrDefault(c => c.Channel is ChannelKind.Web)?.Called[0] ?? nameof(ChannelKind.Web);
        foreach (var text in consents.Texts.Where(t => t.Id == here.Portal.Terms.Text || t.Id == here.Portal.Privacy))
            await consents.Say(contact, new(text.Id, text.Version, channel, Given: true, by), cancel);
    }

    /// <summary>The person who is signed in agrees to what holds now.</summary>
    public Task Accept(string version, CancellationToken cancel)
    {
        var id = here.PersonId;
        return db.Write(async inner =>
        {
            var person = await db.Set<PortalPerson>().SingleAsync(p => p.Id == id, inner);
            // What was shown may have been replaced meanwhile: then it is asked again.
            if (version != Version || person.TermsVersion == version) return;

            person.TermsVersion = version;
            var by = PortalHere.Origin(person.Id);
            await Keep(person.ContactId, version, by, inner);
            await audit.Write(new(by, "portal.accepted", $"portal:{person.Id}", version), inner);
        }, cancel);
    }

    private static string VersionOf(PublicPortal portal, Pack pack) =>
        PortalParts.Text(pack, portal.Privacy).Version is { } privacy ? $"{portal.Terms.Version} · {privacy}" : portal.Terms.Version;
}
