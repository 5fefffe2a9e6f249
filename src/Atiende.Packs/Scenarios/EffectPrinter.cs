using System.Text.Json;
using System.Text.Json.Nodes;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Values;
using Atiende.Values.Folios;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Packs.Scenarios;

/// <summary>Writes what a walk did as JSON, in the pack's words: one object an effect, in order.</summary>
internal sealed class EffectPrinter(Pack pack, PackWords words, PackTimes times, ProcedureIndex procedure)
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private readonly Dictionary<string, (string Folio, Instant Entered)> _opened = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public IEnumerable<JsonNode> Print(IEnumerable<Doing> doings, IReadOnlyDictionary<string, Run> runs, Instant now) =>
        doings.SelectMany(d => Print(d, runs[d.Id], now)).ToList();

    private IEnumerable<JsonNode> Print(Doing doing, Run run, Instant now) => doing switch
    {
        SaveCase save => [Case(save, now)],
        RepeatCase again => [Object("record", ("system", SystemOf(again)), ("record", again.Record))],
        UpdateRecord update => [Update(update)],
        SendMail mail => [Object("email", ("to", words.Who(mail.To)), ("about", Filled(words.Notice(mail.Notice).About, run, now)),
            ("ref", words.Notice(mail.Notice).Ref), ("due", At(mail.Due, now)))],
        TransferCall { Live: true } call => [Object("transfer", ("number", call.Number), ("ivr_options", List(call.Options)))],
        HandOver over => Over(over, now),
        Promise promise => [Object("callback", ("to", promise.To is { } to ? words.Who(to) : pack.Identity.PersonCalled),
            ("about", promise.About), ("due", At(promise.Due, now)))],
        Direct direct => [Object("direct", ("to", words.Who(direct.To) + (direct.For is { } what ? $" ({what})" : "")))],
        Print print => [Object("document", ("name", words.Document(print.Document).Name))],
        UpdateFolder folder => folder.Files.Select(file => (JsonNode)Object("folder", ("file", file))),
        Report report => [Object("report", ("name", report.Name), ("ref", report.Ref), ("to", report.To is { } reader ? words.Who(reader) : null))],
        Review review => [Object("review", ("name", review.Name), ("figures", List(review.Figures)))],
        Disclose disclose => [Object("disclosed", ("name", disclose.Value?.ToText() ?? disclose.Fact), ("fact", disclose.Fact))],
        Check check => [Object("check", ("name", check.Name), ("found", check.Holds))],
        Tell tell => [Object("told", ("ref", tell.Ref ?? (tell.Notice is { } notice ? words.Notice(notice).Ref : null) ?? procedure[tell.Node].Node.Ref))],
        _ => [],
    };

    private JsonObject Case(SaveCase save, Instant now)
    {
        var type = words.Case(save.Case.Type);
        if (!_opened.TryGetValue(save.Case.Name, out var opened)) _opened[save.Case.Name] = opened = (Folio(type, now), now);

        var state = PackWords.StateName(type.States, save.Case.State);
        var fields = new JsonObject(save.Case.Fields.Select(f => KeyValuePair.Create(f.Key, Json(f.Value))));
        if (type.Form is CaseForm.Ticket) return Ticket(save, type, opened, state, fields);

        return Object("record", ("system", words.System(type.System)), ("record", type.Name), ("type", save.Case.Kind), ("state", state),
            ("fields", fields), ("to", save.Case.To is { } to ? words.Who(to) : null),
            ("suborders", save.Case.SubOrders.IsEmpty ? null : new JsonArray([.. save.Case.SubOrders.Select(s => (JsonNode)new JsonObject
            {
                ["type"] = s.Name,
                ["state"] = PackWords.StateName(type.SubOrderStates, s.State),
            })])));
    }

    private JsonObject Ticket(SaveCase save, CaseType type, (string Folio, Instant Entered) opened, string state, JsonObject fields)
    {
        var facts = new FactBase(new Run { Facts = Run.NoFacts.AddRange(save.Case.Fields) }, WalkRules.Plain, opened.Entered);
        var clock = type.Clocks.FirstOrDefault(c => facts.Hold(c.When));
        JsonNode? Field(string role) => type.Ticket.TryGetValue(role, out var field) && save.Case.Fields.TryGetValue(field, out var value) ? Json(value) : null;

        return Object("ticket", ("folio", opened.Folio), ("state", state), ("reason", Field("reason")), ("type", Field("kind-of-reason")),
            ("channel", Field("channel")), ("entered", Minute.Format(opened.Entered.InZone(times.Zone).LocalDateTime)),
            ("due_hours", clock?.Due.Hours), ("due_at", clock is null ? null : At(clock.Due, opened.Entered)),
            ("cause_analysis", Field("cause-analysis")), ("approval", Field("approval")), ("fields", fields));
    }

    private string Folio(CaseType type, Instant now)
    {
        var number = _numbers[type.Id] = _numbers.GetValueOrDefault(type.Id) + 1;
        var date = now.InZone(times.Zone).Date;
        return FolioFormat.TryParse(type.Folio, out var format, out _) ? format.Format(number, date) : $"{type.Id}-{number}";
    }

    private JsonObject Update(UpdateRecord update)
    {
        var type = words.Record(update.System, update.Record)!;
        return Object("record", ("system", words.System(update.System)), ("record", update.Called ?? type.Name),
            ("state", update.State is { } state ? PackWords.StateName(type.States, state) : null),
            ("fields", new JsonObject(update.Set.Select(f => KeyValuePair.Create(f.Key, Json(f.Value))))));
    }

    private IEnumerable<JsonNode> Over(HandOver over, Instant now)
    {
        var receivers = over.Called is { } called ? [called] : over.To.Select(to => words.Who(words.WhoIs(to) ?? to)).ToList();
        return receivers.Select(to => Object("handoff", ("to", to), ("how", over.How), ("about", over.About), ("due", At(over.Due, now)),
            ("data", over.Data.IsEmpty ? null : new JsonObject(over.Data.Select(f => KeyValuePair.Create(f.Key, Json(f.Value)))))));
    }

    private string? SystemOf(RepeatCase again) =>
        procedure.Nodes.SelectMany(n => n.Node.LookUp).FirstOrDefault(l => l.As.Value == again.Of)?.System is { } system ? words.System(system) : null;

    private string? At(Due? due, Instant now)
    {
        if (due is null) return null;

        var from = due.From is { } name && _opened.TryGetValue(name, out var opened) ? opened.Entered : now;
        return Minute.Format(times.DueAt(due, from).InZone(times.Zone).LocalDateTime);
    }

    private string Filled(string text, Run run, Instant now)
    {
        // The numbers that the room of cases would have given by now.
        foreach (var (name, opened) in _opened.Where(o => run.Cases.ContainsKey(o.Key)))
            run = run with { Cases = run.Cases.SetItem(name, run.Cases[name] with { Folio = opened.Folio }) };
        return new FactBase(run, WalkRules.Plain with { Zone = times.Zone }, now).Fill(text);
    }

    private static JsonNode? Json(Datum value) => JsonSerializer.SerializeToNode(value);

    private static JsonArray List(IEnumerable<string> items) => new([.. items.Select(i => (JsonNode)i)]);

    private static JsonObject Object(string kind, params (string Key, JsonNode? Value)[] parts)
    {
        var made = new JsonObject { ["kind"] = kind };
        foreach (var (key, value) in parts)
        {
            if (value is not null) made[key] = value;
        }

        return made;
    }
}
