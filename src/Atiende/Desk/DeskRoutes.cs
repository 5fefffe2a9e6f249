using Atiende.Accounts;
using Atiende.Contacts;
using Atiende.Desk.Parts;
using Atiende.Fabric;
using Atiende.Guidance;
using Atiende.Interactions;
using Atiende.Packs.Model;
using Atiende.Procedures.Reading;
using Atiende.Procedures.Walking;
using Atiende.Values;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace Atiende.Desk;

/// <summary>What is posted from the desk, and the fragments it asks for.</summary>
internal static class DeskRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk").RequireAuthorization(Policies.CanWork);
        desk.AddEndpointFilter(OnlyWhatIsSeen);
        desk.MapPost("/start", Start);
        desk.MapPost("/{interaction:guid}/procedure", BeginProcedure);
        desk.MapPost("/{interaction:guid}/park", Park);
        desk.MapPost("/{interaction:guid}/close", Close);
        desk.MapPost("/{interaction:guid}/person", SetPerson);
        desk.MapPost("/{interaction:guid}/note", AddNote);
        desk.MapGet("/{interaction:guid}/people", People);
        desk.MapGet("/{interaction:guid}/person", Person);
        desk.MapGet("/list", List);
        desk.MapPost("/run/{run:guid}/answer", Answer);
        desk.MapPost("/run/{run:guid}/draft", Draft);
        desk.MapPost("/run/{run:guid}/take", Take);
        LikeCaseRoutes.Map(desk);
        desk.MapMethods("/run/{run:guid}/present", ["GET", "POST", "DELETE"], (Guid run, HttpContext http, IPresence presence, ICurrentMember member) => PresenceRoute.Answer(http, $"run:{run}", presence, member));
    }

    // An id of another unit's or organisation's attention, or run, is no id.
    private static async ValueTask<object?> OnlyWhatIsSeen(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, cancel) = (context.HttpContext, context.HttpContext.RequestAborted);
        var sight = http.RequestServices.GetRequiredService<IRunSight>();
        if (Given("interaction") is { } interaction && !await sight.SeesAttention(interaction, cancel)) return Results.NotFound();
        if (Given("run") is { } run)
        {
            if (await http.RequestServices.GetRequiredService<IGuidance>().Find(run, cancel) is not { } view || !await sight.Sees(view, cancel)) return Results.NotFound();

            http.Features.Set(view);
        }

        return await next(context);

        Guid? Given(string name) => Guid.TryParse(http.Request.RouteValues[name]?.ToString(), out var id) ? id : null;
    }

    // The run as it stood when who asks was let in.
    private static RunView Seen(HttpContext http) => http.Features.GetRequiredFeature<RunView>();

    private static async Task<IResult> Start(HttpContext http, DeskModel desk, IInteractions interactions, IGuidance guidance, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var lines = desk.Organization.Pack.Lines.ServiceLines;
        var line = lines.FirstOrDefault(l => l.Id.Value == form["line"].ToString());
        var channel = line?.Channel ?? Enum.GetValues<ChannelKind>().FirstOrDefault(c => Shape.Kebab(c.ToString()) == form["channel"].ToString());
        var outgoing = line?.Outgoing ?? form["direction"].ToString() == "out";
        var called = desk.Organization.Pack.Identity.Channels.FirstOrDefault(c => c.Channel == channel)?.Called[0];
        Guid? contact = Guid.TryParse(form["contact"], out var known) ? known : null;
        var id = await interactions.Start(new(channel, called, line?.Id, outgoing, contact, member.Id, member.UnitId) { Id = Attempt(form) }, cancel);
        var starting = guidance.Choices(line?.Id, Shape.Kebab(channel.ToString()), outgoing).Where(c => c.Starts).ToList();
        if (starting is [var only] && (await guidance.OfInteraction(id, cancel)).Count == 0) await Begin(id, only, run: null, contact, desk, interactions, guidance, cancel);
        return Results.Redirect($"/desk/{id}");
    }

    private static async Task<IResult> BeginProcedure(Guid interaction, HttpContext http, DeskModel desk, IInteractions interactions, IGuidance guidance, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await desk.Attention(interaction, null, cancel) is not { } attention) return Results.NotFound();

        var wanted = form["section"].ToString();
        var choice = attention.Choices.FirstOrDefault(c => Key(c) == wanted);
        if (choice is null) return Results.BadRequest();

        var run = await Begin(interaction, choice, Attempt(form), attention.Details.Summary.Contact, desk, interactions, guidance, cancel);
        return Results.Redirect($"/desk/{interaction}?run={run}");
    }

    // The page names what it is about to begin, so that a form sent twice begins one.
    private static Guid? Attempt(IFormCollection form) => Guid.TryParse(form["attempt"], out var attempt) ? attempt : null;

    private static async Task<Guid> Begin(Guid interaction, SectionChoice choice, Guid? run, Guid? contact, DeskModel desk, IInteractions interactions, IGuidance guidance, CancellationToken cancel)
    {
        if (run is { } begun && await guidance.IsBegun(begun, cancel)) return begun;

        var summary = (await interactions.Find(interaction, cancel))!.Summary;
        var kebab = Shape.Kebab(summary.Channel.ToString());
        var facts = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase);
        // Everything known in this attention is carried over to the next procedure.
        foreach (var earlier in await guidance.OfInteraction(interaction, cancel))
        {
            foreach (var (name, value) in (await guidance.Find(earlier.Id, cancel))!.Run.Facts) facts[name] = value;
        }

        var known = desk.Organization.Words.Channel(summary.Line ?? kebab);
        facts["channel"] = Datum.Of((known?.Called ?? [kebab]).Select(Datum.Of));
        facts["canal"] = Datum.Of(summary.ChannelCalled ?? kebab);
        if (summary.Line is { } line) facts["line"] = Datum.Of(line);
        return await guidance.Begin(new(choice.Document, choice.Section, choice.Node, interaction, contact, desk.Actor, facts) { Id = run }, cancel);
    }

    private static async Task<IResult> Answer(Guid run, HttpContext http, DeskModel desk, IGuidance guidance, PersonFromRun person, TimeProvider clock, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var view = Seen(http);
        var node = form["node"].ToString();
        _ = int.TryParse(form["sequence"], System.Globalization.CultureInfo.InvariantCulture, out var sequence);
        var act = form["act"].ToString();
        var reason = form["reason"].ToString().Trim();
        var entry = view.Procedure.Find(node);
        var read = entry is not null
            ? StepForm.Read(form, entry.Node, view.Forms, desk.Organization, Today(desk, clock), partial: act is not ("" or "continue")) : StepForm.Empty;
        if (act is "" or "continue" && entry is not null && node == view.Run.Node && (read.Errors.Count > 0 || read.LacksOne(entry.Node, view.Run)))
            return Fragment(http, desk, view, read, read.Errors.Count > 0 ? GuideNotice.Fields : GuideNotice.AnyOf, StatusCodes.Status422UnprocessableEntity);
        if (act is "skip" or "close" or "escalate" && reason.Length == 0)
            return Fragment(http, desk, view, read, GuideNotice.Reason, StatusCodes.Status422UnprocessableEntity);

        WalkInput input = act switch
        {
            "back" => new Back(),
            "skip" => new Skip(node, reason, Given(form["choice"])),
            "close" => new CloseEarly(reason),
            "escalate" => new Escalate(reason),
            "search" => new Provide(node, read.Data),
            _ => new Answer(node, read.Data, Given(form["choice"]), form["repeat"] == "true"),
        };
        var step = await guidance.Give(run, sequence, input, desk.Actor, cancel);
        if (step.View.Interaction is { } interaction) await person.Learn(step.View, interaction, desk.Organization, desk.Actor.Name, cancel);
        return step.Refusal is { } refusal
            ? Fragment(http, desk, step.View, refusal is Refusal.NeedsChoice ? read : StepForm.Empty, GuideNotices.Of(refusal), StatusCodes.Status409Conflict,
                refusal is Refusal.Moved && entry is not null ? NotTaken.Of(entry.Node, view.Forms, read) : null)
            : Fragment(http, desk, step.View, StepForm.Empty, GuideNotice.None, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Draft(Guid run, HttpContext http, DeskModel desk, IRunDrafts drafts, TimeProvider clock, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (Seen(http).Procedure.Find(form["node"].ToString()) is not { } entry) return Results.NoContent();

        var typed = StepForm.Read(form, entry.Node, Seen(http).Forms, desk.Organization, Today(desk, clock), partial: true).Typed.ToDictionary();
        if (Given(form["choice"]) is { } choice) typed["choice"] = choice;
        _ = int.TryParse(form["draft-version"], System.Globalization.CultureInfo.InvariantCulture, out var seen);
        var kept = await drafts.Keep(run, entry.Key, typed, desk.Actor, seen, cancel);
        if (kept.Theirs is { } theirs) return Results.Json(new { name = kept.OtherName, version = kept.Version, theirs }, statusCode: StatusCodes.Status409Conflict);

        http.Response.Headers["Draft-Version"] = kept.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static async Task<IResult> Take(Guid run, HttpContext http, DeskModel desk, IGuidance guidance, CancellationToken cancel)
    {
        await guidance.Give(run, Seen(http).Run.Sequence, new TakeOver(), desk.Actor, cancel);
        return Results.Redirect($"/desk/run/{run}");
    }

    private static async Task<IResult> Park(Guid interaction, HttpContext http, IInteractions interactions, ICurrentMember member, CancellationToken cancel)
    {
        var parked = (await http.Request.ReadFormAsync(cancel))["parked"] == "true";
        await interactions.Park(interaction, parked, member.Name, cancel);
        return Results.Redirect(parked ? "/desk" : $"/desk/{interaction}");
    }

    private static async Task<IResult> Close(Guid interaction, HttpContext http, DeskModel desk, IInteractions interactions, IGuidance guidance, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (Given(form["disposition"]) is not { } disposition) return Results.Redirect($"/desk/{interaction}?close=1");

        foreach (var open in (await guidance.OfInteraction(interaction, cancel)).Where(r => r.Status is RunStatus.Standing or RunStatus.LookingUp))
        {
            var view = (await guidance.Find(open.Id, cancel))!;
            await guidance.Give(open.Id, view.Run.Sequence, new CloseEarly(disposition), desk.Actor, cancel);
        }

        await interactions.Close(interaction, disposition, Given(form["note"]), member.Name, cancel);
        return Results.Redirect("/desk");
    }

    private static async Task<IResult> AddNote(Guid interaction, HttpContext http, IInteractions interactions, ICurrentMember member, CancellationToken cancel)
    {
        if (Given((await http.Request.ReadFormAsync(cancel))["text"]) is { } text)
            await interactions.Note(interaction, InteractionEventKind.Note, text, member.Name, cancel);
        return Results.Redirect($"/desk/{interaction}");
    }

    private static async Task<IResult> SetPerson(Guid interaction, HttpContext http, DeskModel desk, IContacts contacts, IInteractions interactions, IGuidance guidance, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var draft = new ContactDraft(Given(form["name"]), Given(form["document"]), Given(form["telephone"]), Given(form["mail"]));
        try
        {
            var contact = Guid.TryParse(form["contact"], out var known) ? known : await contacts.FindOrCreate(draft, desk.Actor.Name, cancel);
            await interactions.SetContact(interaction, contact, desk.Actor.Name, cancel);
            await guidance.SetContact(interaction, contact, cancel);
            return new RazorComponentResult<PersonPanel>(new { Interaction = interaction, Person = await desk.Person(contact, interaction, cancel) });
        }
        catch (ContactRefusedException refused)
        {
            return new RazorComponentResult<PersonPanel>(new { Interaction = interaction, Person = await desk.Person(null, interaction, cancel), Draft = draft, Problem = refused })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
        }
    }

    private static async Task<RazorComponentResult> People(Guid interaction, string? q, IContacts contacts, CancellationToken cancel) =>
        new RazorComponentResult<PeopleFound>(new { Interaction = interaction, Text = q ?? "", Found = string.IsNullOrWhiteSpace(q) ? [] : await contacts.Search(q, 8, cancel) });

    private static async Task<IResult> Person(Guid interaction, DeskModel desk, IInteractions interactions, CancellationToken cancel)
    {
        if (await interactions.Find(interaction, cancel) is not { } found) return Results.NotFound();

        return new RazorComponentResult<PersonPanel>(new { Interaction = interaction, Person = await desk.Person(found.Summary.Contact, interaction, cancel) });
    }

    private static async Task<RazorComponentResult> List(Guid? shown, DeskModel desk, CancellationToken cancel) =>
        new RazorComponentResult<AttentionList>(new { List = await desk.List(shown, cancel) });

    /// <summary>The guide alone to a script, the whole page to a browser without one.</summary>
    private static IResult Fragment(HttpContext http, DeskModel desk, RunView view, StepForm form, GuideNotice notice, int status, IReadOnlyList<NotTaken>? notTaken = null)
    {
        if (!http.Request.Headers.ContainsKey("HX-Request") && notice is GuideNotice.None)
            return Results.Redirect(view.Interaction is { } interaction ? $"/desk/{interaction}?run={view.Id}" : $"/desk/run/{view.Id}");

        http.Response.Headers["HX-Trigger"] = "desk-changed";
        return new RazorComponentResult<GuidePanel>(new { View = view, Form = form, Notice = notice, desk.Organization, desk.Actor, NotTaken = notTaken ?? [] }) { StatusCode = status };
    }

    /// <summary>What names a choice of section in a form.</summary>
    public static string Key(SectionChoice choice) => $"{choice.Document}|{choice.Section}|{choice.Node}";

    private static LocalDate Today(DeskModel desk, TimeProvider clock) =>
        Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(desk.Organization.Times.Zone).Date;

    private static string? Given(Microsoft.Extensions.Primitives.StringValues value) => string.IsNullOrWhiteSpace(value) ? null : value.ToString().Trim();
}
