using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Atiende.Cases;
using Atiende.Inbox;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Correspondence;

/// <summary>The letters of cases.</summary>
internal sealed class LetterStore(
    Db db, IOrganizations organizations, ICaseMatters matters, ICases cases, IOutbox outbox, IInbox inbox, CasePerson people, NoticeWords words,
    ICaseWords found, ICaseWaiting waiting, PublicAddress address, TimeProvider clock) : ICorrespondence
{
    public async Task<IReadOnlyList<CaseLetter>> Of(Guid ofCase, CancellationToken cancel) =>
        [.. (await db.Set<LetterRow>().AsNoTracking().Where(l => l.CaseId == ofCase).OrderBy(l => l.At).ThenBy(l => l.Id).ToListAsync(cancel)).Select(Shown)];

    public async Task<CaseLetter?> Asked(Guid ofCase, CancellationToken cancel)
    {
        var last = await db.Set<LetterRow>().AsNoTracking().Where(l => l.CaseId == ofCase && (l.Kind == LetterKind.Question || l.Kind == LetterKind.FromPerson || l.Kind == LetterKind.TakenBack))
            .OrderByDescending(l => l.At).ThenByDescending(l => l.Id).FirstOrDefaultAsync(cancel);
        return last is { Kind: LetterKind.Question } ? Shown(last) : null;
    }

    public async Task<LetterReceiver?> Receiver(Guid ofCase, CancellationToken cancel) =>
        await matters.Find(ofCase, cancel) is { Type.Messages: not null } matter && await people.Of(matter, cancel) is { } person
            ? new(person.Name, Masking.Email(person.Address)) : null;

    public Task Note(LetterDraft note, CancellationToken cancel)
    {
        Check(note.Text);
        return db.Write(async inner =>
        {
            if (await IsKept(note.Key, inner)) return;

            Add(note.Case, LetterKind.Note, LetterChannel.Desk, note.By, note.Text, note.Key, note.Member);
            await found.Hear(note.Case, note.Text, inner);
            await Forget(note, inner);
        }, cancel);
    }

    public Task<bool> TakeNoteBack(string key, string member, CancellationToken cancel) => db.Write(async inner =>
        await db.Set<LetterRow>().Where(l => l.Key == key && l.Member == member && l.Kind == LetterKind.Note).ExecuteDeleteAsync(inner) > 0, cancel);

    public async Task Write(LetterDraft letter, bool asks, CancellationToken cancel)
    {
        Check(letter.Text);
        if (await matters.Find(letter.Case, cancel) is not { Type.Messages: { } messages } matter)
            throw new LetterRefusedException(new("A quien está en este caso no se le escribe desde aquí.", "The person of this case is not written to from here."));
        if (await people.Of(matter, cancel) is not { } person)
            throw new LetterRefusedException(new("No se conoce un correo de la persona: llámela, o anote su correo en el caso.", "No mailbox of the person is known: call, or write the address into the case."));

        await db.Write(async inner =>
        {
            if (await IsKept(letter.Key, inner)) return;

            var notice = asks ? messages.Ask : messages.Write;
            var filled = words.Fill(notice, matter, letter.Text.Trim(), address.OfRequest(matter.Folio));
            var mail = await outbox.Put(new(MailKey(letter), person.Name, person.Address, filled.Subject, filled.Text, notice, null, null)
            {
                Case = matter.Id,
                ToPerson = true,
                IsAutomatic = false,
            }, inner);
            Add(letter.Case, asks ? LetterKind.Question : LetterKind.Message, LetterChannel.Mail, letter.By, letter.Text, letter.Key, letter.Member, mail);
            var called = Called;
            await cases.Hear(new($"letter:{letter.Key}", matter.Id, asks
                ? new($"Se piden antecedentes al {called}: {letter.Text.Trim()}", $"The {English(called)} is asked for more: {letter.Text.Trim()}")
                : new($"Se escribe al {called}: {letter.Text.Trim()}", $"The {English(called)} is written to: {letter.Text.Trim()}"), letter.By), inner);
            if (asks) await waiting.Begin(letter.Case, letter.By, inner);
            await Forget(letter, inner);
        }, cancel);
    }

    public Task<bool> Hear(LetterHeard heard, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await IsKept(heard.Key, inner)) return false;

        var matter = await matters.Find(heard.Case, inner) ?? throw new InvalidOperationException($"No case {heard.Case}.");
        var text = heard.Text.Length > LetterTables.TextLength ? heard.Text[..(LetterTables.TextLength - 1)] + "…" : heard.Text;
        Add(heard.Case, heard.Kind, heard.Channel, heard.By, text, heard.Key, heard.Member, null, heard.Incoming);
        if (heard.Kind is LetterKind.FromPerson)
        {
            var called = Called;
            var (through, inEnglish) = Through(heard.Channel);
            await cases.Hear(new(heard.Key, heard.Case, new($"Agrega el {called}{through}: {text}", $"The {English(called)} adds{inEnglish}: {text}"), heard.By), inner);
            await waiting.End(heard.Case, heard.By, inner);
        }

        if (heard.Kind is not LetterKind.FromMachine) await Tell(matter, heard, text, inner);
        return true;
    }, cancel);

    public async Task Answered(LetterDraft answer, LetterChannel through, CancellationToken cancel)
    {
        Check(answer.Text);
        await Hear(new(answer.Case, LetterKind.FromPerson, through, answer.By, answer.Text.Trim(), answer.Key, null) { Member = answer.Member }, cancel);
    }

    public Task TakeBack(LetterDraft why, CancellationToken cancel) => db.Write(async inner =>
    {
        // What was answered meanwhile needs no taking back.
        if (await IsKept(why.Key, inner) || await Asked(why.Case, inner) is null) return;

        Add(why.Case, LetterKind.TakenBack, LetterChannel.Desk, why.By, why.Text, why.Key, why.Member);
        await cases.Hear(new($"letter:{why.Key}", why.Case, new($"Ya no hace falta lo que se pidió al {Called}", $"What the {English(Called)} was asked is not needed any more"), why.By), inner);
        await waiting.End(why.Case, why.By, inner);
    }, cancel);

    public async Task<IReadOnlySet<string>> Addresses(Guid ofCase, CancellationToken cancel) =>
        await matters.Find(ofCase, cancel) is { } matter ? await people.Addresses(matter, cancel) : ImmutableHashSet<string>.Empty;

    public async Task<bool> Send(string notice, Guid ofCase, string key, string link, CancellationToken cancel)
    {
        if (await matters.Find(ofCase, cancel) is not { } matter || await people.Of(matter, cancel) is not { } person) return false;

        var filled = words.Fill(notice, matter, "", link);
        await outbox.Put(new(key, person.Name, person.Address, filled.Subject, filled.Text, notice, null, null) { Case = ofCase, ToPerson = true }, cancel);
        return true;
    }

    public async Task<NoticeInCase?> Fill(string notice, Guid ofCase, CancellationToken cancel) =>
        organizations.Current.Pack.Notices.Any(n => n.Id.Value == notice && n.Kind is NoticeKind.Mail) && await matters.Find(ofCase, cancel) is { } matter
            ? await words.Preview(notice, matter, address.OfRequest(matter.Folio), cancel) : null;

    public async Task<TypedLetter?> Draft(Guid ofCase, string member, CancellationToken cancel) =>
        await db.Set<LetterDraftRow>().AsNoTracking().FirstOrDefaultAsync(d => d.CaseId == ofCase && d.Member == member, cancel) is { } row ? new(row.Text, row.Kind) : null;

    public Task KeepDraft(Guid ofCase, string member, string key, TypedLetter typed, CancellationToken cancel) => db.Write(async inner =>
    {
        // What was typed last may come after the letter itself.
        if (await IsKept(key, inner)) return;

        var text = typed.Text.Length > LetterTables.TextLength ? typed.Text[..LetterTables.TextLength] : typed.Text;
        var row = await db.Set<LetterDraftRow>().FirstOrDefaultAsync(d => d.CaseId == ofCase && d.Member == member, inner);
        if (row is null) db.Add(row = new() { CaseId = ofCase, Member = member, Kind = typed.Kind, Text = text, At = clock.GetUtcNow() });
        (row.Kind, row.Text, row.At) = (typed.Kind, text, clock.GetUtcNow());
    }, cancel);

    private static (string Spanish, string English) Through(LetterChannel channel) => channel switch
    {
        LetterChannel.Mail => (" por correo", " by mail"),
        LetterChannel.Api => (" por otro sistema", " through another system"),
        LetterChannel.Telephone => (" por teléfono", " by telephone"),
        LetterChannel.Paper => (" en papel", " on paper"),
        LetterChannel.InPerson => (" en persona", " in person"),
        _ => ("", ""),
    };

    private string Called => organizations.Current.Pack.Identity.PersonCalled;

    private string English(string text) => organizations.Current.Pack.English.GetValueOrDefault(text, text);

    private static void Check(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new LetterRefusedException(new("Escriba algo.", "Write something."));
        if (text.Length > LetterTables.TextLength)
            throw new LetterRefusedException(new($"Son más de {LetterTables.TextLength} caracteres: acórtelo.", $"That is more than {LetterTables.TextLength} characters: make it shorter."));
    }

    // A mail's key is in its Message-ID: who wrote it is nobody's business outside.
    private static string MailKey(LetterDraft letter) => $"letter:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Key)).AsSpan(0, 16))}";

    private Task<bool> IsKept(string key, CancellationToken cancel) => db.Set<LetterRow>().AnyAsync(l => l.Key == key, cancel);

    private void Add(
        Guid ofCase, LetterKind kind, LetterChannel channel, string by, string text, string key, string? member, Guid? mail = null, Guid? incoming = null)
    {
        var now = clock.GetUtcNow();
        db.Add(new LetterRow
        {
            Id = Guid.CreateVersion7(now),
            CaseId = ofCase,
            At = now,
            Kind = kind,
            Channel = channel,
            By = by.Length > LetterTables.ByLength ? by[..LetterTables.ByLength] : by,
            Member = member,
            Text = text.Trim(),
            MailId = mail,
            IncomingId = incoming,
            Key = key,
        });
    }

    // Sent while its member typed on: what was typed since is another draft.
    private async Task Forget(LetterDraft letter, CancellationToken cancel)
    {
        if (await db.Set<LetterDraftRow>().FirstOrDefaultAsync(d => d.CaseId == letter.Case && d.Member == letter.Member, cancel) is { } draft) db.Remove(draft);
    }

    private async Task Tell(CaseMatter matter, LetterHeard heard, string text, CancellationToken cancel)
    {
        var pack = organizations.Current.Pack;
        var to = matter.To ?? pack.Portal?.DataRequestsTo.Value ?? pack.People.Roles.FirstOrDefault(r => r.May.Contains(Ability.Administer))?.Id.Value;
        if (to is null) return;

        var title = heard.Kind is LetterKind.FromPerson ? $"{matter.Folio}: el {Called} agregó información" : $"{matter.Folio}: llegó un correo";
        await inbox.Put(new(heard.Key, TaskKind.HandOver, title, text.Length > 1000 ? text[..999] + "…" : text, to, null, null, null, null,
            ImmutableSortedDictionary<string, Datum>.Empty, null, null, matter.Contact, heard.By), cancel);
    }

    private static CaseLetter Shown(LetterRow row) => new(row.Id, row.At, row.Kind, row.Channel, row.By, row.Text, row.MailId, row.IncomingId);
}
