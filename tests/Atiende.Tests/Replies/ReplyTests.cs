using System.Text;
using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Mail;
using Atiende.Replies;
using Atiende.Tests.Attachments;
using Atiende.Tests.Correspondence;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Replies;

/// <summary>Mail that comes into the Maildir: into its case once, or onto the list; never lost, never answered by mistake.</summary>
public sealed class ReplyTests
{
    private const string Soser = "cl-soser";
    private const string Person = "uno@ejemplo.invalid";

    [Theory, BothEngines]
    public async Task An_answer_to_a_notice_is_in_its_case_with_its_photo_once_however_often_it_comes(Engine engine)
    {
        await using var box = await Box.Open(engine);
        var filed = await LetterTests.Filed(box.Store);
        var notice = await box.Notice(filed.Case);
        var photo = Convert.ToBase64String(Sample.Jpeg(40, 30));
        var mail = $"Message-ID: <m1@ejemplo.invalid>\nFrom: Persona <{Person}>\nSubject: Re: otra cosa\nIn-Reply-To: <{notice}>\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/plain; charset=utf-8\n\nFue el lunes.\n\nEl lun, 2 nov 2026 a las 14:05, CANAL escribió:\n> Estimado\n"
            + $"--b\nContent-Type: image/jpeg\nContent-Disposition: attachment; filename=foto.jpg\nContent-Transfer-Encoding: base64\n\n{photo}\n"
            + "--b\nContent-Type: application/x-msdownload\nContent-Disposition: attachment; filename=virus.exe\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA\n--b--\n";
        box.Put("1", mail);
        box.Put("2", mail);

        await box.Take();
        await box.Take();

        await using var scope = box.Store.In(Soser);
        var letter = Assert.Single(await scope.Get<ICorrespondence>().Of(filed.Case, default));
        Assert.Equal((LetterKind.FromPerson, LetterChannel.Mail), (letter.Kind, letter.Channel));
        Assert.StartsWith("Fue el lunes.\n\n(", letter.Text, StringComparison.Ordinal);
        Assert.Contains("virus.exe", letter.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nfoto.jpg", letter.Text, StringComparison.Ordinal);
        var file = Assert.Single(await scope.Get<IAttachments>().Of(filed.Case, default));
        Assert.Equal(("foto.jpg", true), (file.Name, file.IsPublic));
        Assert.Contains((await scope.Get<ICases>().ForPerson(filed.Case, default))!.Events, e => e.What.StartsWith("Agrega el usuario por correo: Fue el lunes.", StringComparison.Ordinal));
        var kept = Assert.Single((await scope.Get<IReplies>().List(null, 1, default)).Items);
        Assert.Equal((IncomingState.Taken, 1), (kept.State, kept.Copies));
        Assert.Empty(box.New);
        Assert.Equal(["1:2,S", "2:2,S"], box.Seen);
    }

    [Theory, BothEngines]
    public async Task A_file_read_again_after_a_stop_is_not_another_copy(Engine engine)
    {
        await using var box = await Box.Open(engine);
        var filed = await LetterTests.Filed(box.Store);
        var mail = $"Message-ID: <m1@ejemplo.invalid>\nFrom: {Person}\nSubject: {filed.Folio}\n\nHola\n";
        box.Put("1", mail);
        await box.Take();
        box.Put("1", mail);

        await box.Take();

        await using var scope = box.Store.In(Soser);
        Assert.Equal(0, Assert.Single((await scope.Get<IReplies>().List(null, 1, default)).Items).Copies);
        Assert.Single(await scope.Get<ICorrespondence>().Of(filed.Case, default));
    }

    [Theory, BothEngines]
    public async Task A_folio_is_enough_from_the_persons_own_address_and_not_from_anothers(Engine engine)
    {
        await using var box = await Box.Open(engine);
        var filed = await LetterTests.Filed(box.Store);
        box.Put("1", $"Message-ID: <m1@x.invalid>\nFrom: {Person.ToUpperInvariant()}\nSubject: Sobre {filed.Folio}\n\nDesde mi correo\n");
        box.Put("2", $"Message-ID: <m2@x.invalid>\nFrom: otro@ejemplo.invalid\nSubject: Sobre {filed.Folio}\n\nSoy otro\n");
        await box.Take();

        await using var scope = box.Store.In(Soser);
        Assert.Equal("Desde mi correo", Assert.Single(await scope.Get<ICorrespondence>().Of(filed.Case, default)).Text);
        var waiting = Assert.Single((await scope.Get<IReplies>().List(IncomingState.Waiting, 1, default)).Items);
        Assert.Equal("no-case", waiting.Why);
        Assert.NotEqual("otro@ejemplo.invalid", waiting.From);
        Assert.Equal(1, await scope.Get<IReplies>().CountWaiting(default));
    }

    [Theory, BothEngines]
    public async Task Whoever_answers_from_another_address_is_heard_inside_and_not_as_the_person(Engine engine)
    {
        await using var box = await Box.Open(engine);
        var filed = await LetterTests.Filed(box.Store);
        var notice = await box.Notice(filed.Case);
        box.Put("1", $"Message-ID: <m1@x.invalid>\nFrom: otro@ejemplo.invalid\nReferences: <{notice}>\n\nMe lo reenviaron\n");
        await box.Take();

        await using var scope = box.Store.In(Soser);
        Assert.Equal((LetterKind.FromOther, false), Assert.Single((await scope.Get<ICorrespondence>().Of(filed.Case, default)).Select(l => (l.Kind, l.IsPublic))));
        Assert.DoesNotContain((await scope.Get<ICases>().ForPerson(filed.Case, default))!.Events, e => e.What.Contains("reenviaron", StringComparison.Ordinal));
    }

    [Theory, BothEngines]
    public async Task Machines_and_our_own_mail_are_noted_and_never_answered(Engine engine)
    {
        await using var box = await Box.Open(engine);
        var filed = await LetterTests.Filed(box.Store);
        var notice = await box.Notice(filed.Case);
        var sent = await box.Outgoing();
        box.Put("1", $"Message-ID: <m1@x.invalid>\nFrom: {Person}\nAuto-Submitted: auto-replied\nSubject: Fuera de la oficina\nIn-Reply-To: <{notice}>\n\nVuelvo el lunes\n");
        box.Put("2", $"Message-ID: <{notice}>\nFrom: canal@ejemplo.invalid\nSubject: Ticket {filed.Folio}\n\nEstimado\n");
        box.Put("3", $"Message-ID: <m3@x.invalid>\nReturn-Path: <>\nFrom: MAILER-DAEMON@x.invalid\nSubject: Undelivered\nContent-Type: multipart/report; boundary=b\n\n--b\n\nNo such user\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <{notice}>\nSubject: x\n\ny\n--b--\n");
        await box.Take();

        await using var scope = box.Store.In(Soser);
        Assert.Equal([LetterKind.FromMachine, LetterKind.FromMachine], (await scope.Get<ICorrespondence>().Of(filed.Case, default)).Select(l => l.Kind));
        var kept = (await scope.Get<IReplies>().List(null, 1, default)).Items.ToDictionary(m => m.Why!, m => m.State);
        Assert.Equal((IncomingState.Machine, IncomingState.Own, IncomingState.Machine), (kept["auto-submitted"], kept["own"], kept["bounce"]));
        Assert.Equal(sent, await box.Outgoing());
    }

    [Theory, BothEngines]
    public async Task What_belongs_to_no_case_is_given_to_one_by_hand_with_its_files(Engine engine)
    {
        await using var box = await Box.Open(engine);
        var filed = await LetterTests.Filed(box.Store);
        box.Put("1", $"Message-ID: <m1@x.invalid>\nFrom: nueva@ejemplo.invalid\nSubject: Comida\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nMi foto\n--b\nContent-Type: image/jpeg; name=foto.jpg\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Sample.Jpeg(40, 30))}\n--b--\n");
        await box.Take();
        await using var scope = box.Store.In(Soser);
        var replies = scope.Get<IReplies>();
        var waiting = Assert.Single((await replies.List(IncomingState.Waiting, 1, default)).Items);
        Assert.Equal(["foto.jpg"], (await replies.Find(waiting.Id, default))!.Files);

        Assert.Contains("PAE-9", (await replies.Assign(waiting.Id, "PAE-9", true, "Marta", default))!.Spanish, StringComparison.Ordinal);
        Assert.Null(await replies.Assign(waiting.Id, $" {filed.Folio} ", true, "Marta", default));
        Assert.NotNull(await replies.Assign(waiting.Id, filed.Folio, true, "Marta", default));

        Assert.Equal(LetterKind.FromPerson, Assert.Single(await scope.Get<ICorrespondence>().Of(filed.Case, default)).Kind);
        Assert.Single(await scope.Get<IAttachments>().Of(filed.Case, default));
        Assert.Equal((IncomingState.Taken, "Marta"), ((await replies.Find(waiting.Id, default))!.Summary.State, (await replies.Find(waiting.Id, default))!.SeenTo));
        Assert.Empty(Directory.EnumerateFiles(box.Store.Settings.InData("incoming"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Many_from_one_address_within_the_hour_wait_instead_of_filling_a_case()
    {
        await using var box = await Box.Open(Engine.Sqlite);
        var filed = await LetterTests.Filed(box.Store);
        for (var n = 0; n < 25; n++) box.Put($"{n:00}", $"Message-ID: <m{n}@x.invalid>\nFrom: {Person}\nSubject: {filed.Folio}\n\nHola {n}\n");
        await box.Take();

        await using var scope = box.Store.In(Soser);
        Assert.Equal(20, (await scope.Get<ICorrespondence>().Of(filed.Case, default)).Count);
        Assert.All((await scope.Get<IReplies>().List(IncomingState.Waiting, 1, default)).Items, m => Assert.Equal("many", m.Why));
        Assert.Empty(box.New);
    }

    [Fact]
    public async Task Whatever_lies_in_the_mailbox_is_taken_and_nothing_of_another_organisation_is_reached()
    {
        await using var box = await Box.Open(Engine.Sqlite);
        var filed = await LetterTests.Filed(box.Store);
        box.Put("1", "");
        box.Put("2", "\0\0\0");
        box.Put("3", $"From: {Person}\nIn-Reply-To: <case-{filed.Case:N}@sv-hacienda.atiende>\n\nx\n");
        box.Put("4", $"From: {Person}\nIn-Reply-To: <case-{Guid.NewGuid():N}@cl-soser.atiende>\nSubject: '; DROP TABLE x; <script>alert(1)</script>\n\nx\n");
        await box.Take();

        Assert.Empty(box.New);
        await using var scope = box.Store.In(Soser);
        Assert.Empty(await scope.Get<ICorrespondence>().Of(filed.Case, default));
        Assert.Equal(4, (await scope.Get<IReplies>().List(IncomingState.Waiting, 1, default)).Total);
    }

    /// <summary>A Maildir of its own beside a store with the pack.</summary>
    internal sealed class Box : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public required Store Store { get; init; }

        public static async Task<Box> Open(Engine engine)
        {
            var box = new Box { Store = await PackedStore.On(engine, Soser) };
            Directory.CreateDirectory(Path.Combine(box._folder.Path, "new"));
            return box;
        }

        public IEnumerable<string> New => Directory.EnumerateFiles(Path.Combine(_folder.Path, "new"));

        public IEnumerable<string?> Seen => Directory.EnumerateFiles(Path.Combine(_folder.Path, "cur")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        public void Put(string name, string mail) => File.WriteAllBytes(Path.Combine(_folder.Path, "new", name), Encoding.UTF8.GetBytes(mail));

        public Task Take() => Store.Provider.GetRequiredService<ReplyTaking>().Take(new Maildir(_folder.Path), default);

        public async Task<string> Notice(Guid ofCase)
        {
            await using var scope = Store.In(Soser);
            return (await scope.Db().Set<OutboxMessage>().Where(m => m.CaseId == ofCase).OrderBy(m => m.Id).Select(m => m.MessageId).FirstOrDefaultAsync())
                ?? await Written(scope, ofCase);
        }

        public async Task<int> Outgoing()
        {
            await using var scope = Store.In(Soser);
            return await scope.Db().Set<OutboxMessage>().CountAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            _folder.Dispose();
        }

        private static async Task<string> Written(Microsoft.Extensions.DependencyInjection.AsyncServiceScope scope, Guid ofCase)
        {
            var id = await scope.Get<IOutbox>().Put(new($"test:{ofCase:N}", "Persona", Person, "Aviso", "Texto", "respuesta-inicial", null, null) { Case = ofCase, ToPerson = true }, default);
            return await scope.Db().Set<OutboxMessage>().Where(m => m.Id == id).Select(m => m.MessageId!).SingleAsync();
        }
    }
}
