using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Fabric;
using Atiende.Hosting;
using Atiende.Reopening;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Replies;

/// <summary>Keeps mail that came in: in its case, or on the list of what waits.</summary>
internal sealed class ReplyStore(
    Db db, ICurrentOrganization organization, ICaseMatters matters, ICases cases, ICorrespondence correspondence, IReopening reopening, IAttachments attachments,
    IHints hints, Settings settings, TimeProvider clock) : IReplies
{
    private const string Origin = "mail";

    // More from one sender within the hour is a loop, or somebody who must be spoken to.
    private const int MostAnHour = 20;

    /// <summary>Keeps a mail once. What came again is counted and otherwise left alone.</summary>
    public async Task Keep(IncomingMail mail, ReplyPlace place, bool isOwn, string? tooLarge, CancellationToken cancel)
    {
        if (await Known(mail, cancel)) return;

        var machine = mail.Machine;
        var (state, why) = isOwn ? (IncomingState.Own, "own") : tooLarge is not null ? (IncomingState.Waiting, tooLarge) : machine is not null ? (IncomingState.Machine, machine)
            : place.Case is null ? (IncomingState.Waiting, "no-case") : await AreMany(mail, cancel) ? (IncomingState.Waiting, "many") : (IncomingState.Taken, (string?)null);
        var row = Row(mail, state, why, state is IncomingState.Taken or IncomingState.Machine ? place.Case : null);
        if (state is IncomingState.Waiting && tooLarge is null) await KeepRaw(row.Id, mail.Bytes, cancel);
        var heard = state switch
        {
            IncomingState.Taken => await Heard(mail, place.Case!.Value, await KindOf(mail, place, cancel), row.Id, cancel),
            IncomingState.Machine when place.Case is { } about => new(about, LetterKind.FromMachine, LetterChannel.Mail, Sender(mail), mail.Subject, Key(mail), row.Id),
            _ => null,
        };
        await db.Write(async inner =>
        {
            if (await Known(mail, inner)) return;

            db.Add(row);
            if (heard is not null) await Hand(heard, inner);
            db.AfterCommit(() => hints.Tell(organization.Id!, "counts"));
        }, cancel);
    }

    public async Task<IncomingPage> List(IncomingState? state, int page, CancellationToken cancel)
    {
        var rows = db.Set<IncomingRow>().AsNoTracking().Where(m => state == null || m.State == state);
        var shown = await rows.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Skip(Math.Max(0, page - 1) * IReplies.PageSize).Take(IReplies.PageSize).ToListAsync(cancel);
        return new([.. shown.Select(m => Summary(m, masked: true))], await rows.CountAsync(cancel));
    }

    public Task<int> CountWaiting(CancellationToken cancel) => db.Set<IncomingRow>().CountAsync(m => m.State == IncomingState.Waiting, cancel);

    public async Task<IncomingDetails?> Find(Guid id, CancellationToken cancel) =>
        await db.Set<IncomingRow>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancel) is { } row
            ? new(Summary(row, masked: false), row.Text, row.Files, row.SeenTo) : null;

    public async Task<Bilingual?> Assign(Guid id, string folio, bool ofPerson, string by, CancellationToken cancel)
    {
        if (await db.Set<IncomingRow>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.State == IncomingState.Waiting, cancel) is not { } waiting)
            return new("Este correo ya no espera.", "This mail does not wait any more.");
        if (await cases.ByFolio(folio.Trim(), cancel) is not { } ofCase || await matters.Find(ofCase, cancel) is null)
            return new($"No hay un caso «{folio.Trim()}».", $"There is no case \"{folio.Trim()}\".");
        if (!File.Exists(RawOf(id)))
            return new("El archivo de este correo ya no está: léalo aquí y anótelo en el caso.", "The file of this mail is gone: read it here and note it in the case.");

        var mail = IncomingMail.Read(waiting.File, await File.ReadAllBytesAsync(RawOf(id), cancel));
        LetterHeard heard;
        try
        {
            heard = await Heard(mail, ofCase, ofPerson ? LetterKind.FromPerson : LetterKind.FromOther, id, cancel);
        }
        catch (AttachmentRefusedException unchecked_)
        {
            return unchecked_.Said;
        }

        await db.Write(async inner =>
        {
            var row = await db.Set<IncomingRow>().SingleAsync(m => m.Id == id, inner);
            if (row.State is not IncomingState.Waiting) return;

            (row.State, row.CaseId, row.Why, row.SeenTo) = (IncomingState.Taken, ofCase, null, by);
            await Hand(heard, inner);
            db.AfterCommit(() => hints.Tell(organization.Id!, "counts"));
        }, cancel);
        File.Delete(RawOf(id));
        return null;
    }

    public async Task Dismiss(Guid id, string by, CancellationToken cancel)
    {
        var dismissed = await db.Write(async inner =>
        {
            if (await db.Set<IncomingRow>().FirstOrDefaultAsync(m => m.Id == id && m.State == IncomingState.Waiting, inner) is not { } row) return false;

            (row.State, row.SeenTo) = (IncomingState.Dismissed, by);
            db.AfterCommit(() => hints.Tell(organization.Id!, "counts"));
            return true;
        }, cancel);
        if (dismissed) File.Delete(RawOf(id));
    }

    // Which case has it: the letter, and where the case was closed, what follows of that.
    private async Task Hand(LetterHeard heard, CancellationToken cancel)
    {
        if (!await correspondence.Hear(heard, cancel) || heard.Kind is not LetterKind.FromPerson) return;

        await reopening.Reopen(new(heard.Case, heard.Text, heard.By, ByPerson: true, ByMail: true, $"reopen:{heard.Key}"[..Math.Min(200, heard.Key.Length + 7)]), cancel);
    }

    private async Task<LetterHeard> Heard(IncomingMail mail, Guid ofCase, LetterKind kind, Guid id, CancellationToken cancel)
    {
        var matter = (await matters.Find(ofCase, cancel))!;
        var said = new List<string> { MailText.New(mail.Message) };
        var kept = new List<string>();
        foreach (var file in MailText.Files(mail.Message))
        {
            try
            {
                var one = await attachments.Keep(One(file), new(matter.Type.Files, ofCase, Origin, Sender(mail), IsPublic: kind is LetterKind.FromPerson), cancel);
                kept.AddRange(one.Select(a => a.Name));
            }
            catch (AttachmentRefusedException refused) when (!refused.IsPassing)
            {
                // The words are taken all the same, and say what was not.
                said.Add($"({refused.Said.Spanish})");
            }
        }

        if (kept.Count > 0) said.Add(string.Join(", ", kept));
        if (mail.Message.IsCut) said.Add("(El correo era demasiado complejo: una parte no se leyó.)");
        var text = string.Join("\n\n", said.Where(s => s.Length > 0));
        return new(ofCase, kind, LetterChannel.Mail, Sender(mail), text.Length > 0 ? text : mail.Subject.Length > 0 ? mail.Subject : "—", Key(mail), id);
    }

    private static async IAsyncEnumerable<NewFile> One(Atiende.Mail.Mime.MimeLeaf leaf)
    {
        await using var content = new MemoryStream(leaf.Content.ToArray(), writable: false);
        yield return new(leaf.FileName ?? $"adjunto.{leaf.MediaType.Split('/')[^1]}", content);
    }

    // The case's person by one of their addresses; whoever else answers is heard, but not as the person.
    private async Task<LetterKind> KindOf(IncomingMail mail, ReplyPlace place, CancellationToken cancel) =>
        place.Answers is not { ToPerson: false } && (await correspondence.Addresses(place.Case!.Value, cancel)).Contains(mail.From) ? LetterKind.FromPerson : LetterKind.FromOther;

    private async Task<bool> Known(IncomingMail mail, CancellationToken cancel)
    {
        if (await db.Set<IncomingRow>().AsNoTracking().FirstOrDefaultAsync(m => m.MessageId == mail.Id, cancel) is not { } before) return false;

        // The same file again: it was kept, and the program stopped before the file was moved.
        if (before.File != mail.File)
            await db.Write(inner => db.Set<IncomingRow>().Where(m => m.Id == before.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Copies, m => m.Copies + 1), inner), cancel);
        return true;
    }

    private async Task<bool> AreMany(IncomingMail mail, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        return await db.Set<IncomingRow>().CountAsync(m => m.From == mail.From && m.At >= since, cancel) >= MostAnHour;
    }

    private IncomingRow Row(IncomingMail mail, IncomingState state, string? why, Guid? ofCase)
    {
        var now = clock.GetUtcNow();
        var text = MailText.Whole(mail.Message);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            MessageId = mail.Id,
            File = mail.File,
            At = now,
            From = mail.From,
            FromName = mail.FromName,
            Subject = mail.Subject,
            State = state,
            Why = why,
            CaseId = ofCase,
            Text = text.Length > IncomingTable.TextLength ? text[..IncomingTable.TextLength] : text,
            Files = [.. MailText.Files(mail.Message).Select(f => f.FileName ?? f.MediaType)],
        };
    }

    // Its files are not kept until a case has it, so the whole of it lies beside the database until then.
    private async Task KeepRaw(Guid id, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var path = RawOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.Create);
        await file.WriteAsync(bytes, cancel);
        file.Flush(flushToDisk: true);
    }

    private string RawOf(Guid id) => settings.InData("incoming", organization.Id!, $"{id}.eml");

    private static string Key(IncomingMail mail) => $"mail:{(mail.Id.Length <= 180 ? mail.Id : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(mail.Id))))}";

    private static string Sender(IncomingMail mail) => mail.FromName.Length > 0 ? $"{mail.FromName} ({Masking.Email(mail.From)})" : mail.From.Length > 0 ? Masking.Email(mail.From) : "—";

    private static IncomingSummary Summary(IncomingRow m, bool masked) => new(
        m.Id, m.At, masked && m.From.Length > 0 ? Masking.Email(m.From) : m.From, masked && m.FromName.Length > 0 ? Masking.Name(m.FromName) : m.FromName,
        m.Subject, m.State, m.CaseId, m.Why, m.Copies);
}
