using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Hosting;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;

namespace Atiende.Replies;

/// <summary>Where a mail belongs.</summary>
/// <param name="Organization">The organisation.</param>
/// <param name="Case">The case; null where none can be told.</param>
/// <param name="Answers">The message of ours that it answers, where that is known.</param>
internal sealed record ReplyPlace(string Organization, Guid? Case, SentMail? Answers);

/// <summary>
/// Finds where a mail belongs: by the message that it answers, else by a folio in its subject together with an address that the case's
/// person is known by. A folio alone opens nothing: anybody can guess one.
/// </summary>
internal sealed class ReplyMatch(IServiceProvider services, Settings settings)
{
    public async Task<ReplyPlace?> Of(IncomingMail mail, CancellationToken cancel)
    {
        var organizations = services.Organizations();
        if (organizations.Count == 0) return null;

        foreach (var id in mail.Answers)
        {
            if (MessageId.OrganizationOf(id) is not { } named || organizations.All(o => o.Id != named)) continue;

            await using var scope = services.CreateScopeOf(named);
            var sent = await scope.ServiceProvider.GetRequiredService<IOutbox>().ByMessageId(id, cancel);
            if ((sent?.Case ?? MessageId.CaseOf(id)) is { } known && await scope.ServiceProvider.GetRequiredService<ICaseMatters>().Find(known, cancel) is { } matter)
                return new(named, matter.Into ?? known, sent);
        }

        foreach (var organization in mail.From.Length > 0 && mail.Folios.Count > 0 ? organizations : [])
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            foreach (var folio in mail.Folios)
            {
                if (await scope.ServiceProvider.GetRequiredService<ICases>().ByFolio(folio, cancel) is { } found
                    && (await scope.ServiceProvider.GetRequiredService<ICorrespondence>().Addresses(found, cancel)).Contains(mail.From)) return new(organization.Id, found, null);
            }
        }

        var ours = mail.Answers.Select(MessageId.OrganizationOf).FirstOrDefault(id => organizations.Any(o => o.Id == id));
        var home = organizations.FirstOrDefault(o => o.Id == settings.Mail.Organization) ?? organizations.FirstOrDefault(o => o.Pack.Portal is not null) ?? organizations[0];
        return new(ours ?? home.Id, null, null);
    }

    /// <summary>Whether it is our own mail that came back.</summary>
    public bool IsOwn(IncomingMail mail) =>
        MessageId.OrganizationOf(mail.Id) is not null || new[] { settings.Smtp.From, settings.Mail.ReplyTo }.Any(own => Emails.TryParse(own, out var key, out _) && key == mail.From);
}
