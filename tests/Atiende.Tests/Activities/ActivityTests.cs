using System.Net;
using Atiende.Activities;
using Atiende.Tests.Contract;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Activities;

public sealed class ActivityTests
{
    private const string Soser = "cl-soser";

    private static readonly DateTimeOffset Day = new(2026, 11, 10, 13, 0, 0, TimeSpan.Zero);

    private static readonly ActivityDraft Talk = new(
        "Charla a apoderados", ActivityKind.Talk, Day, AllDay: false, Day.AddHours(1), "Valparaíso", "90001 Escuela Ejemplo", "JUNAEB", "marta.ejemplo", ActivityState.Planned, "Llevar afiches; dos, por sala");

    [Theory, BothEngines]
    public async Task An_institution_sees_what_concerns_it_and_a_deleted_one_can_be_had_back(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var activities = scope.Get<IActivities>();
        var id = await activities.Save(null, Talk, "marta.ejemplo", default);
        await activities.Save(null, Talk with { Title = "Para todas", Party = null }, "marta.ejemplo", default);

        Assert.Equal(2, (await Within(activities, ["JUNAEB"])).Count);
        Assert.Equal(["Para todas"], (await Within(activities, ["JUNJI"])).Select(a => a.What.Title));
        Assert.Null(await activities.Find(id, ["JUNJI"], default));

        Assert.True(await activities.TakeAway(id, away: true, "marta.ejemplo", default));
        Assert.False(await activities.TakeAway(id, away: true, "marta.ejemplo", default));
        Assert.Null(await activities.Find(id, [], default));
        Assert.Equal([id], (await activities.TakenAway(default)).Select(a => a.Id));
        Assert.True(await activities.TakeAway(id, away: false, "marta.ejemplo", default));
        Assert.Equal(Talk with { StartsAt = Day }, (await activities.Find(id, [], default))!.What);
    }

    [Theory, BothEngines]
    public async Task What_is_wrong_is_said_by_field_and_nothing_is_stored(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var activities = scope.Get<IActivities>();

        var refused = await Assert.ThrowsAsync<ActivityRefusedException>(() => activities.Save(null, Talk with { Title = " ", EndsAt = Day.AddHours(-1) }, "m", default));

        Assert.Equal(["title", "until"], refused.Problems.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await Within(activities, []));
    }

    [Fact]
    public void A_calendar_file_is_one_that_calendar_programs_read()
    {
        var view = new ActivityView(Guid.Parse("0198c0de-0000-7000-8000-000000000001"), Talk with { Title = new string('ñ', 60) }, Day, Day, "m");
        var text = CalendarFile.Of("CANAL", [view, view with { What = Talk with { AllDay = true, State = ActivityState.Cancelled } }], TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"), "cl-soser", id => $"http://localhost/activities/{id}");

        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("DTSTART:20261110T130000Z\r\nDTEND:20261110T140000Z", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20261110", text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", text, StringComparison.Ordinal);
        var whole = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("DESCRIPTION:Llevar afiches\\; dos\\, por sala", whole, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:" + new string('ñ', 60), whole, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_planned_on_screen_and_the_institution_reads_it_and_changes_nothing()
    {
        await using var server = await InstitutionTests.Served();
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        using var visitor = await SignedIn.As(server, "visita.junji@cl-soser");

        using var wrong = await staff.Post("/activities/new", "/activities/save", ("title", ""), ("day", "2026-11-10"));
        using var made = await staff.Post("/activities/new", "/activities/save",
            ("title", "Visita a jardines"), ("kind", "visit"), ("day", "2026-11-10"), ("from", "10:00"), ("until", "11:30"), ("region", "Valparaíso"), ("state", "planned"), ("notes", "<script>x</script>"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var address = made.Headers.Location!.OriginalString;
        Assert.Contains("Visita a jardines", await visitor.Page("/activities?month=2026-11"), StringComparison.Ordinal);
        var page = await visitor.Page(address);
        Assert.Contains("10:00–11:30", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{address}/edit", page, StringComparison.Ordinal);
        using var calendar = await visitor.Get("/activities/calendar.ics");
        Assert.Contains("SUMMARY:Visita a jardines", await calendar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.Status("/activities/new"));
        using var refused = await visitor.Post("/activities", $"{address}/delete");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var deleted = await staff.Post(address, $"{address}/delete");
        Assert.Equal(HttpStatusCode.NotFound, await visitor.Status(address));
        using var restored = await staff.Post(deleted.Headers.Location!.OriginalString, $"{address}/restore");
        Assert.Contains("Visita a jardines", await visitor.Page(address), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<ActivityView>> Within(IActivities activities, IReadOnlyList<string> parties) => activities.Within(Day.AddDays(-1), Day.AddDays(1), parties, default);
}
