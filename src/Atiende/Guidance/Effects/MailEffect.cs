using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Mail;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;

namespace Atiende.Guidance.Effects;

/// <summary>Puts a notice into the outbox.</summary>
internal sealed class MailEffect(IOutbox outbox, IContacts contacts, ICases cases) : EffectHandler<SendMail>
{
    protected override async Task<EffectResult> Do(SendMail doing, EffectContext context, CancellationToken cancel)
    {
        var notice = context.Organization.Words.Notice(doing.Notice);
        var (name, address) = await Receiver(doing.To, context, cancel);
        var id = await outbox.Put(new(context.Key(doing), name, address, context.Facts.Fill(notice.About), context.Facts.Fill(notice.Text),
            doing.Notice, context.Row.Id, context.Due(doing.Due).At)
        {
            Case = await About(context, cancel),
            ToPerson = context.Organization.Pack.People.Roles.Any(r => r.Id.Value == doing.To && r.Kind is RoleKind.Attended),
        }, cancel);
        return new("mailed", [name, context.Facts.Fill(notice.About)], $"/mail/{id}");
    }

    // A run mostly has one case; of several it is the one with a number for the person, then the last.
    private async Task<Guid?> About(EffectContext context, CancellationToken cancel)
    {
        var own = context.Run.Cases.Count == 0 ? [] : await cases.OfRun(context.Row.Id, cancel);
        return (own.LastOrDefault(c => context.Organization.Words.Case(c.Type).Form is CaseForm.Ticket) ?? (own is [.., var last] ? last : null))?.Id;
    }

    private async Task<(string Name, string? Address)> Receiver(string to, EffectContext context, CancellationToken cancel)
    {
        var people = context.Organization.Pack.People;
        if (people.Roles.FirstOrDefault(r => r.Id.Value == to) is not { } role)
        {
            var unit = people.Units.First(u => u.Id.Value == to);
            return (unit.Name, unit.Mail);
        }

        if (role.Kind is not RoleKind.Attended) return (role.Name, role.Mail ?? people.Units.FirstOrDefault(u => u.Id.Value == role.Unit?.Value)?.Mail);

        // The person: what was typed in this attention, else what is known of them.
        var typed = context.Facts["correo"]?.ToText() ?? context.Facts["email"]?.ToText();
        if (!string.IsNullOrWhiteSpace(typed) || context.Row.ContactId is not { } contact) return (role.Name, typed);

        var known = await contacts.Read(contact, context.By.Name, "mail", cancel);
        return (known?.Name ?? role.Name, known?.Mails is [var first, ..] ? first : null);
    }
}
