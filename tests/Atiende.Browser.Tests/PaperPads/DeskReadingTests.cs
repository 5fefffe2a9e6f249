using System.Collections.Immutable;
using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.PaperPads;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Browser.Tests.PaperPads;

/// <summary>What was read in a photograph is offered at the desk and taken by a key; reprints and the pace of each are seen.</summary>
public sealed class DeskReadingTests(Chromium chromium)
{
    private const string Soser = "cl-soser";

    [Fact]
    public async Task Words_that_were_read_stand_beside_their_field_until_somebody_takes_them()
    {
        await using var server = await RunningServer.Start();
        await Photographed(server);
        await using var typist = await chromium.Visitor(server.Address);
        await SignIn(typist, "pablo.ejemplo@cl-soser");
        await typist.Open("/paper/desk");
        await typist.See("[data-read='Desayuno frío']");
        await typist.IsAccessible();
        await typist.FitsTheWindow();

        Assert.Equal("", await typist.Find("[name=asunto]").InputValueAsync());
        Assert.Equal("", await typist.Find("[name=nombres]").InputValueAsync());
        Assert.Equal(1, await typist.Find("input[name=motivo]:checked").CountAsync());
        await typist.SeeText("Leído de la casilla");
        await typist.Picture("ingreso-hojas-leido");

        await typist.Find("[name=asunto]").FocusAsync();
        await typist.Press("Alt+t");
        Assert.Equal("Desayuno frío", await typist.Find("[name=asunto]").InputValueAsync());
        await typist.Find(".sheet-field:has([name=nombres]) [data-read-take]").ClickAsync();
        Assert.Equal("Persona Ejemplo Uno", await typist.Find("[name=nombres]").InputValueAsync());
        Assert.Empty(typist.Complaints);
        // What nobody took is not entered: handed in, its field is missing.
        await typist.Press("Control+Enter");
        await typist.See("#f-correo-error, [id$=correo-error]");
        Assert.Equal("", await typist.Find("[name=correo]").InputValueAsync());
    }

    [Fact]
    public async Task A_reprint_asks_why_on_screen_and_is_in_the_log_and_the_pace_of_each_is_shown()
    {
        await using var server = await RunningServer.Start();
        await Photographed(server);
        await using (var scope = server.Services.CreateScopeOf(Soser))
        {
            var pad = (await scope.Get<IPaperPads>().Account("90001", default))!.Pads[^1];
            var now = scope.Get<TimeProvider>().GetUtcNow();
            scope.Db().Add(new PadPrinting { Id = Guid.CreateVersion7(now), Number = pad.Number, At = now, By = "marta.ejemplo", First = pad.First, Last = pad.Last });
            foreach (var minutes in new[] { 4.0, 3.2, 2.5 })
                scope.Db().Add(Entered(now.AddMinutes(-minutes)));
            await scope.Db().SaveChangesAsync();
        }

        await using var marta = await chromium.Visitor(server.Address);
        await SignIn(marta, "marta.ejemplo@cl-soser");
        await marta.Open("/paper/sites/90001");
        await marta.SeeText("Primera impresión");
        await marta.Find("details.reprint summary").First.ClickAsync();
        await marta.See("details.reprint [name=reason]");
        await marta.IsAccessible();
        await marta.FitsTheWindow();
        await marta.Picture("talonarios-reimprimir");
        await marta.Open("/paper");
        await marta.SeeText("Ritmo de ingreso");
        await marta.IsAccessible();
        await marta.FitsTheWindow();
        await marta.Picture("talonarios");
        Assert.Empty(marta.Complaints);
    }

    private static async Task Photographed(RunningServer server)
    {
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        await scope.Get<IPaperPads>().Issue("90001", 5, "marta.ejemplo", default);
        var kept = await scope.Get<PhotoIntake>().Keep("90001", null, new("hoja.png", new MemoryStream(Atiende.Tests.Attachments.Sample.Png())), "Supervisor", default);
        while (await scope.Db().Set<PaperPhoto>().AsNoTracking().AnyAsync(p => p.State == PhotoState.Unread))
        {
            await scope.Get<PhotoTurn>().Take(default);
            scope.Db().ChangeTracker.Clear();
        }

        // As if it had been read: how it is read is tried on real photographs elsewhere.
        var row = await scope.Db().Set<PaperPhoto>().SingleAsync(p => p.Id == kept.Id);
        row.Suggested = ImmutableSortedDictionary<string, string>.Empty.Add("motivo", "Reclamo").Add("typed:asunto", "Desayuno frío").Add("typed:nombres", "Persona Ejemplo Uno").Add("typed:correo", "uno@ejemplo.invalid");
        await scope.Db().SaveChangesAsync();
    }

    private static PaperPhoto Entered(DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Door = "90001",
        Site = "90001",
        State = PhotoState.Entered,
        AttachmentId = Guid.CreateVersion7(at),
        Hash = $"{at.Ticks}",
        Sender = null,
        At = at,
        Suggested = ImmutableSortedDictionary<string, string>.Empty,
        Queued = at,
        DoneAt = at,
        DoneBy = "pablo.ejemplo",
    };

    private static async Task SignIn(Visitor someone, string account)
    {
        await someone.Open("/sign-in");
        await someone.Find("#userName").FillAsync(account);
        await someone.Find("#password").FillAsync(DemonstrationAccounts.Password);
        await someone.Press("Enter");
        await someone.See(".side");
    }
}
