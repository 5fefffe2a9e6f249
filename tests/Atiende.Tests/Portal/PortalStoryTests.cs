using System.Net;
using System.Text.RegularExpressions;
using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Mail;
using Atiende.Opinions;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Portal;

/// <summary>A question from the portal to its answer: the person files it, the staff walk the procedure, the person reads and judges the answer.</summary>
public sealed class PortalStoryTests
{
    private const string Solution = "La minuta de celíacos está publicada en su establecimiento.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Actor Staff = new("marta.ejemplo", "Marta Ejemplo Oyarzún", ["administrador", "equipo-administrador", "area-respuesta"]);

    [Fact]
    public async Task What_a_person_asks_is_answered_by_its_procedure_and_read_and_judged_on_the_portal()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, Someone.Soser);
        using var person = await PortalVisitor.Registered(server);
        var (_, send) = await person.NewRequest();
        using var filed = await send([("motivo", "Consulta"), ("tema", "Pae Celiaco"), ("urgencia", "Baja"), ("asunto", "Minuta"), ("detalle", "¿Dónde veo la minuta?")]);
        var folio = filed.Headers.Location!.OriginalString.Split('/', '?')[4];
        var run = await Run(server);
        using var added = await person.Post($"requests/{folio}", $"requests/{folio}/more", ("text", "Es para primero básico."), ("key", "a"));
        using var twice = await person.Post($"requests/{folio}", $"requests/{folio}/more", ("text", "Es para primero básico."), ("key", "a"));
        using var early = await person.Post($"requests/{folio}", $"requests/{folio}/opinion", ("answer", "Conforme"));

        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
        {
            var one = (await scope.Get<ICases>().Search(new(folio, null, null, null, null, false, 1, 10), default)).Items[0];
            Assert.Single(await scope.Get<IInbox>().For("luis.ejemplo", [one.To!], one.To, default), task => task.Title.Contains("agregó información", StringComparison.Ordinal));
            var end = await Walk(scope, run);
            Assert.True(end.Run.End?.How is RunEnding.Concluded, $"{end.Run.Node} {end.Run.Status}");
        }

        var (_, html) = await person.Ask($"requests/{folio}");
        Assert.Contains(Solution, html, StringComparison.Ordinal);
        Assert.Contains("Cerrado", html, StringComparison.Ordinal);
        Assert.Contains("¿Quedó conforme con la respuesta?", html, StringComparison.Ordinal);
        Assert.Contains("Respuesta definitiva", html, StringComparison.Ordinal);
        using var late = await person.Post("requests", $"requests/{folio}/opinion", ("answer", "nada de eso"));
        Assert.DoesNotContain("done=judged", late.Headers.Location!.OriginalString, StringComparison.Ordinal);
        foreach (var answer in new[] { "Muy conforme", "Nada conforme" })
        {
            using var judged = await person.Post($"me", $"requests/{folio}/opinion", ("answer", answer), ("comment", "Gracias <b>"));
            Assert.Equal(HttpStatusCode.Redirect, judged.StatusCode);
        }

        (_, html) = await person.Ask($"requests/{folio}");
        Assert.Contains("Muy conforme", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nada conforme", html, StringComparison.Ordinal);
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        await using var reading = server.Services.CreateScopeOf(Someone.Soser);
        var page = await staff.Page($"/cases/{await reading.Get<ICases>().ByFolio(folio, default)}");
        Assert.Contains("¿Quedó conforme con la respuesta? Muy conforme · Gracias <b>", page, StringComparison.Ordinal);
        Assert.Contains("Agrega el usuario: Es para primero básico.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answered_the_mailed_question_for_an_opinion_is_not_asked_again_on_the_portal()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, Someone.Soser);
        using var person = await PortalVisitor.Registered(server);
        var (_, send) = await person.NewRequest();
        using var filed = await send([("motivo", "Consulta"), ("tema", "Pae Celiaco"), ("urgencia", "Baja"), ("asunto", "Minuta"), ("detalle", "¿Dónde veo la minuta?")]);
        var folio = filed.Headers.Location!.OriginalString.Split('/', '?')[4];
        var run = await Run(server);
        string token;
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
        {
            await Walk(scope, run);
            await scope.Get<OpinionTurn>().Take(default);
            var mail = await scope.Db().Set<OutboxMessage>().SingleAsync(m => m.Notice == "pedir-opinion");
            token = Regex.Match(mail.Text, "token=([\\w-]{43})").Groups[1].Value;
        }

        Assert.Contains("name=\"answer\"", (await person.Ask($"requests/{folio}")).Html, StringComparison.Ordinal);
        using var given = await person.Post($"opinion?mark=4&token={token}", "opinion", ("token", token), ("mark", "4"), ("comment", "Rápido"));

        var (_, html) = await person.Ask($"requests/{folio}");
        Assert.DoesNotContain("name=\"answer\"", html, StringComparison.Ordinal);
        Assert.Contains("4 · Conforme</strong> · Rápido", html, StringComparison.Ordinal);
        using var again = await person.Post("me", $"requests/{folio}/opinion", ("answer", "Nada conforme"));
        await using var reading = server.Services.CreateScopeOf(Someone.Soser);
        var one = (await reading.Get<ICases>().Find((await reading.Get<ICases>().ByFolio(folio, default))!.Value, default))!;
        Assert.DoesNotContain(one.Events, e => e.What.Contains("Nada conforme", StringComparison.Ordinal));
    }

    // The worker begins what was filed a moment later.
    private static async Task<Guid> Run(RunningServer server)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            await using var scope = server.Services.CreateScopeOf(Someone.Soser);
            if ((await scope.Get<IGuidance>().Open(patience.Token)).FirstOrDefault(r => r.Status is RunStatus.Waiting) is { } run) return run.Id;

            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task<RunView> Walk(AsyncServiceScope scope, Guid run)
    {
        var given = new Dictionary<string, Datum>
        {
            ["respuesta_area"] = Datum.Of(Solution),
            ["solucion_en_plazo"] = Datum.Of(true),
            ["respuesta_compleja"] = Datum.Of(false),
            ["solucion"] = Datum.Of(Solution),
            ["respuesta_definitiva"] = Datum.Of(Solution),
        };
        var view = (await scope.Get<IGuidance>().Find(run, default))!;
        for (var n = 0; n < 40 && view.Run.End is null; n++)
        {
            var choice = view.Offers.Count == 0 ? null : (view.Offers.FirstOrDefault(o => o.Preselected) ?? view.Offers[0]).Key;
            WalkInput input = view.Run.Status is RunStatus.Waiting ? new TakeOver() : new Answer(view.Run.Node, given, choice);
            var step = await scope.Get<IGuidance>().Give(run, view.Run.Sequence, input, Staff, default);
            Assert.True(step.Refusal is null, $"{view.Run.Node}: {step.Refusal}");
            view = step.View;
        }

        return view;
    }
}
