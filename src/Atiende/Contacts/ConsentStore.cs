using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Contacts;

/// <summary>Consents by version, in the table of all consents.</summary>
internal sealed class ConsentStore(Db db, IOrganizations organizations, TimeProvider clock) : IConsents
{
    public IReadOnlyList<ConsentText> Texts =>
        [.. organizations.Current.Pack.Texts.Where(text => text.Version is not null).Select(text => new ConsentText(text.Id, text.Title ?? text.Id, text.Version!, text.Text))];

    public Task Say(Guid contact, ConsentSaid said, CancellationToken cancel) => db.Write(async inner =>
    {
        var text = Texts.FirstOrDefault(one => one.Id == said.Text)
            ?? throw new ContactRefusedException("text", new($"No hay un texto «{said.Text}» con versión.", $"There is no text \"{said.Text}\" with a version."));
        if (!await db.Set<Contact>().AnyAsync(c => c.Id == contact, inner))
            throw new ContactRefusedException("id", new("Esa persona no existe en esta organización.", "There is no such person in this organisation."));

        var now = clock.GetUtcNow();
        db.Add(new ContactConsent
        {
            Id = Guid.CreateVersion7(now),
            ContactId = contact,
            What = text.Title.Length > ContactTables.ConsentLength ? text.Title[..ContactTables.ConsentLength] : text.Title,
            Given = said.Given,
            At = now,
            By = said.By,
            Text = said.Text,
            Version = said.Version,
            Channel = said.Channel,
        });
    }, cancel);

    public async Task<IReadOnlyList<ConsentStanding>> Of(Guid contact, CancellationToken cancel)
    {
        var said = await db.Set<ContactConsent>().AsNoTracking().Where(c => c.ContactId == contact && c.Text != null).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(cancel);
        return [.. Texts.Select(text => said.Find(c => c.Text == text.Id) is { } last
            ? new ConsentStanding(text, last.Version, last.Given, last.At, last.Channel) : new ConsentStanding(text, null, Given: false, null, null))];
    }
}
