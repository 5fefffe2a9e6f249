using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Filing;
using Atiende.Opinions;
using Atiende.Reopening;
using Atiende.Shell;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>A person's own requests: seen, added to, judged. What another filed is not there.</summary>
internal sealed class PortalFollowing(
    Db db, PortalHere here, IFiling filing, ICases cases, IAttachments attachments, ICorrespondence correspondence, IReopening reopening, IOpinions opinions, Texts texts, Floods floods, Zones zones, TimeProvider clock)
{
    /// <summary>Longest text that a person adds.</summary>
    public const int TextMost = 4000;

    // So many are listed, newest first.
    private const int Most = 100;

    /// <summary>What the person filed, newest first.</summary>
    public async Task<IReadOnlyList<CaseForPerson>> Mine(Guid person, CancellationToken cancel)
    {
        var mine = new List<CaseForPerson>();
        foreach (var filed in await filing.OfOrigin(PortalHere.Origin(person), Most, cancel))
        {
            if (await cases.ForPerson(filed.Case, cancel) is { } one) mine.Add(one);
        }

        return mine;
    }

    /// <summary>One of the person's requests; null where there is none, or it is another's.</summary>
    public async Task<CaseForPerson?> Find(string folio, Guid person, CancellationToken cancel) =>
        await filing.Find(folio, cancel) is { } filed && filed.Origin == PortalHere.Origin(person) ? await cases.ForPerson(filed.Case, cancel) : null;

    /// <summary>Its files that the person may see.</summary>
    public async Task<IReadOnlyList<Attachment>> Files(Guid ofCase, CancellationToken cancel) =>
        [.. (await attachments.Of(ofCase, cancel)).Where(file => file.IsPublic)];

    /// <summary>Adds what the person says, and tells who works on it. Sent twice under one key it is added once.</summary>
    /// <returns>What is wrong; null where it was added.</returns>
    public async Task<Bilingual?> Add(CaseForPerson one, PortalPerson person, string text, IReadOnlyList<IFormFile> files, string key, CancellationToken cancel)
    {
        text = text.Trim();
        if (text.Length == 0 && files.Count == 0) return new("Escriba algo, o adjunte un archivo.", "Write something, or attach a file.");
        if (text.Length > TextMost) return new($"Son más de {TextMost} caracteres: acórtelo.", $"That is more than {TextMost} characters: make it shorter.");
        if (!one.Open && await reopening.Term(one.Id, cancel) is not { IsOver: false }) return ReopenedOnce.TooLate(one.Folio);
        if (!one.Open && text.Length == 0) return new("Cuente por qué hay que reabrirlo.", "Say why it must be reopened.");
        if (await floods.Count(FloodLimit.Additions, person.Id.ToString(), cancel) is { } until)
            return new($"Agregó muchas cosas en una hora: envíelo otra vez desde las {zones.Short(until)}.", $"You added many things within an hour: send it again from {zones.Short(until)} on.");

        var origin = PortalHere.Origin(person.Id);
        try
        {
            var kept = files.Count > 0 && filing.Type?.Files is { } rules
                ? await attachments.Keep(PortalRequests.Streams(files), new(rules, one.Id, origin, here.Portal.Name, IsPublic: true), cancel) : [];
            var said = string.Join("\n", new[] { text, string.Join(", ", kept.Select(file => file.Name)) }.Where(part => part.Length > 0));
            return await db.Write(async inner =>
            {
                if (!await correspondence.Hear(new(one.Id, LetterKind.FromPerson, LetterChannel.Portal, here.Portal.Name, said, $"{origin}:more:{key}", Incoming: null), inner)) return null;

                var outcome = await reopening.Reopen(new(one.Id, text, here.Portal.Name, ByPerson: true, ByMail: false, $"{origin}:again:{key}"), inner);
                return outcome is ReopenOutcome.TooLate or ReopenOutcome.Never ? ReopenedOnce.TooLate(one.Folio) : null;
            }, cancel);
        }
        catch (AttachmentRefusedException refused)
        {
            return refused.Said;
        }
    }

    /// <summary>Until when a closed request may be opened again; null where it is open or never may.</summary>
    public Task<ReopenTerm?> Term(Guid ofCase, CancellationToken cancel) => reopening.Term(ofCase, cancel);

    /// <summary>What the person was asked and has not answered; null where nothing waits.</summary>
    public async Task<string?> Asked(Guid ofCase, CancellationToken cancel) => (await correspondence.Asked(ofCase, cancel))?.Text;

    /// <summary>What the person thought of the answer, here or by the mail that asked; null where it was not said.</summary>
    public async Task<(string Answer, string Comment)?> Opinion(Guid ofCase, CancellationToken cancel) =>
        await db.Set<PortalOpinionRow>().AsNoTracking().FirstOrDefaultAsync(o => o.CaseId == ofCase, cancel) is { } row ? (row.Answer, row.Comment)
            : await opinions.Of(ofCase, cancel) is { Mark: { } mark } mailed ? (texts[$"opinions.mark.{mark}"], mailed.Comment) : null;

    /// <summary>Whether the person said on their request's page what they think of the answer.</summary>
    public Task<bool> IsJudged(Guid ofCase, CancellationToken cancel) => db.Set<PortalOpinionRow>().AnyAsync(o => o.CaseId == ofCase, cancel);

    /// <summary>Keeps what the person thinks of the answer, once: what was said first stays.</summary>
    /// <returns>Whether it could be kept.</returns>
    public async Task<bool> Judge(CaseForPerson one, PortalPerson person, string answer, string comment, CancellationToken cancel)
    {
        if (one.Open || here.Portal.Opinion is not { } asked || !asked.Answers.Contains(answer)) return false;

        comment = comment.Trim() is { Length: > PortalTables.CommentLength } long_ ? long_[..PortalTables.CommentLength] : comment.Trim();
        await db.Write(async inner =>
        {
            if (await Opinion(one.Id, inner) is not null) return;

            db.Add(new PortalOpinionRow { CaseId = one.Id, PersonId = person.Id, Answer = answer, Comment = comment, At = clock.GetUtcNow() });
            var said = comment.Length > 0 ? $" · {comment}" : "";
            await cases.Hear(new($"opinion:{one.Id}", one.Id, new(
                $"{asked.Question} {answer}{said}", $"{English(asked.Question)} {English(answer)}{said}"), here.Portal.Name), inner);
        }, cancel);
        return true;
    }

    private string English(string text) => here.Organization.Pack.English.GetValueOrDefault(text, text);
}
