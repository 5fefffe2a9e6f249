using Atiende.Contacts;
using Atiende.Guidance;
using Atiende.Interactions;
using Atiende.Organizations;
using Atiende.Values;

namespace Atiende.Desk;

/// <summary>Learns who is attended from what a look-up found, so that nobody types a person twice.</summary>
internal sealed class PersonFromRun(IContacts contacts, IInteractions interactions, IGuidance guidance)
{
    /// <summary>Binds the person to the attention where the run found one and none is bound yet.</summary>
    public async Task Learn(RunView view, Guid interaction, Organization organization, string by, CancellationToken cancel)
    {
        if (view.Contact is not null || Draft(view, organization) is not { } draft) return;

        try
        {
            var contact = await contacts.FindOrCreate(draft, by, cancel);
            await interactions.SetContact(interaction, contact, by, cancel);
            await guidance.SetContact(interaction, contact, cancel);
        }
        catch (ContactRefusedException)
        {
            // What a foreign system holds need not be a person's document: then nobody is bound, and the agent may do it.
        }
    }

    private static ContactDraft? Draft(RunView view, Organization organization)
    {
        foreach (var lookUp in view.Procedure.Nodes.SelectMany(n => n.Node.LookUp))
        {
            if (view.Run.Facts.GetValueOrDefault(lookUp.As) is not RowDatum row) continue;
            if (organization.Words.Record(lookUp.System, lookUp.Record) is not { Person.Count: > 0 } type) continue;

            string? Part(string what) => type.Person.TryGetValue(what, out var field) && row.Part(field) is { IsEmpty: false } value ? value.ToText() : null;
            var draft = new ContactDraft(Part("name"), Part("document"), Part("telephone"), Part("mail"));
            if (draft.Document is not null || draft.Telephone is not null) return draft;
        }

        return null;
    }
}
