using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Filing;
using Atiende.Inbox;
using Atiende.Mail;
using Atiende.Tests.Filing;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Correspondence;

/// <summary>What is written about a case: who reads it, and what becomes of it.</summary>
public sealed class LetterTests
{
    private const string Soser = "cl-soser";

    [Theory, BothEngines]
    public async Task A_note_stays_inside_and_a_message_goes_out_once_in_the_cases_thread(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await Filed(store);
        await using var scope = store.In(Soser);
        var letters = scope.Get<ICorrespondence>();

        await letters.Note(Draft(filed, "Llamar antes al colegio", "n1"), default);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var twice = 0; twice < 2; twice++) await letters.Write(Draft(filed, "Ya hablamos con el establecimiento.", "m1"), asks: false, default);

        var kept = await letters.Of(filed.Case, default);
        Assert.Equal([(LetterKind.Note, false), (LetterKind.Message, true)], kept.Select(l => (l.Kind, l.IsPublic)));
        var mail = Assert.Single(await scope.Get<IOutbox>().OfCase(filed.Case, default), m => m.Notice == "mensaje");
        Assert.Equal(("Ticket PAE-2026-000001: mensaje sobre su requerimiento", true), (mail.Summary.Subject, mail.ToPerson));
        var row = await scope.Db().Set<OutboxMessage>().SingleAsync(m => m.Notice == "mensaje");
        Assert.Equal(("uno@ejemplo.invalid", true), (row.ToAddress, row.IsWritten));
        Assert.Contains("«Desayuno frío» (ticket PAE-2026-000001):\n\nYa hablamos con el establecimiento.\n", row.Text, StringComparison.Ordinal);
        Assert.Equal(mail.Summary.Id, (await scope.Get<IOutbox>().ByMessageId(row.MessageId!, default))!.Id);
        var told = (await scope.Get<ICases>().ForPerson(filed.Case, default))!.Events.Select(e => e.What).ToList();
        Assert.Contains("Se escribe al usuario: Ya hablamos con el establecimiento.", told);
        Assert.DoesNotContain(told, said => said.Contains("Llamar", StringComparison.Ordinal));
    }

    [Theory, BothEngines]
    public async Task What_was_asked_waits_until_the_person_answers_and_the_area_is_told(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await Filed(store);
        await using var scope = store.In(Soser);
        var letters = scope.Get<ICorrespondence>();
        await letters.Write(Draft(filed, "¿En qué curso fue?", "q1"), asks: true, default);
        Assert.Equal("¿En qué curso fue?", (await letters.Asked(filed.Case, default))?.Text);
        store.Clock.Advance(TimeSpan.FromMinutes(1));

        var heard = new LetterHeard(filed.Case, LetterKind.FromPerson, LetterChannel.Portal, "CANAL-PAE", "En segundo básico", "k1", null);
        Assert.True(await letters.Hear(heard, default));
        Assert.False(await letters.Hear(heard, default));

        Assert.Null(await letters.Asked(filed.Case, default));
        Assert.Equal(2, (await letters.Of(filed.Case, default)).Count);
        var to = (await scope.Get<ICases>().Find(filed.Case, default))!.Summary.To!;
        Assert.Contains(await scope.Get<IInbox>().For("alguien", [to], to, default), task => task.Title == "PAE-2026-000001: el usuario agregó información" && task.About == "En segundo básico");
    }

    [Theory, BothEngines]
    public async Task What_is_typed_is_kept_for_its_member_until_it_is_sent(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await Filed(store);
        await using var scope = store.In(Soser);
        var letters = scope.Get<ICorrespondence>();

        await letters.KeepDraft(filed.Case, "ana", "d1", new("Estim", LetterKind.Message), default);
        await letters.KeepDraft(filed.Case, "ana", "d1", new("Estimada", LetterKind.Message), default);

        Assert.Equal(new TypedLetter("Estimada", LetterKind.Message), await letters.Draft(filed.Case, "ana", default));
        Assert.Null(await letters.Draft(filed.Case, "otra", default));
        await letters.Write(Draft(filed, "Estimada persona", "d1"), asks: false, default);
        await letters.KeepDraft(filed.Case, "ana", "d1", new("Estimada perso", LetterKind.Message), default);
        Assert.Null(await letters.Draft(filed.Case, "ana", default));
    }

    [Theory, BothEngines]
    public async Task Nothing_is_sent_where_nobody_can_be_written_to_or_nothing_is_said(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await Filed(store);
        await using var scope = store.In(Soser);
        var letters = scope.Get<ICorrespondence>();

        await Assert.ThrowsAsync<LetterRefusedException>(() => letters.Note(Draft(filed, "  ", "x1"), default));
        await Assert.ThrowsAsync<LetterRefusedException>(() => letters.Write(Draft(filed, new string('x', 20_001), "x2"), asks: false, default));
        await Assert.ThrowsAsync<LetterRefusedException>(() => letters.Write(new(Guid.NewGuid(), "Hola", "ana", "Ana", "x3"), asks: false, default));

        Assert.Empty(await letters.Of(filed.Case, default));
        await using var other = store.In("sv-hacienda");
        Assert.Empty(await other.Get<IOutbox>().OfCase(filed.Case, default));
    }

    [Theory, BothEngines]
    public async Task A_notice_is_shown_with_a_real_case_as_it_would_go_out(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await Filed(store);
        await using var scope = store.In(Soser);

        var shown = await scope.Get<ICorrespondence>().Fill("respuesta-inicial", filed.Case, default);
        var later = await scope.Get<ICorrespondence>().Fill("respuesta-definitiva", filed.Case, default);

        Assert.Equal("Ticket PAE-2026-000001: respuesta inicial, recibimos su interacción", shown!.Subject);
        Assert.Contains("«Desayuno frío»", shown.Text, StringComparison.Ordinal);
        Assert.Contains("<p style=", shown.Html, StringComparison.Ordinal);
        Assert.Empty(shown.Unknown);
        Assert.Equal(["respuesta_definitiva"], later!.Unknown);
        Assert.Null(await scope.Get<ICorrespondence>().Fill("aviso-plazo", filed.Case, default));
    }

    internal static async Task<Filed> Filed(Store store)
    {
        await using var scope = store.In(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        while (await scope.Get<FilingTurn>().Take(default) > 0) { }
        return filed;
    }

    private static LetterDraft Draft(Filed filed, string text, string key) => new(filed.Case, text, "ana", "Ana Ejemplo", key);
}
