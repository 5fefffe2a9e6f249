using Atiende.Accounts;
using Atiende.Fabric;
using Atiende.Procedures.Language;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>
/// Helps who lost the telephone and the codes: who administers asks them what they said when they registered, and takes the second factor away where
/// they know it. The answers are compared here and kept nowhere; what was asked, why, and how it went is written down, and the person is told by mail.
/// </summary>
internal sealed class PortalFactorHelp(Db db, PortalHere here, PortalMail mail, Floods floods, IAudit audit)
{
    /// <summary>So many questions must be answered, where the registration has them; and none wrongly.</summary>
    public const int QuestionsLeast = 3;

    /// <summary>Longest reason.</summary>
    public const int ReasonMost = 250;

    // Who answers wrongly may be somebody else, and may try the next person of the staff.
    private static readonly FloodLimit WrongAnswers = new("factor-help", 3, TimeSpan.FromHours(24));

    // What a caller says first, or reads off any letter, proves nothing.
    private static readonly string[] SaidAnyway = ["first-name", "last-name", "mail", "sex", "user-type"];

    /// <summary>The person's account; null where they have none, or the organisation no portal.</summary>
    public async Task<PortalPerson?> Of(Guid contact, CancellationToken cancel) => here.Organization.Pack.Portal is null ? null
        : await db.Set<PortalPerson>().AsNoTracking().Where(p => p.ContactId == contact).OrderByDescending(p => p.FactorSecret != null).ThenBy(p => p.RegisteredAt).FirstOrDefaultAsync(cancel);

    /// <summary>What a person can be asked: what they were asked when they registered, and answered.</summary>
    public IReadOnlyList<Field> Questions(PortalPerson person)
    {
        var registration = here.Portal.Registration;
        var left = SaidAnyway.Select(part => registration.Person.GetValueOrDefault(part)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. (here.Organization.Pack.Forms.FirstOrDefault(f => f.Id.Value == registration.Form.Value)?.Fields ?? [])
                .Where(f => !f.Secret && f.Type is not (FieldKind.YesNo or FieldKind.File or FieldKind.Rows) && !left.Contains(f.Id) && person.Given.TryGetValue(f.Id, out var said) && !said.IsEmpty)
                // Asked without what would give the answer away: no longer must, no longer within another.
                .Select(f => f with { Required = false, Within = null, Help = null, Min = null, Max = null }),
        ];
    }

    /// <summary>Takes the second factor away where each given answer is right, and there are enough of them.</summary>
    /// <returns>Why not; null where it was taken away.</returns>
    public async Task<Bilingual?> TakeAway(Guid contact, PortalForm answers, string through, string reason, ICurrentMember by, CancellationToken cancel)
    {
        if (await Of(contact, cancel) is not { FactorSecret: not null } person) return new("Esta persona no tiene verificación en dos pasos.", "This person has no two-step verification.");
        if (string.IsNullOrWhiteSpace(reason)) return new("Escriba por qué se quita.", "Write why it is taken away.");
        if (await floods.ClosedUntil(WrongAnswers, person.Id.ToString(), cancel) is not null)
            return new("Hoy se contestó mal demasiadas veces por esta cuenta: no se puede quitar hasta mañana.", "Too many wrong answers were given for this account today: it cannot be taken away until tomorrow.");

        var questions = Questions(person);
        var asked = questions.Where(q => answers.Typed.GetValueOrDefault(q.Id) is { Length: > 0 }).ToList();
        var least = Math.Min(QuestionsLeast, questions.Count);
        if (asked.Count < least) return new($"Haga al menos {least} preguntas.", $"Ask at least {least} questions.");

        var wrong = asked.Where(q => !answers.Values.TryGetValue(q.Id, out var said) || !said.Means(person.Given[q.Id])).ToList();
        var about = $"{through}; {string.Join(", ", asked.Select(q => q.Label))}";
        if (wrong.Count > 0)
        {
            await floods.Count(WrongAnswers, person.Id.ToString(), cancel);
            await Write(person, by, "portal.factor-refused", $"{about}; mal: {string.Join(", ", wrong.Select(q => q.Label))}; {reason.Trim()}", cancel);
            // Which one was wrong would help who guesses.
            return new("Alguna respuesta no coincide: no se quita. El intento queda anotado.", "Some answer does not match: it is not taken away. The attempt is written down.");
        }

        await db.Write(async inner =>
        {
            var one = await db.Set<PortalPerson>().SingleAsync(p => p.Id == person.Id, inner);
            (one.FactorSecret, one.FactorPending, one.FactorStep, one.FactorCodes) = (null, null, null, null);
            one.Stamp = PortalTokens.Make(); // Whoever is inside with this account must sign in again.
            await mail.FactorTakenAway(one.Mail, one.Stamp, inner);
            await Write(one, by, "portal.factor-taken-away", $"{about}; {reason.Trim()}", inner);
        }, cancel);
        return null;
    }

    /// <summary>What was done of this kind with an account, newest first.</summary>
    public async Task<IReadOnlyList<AuditLine>> Done(PortalPerson person, CancellationToken cancel) =>
        [.. (await audit.Of($"portal:{person.Id}", 50, cancel)).Where(line => line.What is "portal.factor-taken-away" or "portal.factor-refused")];

    private Task Write(PortalPerson person, ICurrentMember by, string what, string why, CancellationToken cancel) =>
        audit.Write(new(by.Id, what, $"portal:{person.Id}", why.Length > 500 ? why[..500] : why), cancel);
}
