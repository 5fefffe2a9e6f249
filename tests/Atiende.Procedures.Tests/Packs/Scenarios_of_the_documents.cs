using System.Text.Json;
using System.Text.Json.Nodes;
using Atiende.Packs.Scenarios;
using Atiende.Values;

namespace Atiende.Procedures.Tests.Packs;

public sealed class Scenarios_of_the_documents
{
    private static readonly Dictionary<string, string> PackOf = new(StringComparer.Ordinal)
    {
        ["000"] = "sv-hacienda",
        ["002"] = "sv-hacienda",
        ["001"] = "bo-comteco",
        ["003"] = "bo-comteco",
        ["004"] = "cl-soser",
    };

    private static readonly Dictionary<string, JsonElement> All = JsonDocument
        .Parse(File.ReadAllText(Repository.PathOf("tests", "seeds", "scenarios.json"))).RootElement.EnumerateArray()
        .ToDictionary(s => s.GetProperty("id").GetString()!, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Are_walked_as_expected(string id)
    {
        var expected = All[id];
        var walked = new ScenarioWalk(ShippedPacks.Read(PackOf[expected.GetProperty("doc").GetString()!])).Walk(Scenario.Read(expected));

        Assert.False(walked.ContainsKey("error"), walked["error"]?.ToString());
        Assert.Equal(Strings(expected.GetProperty("expected_path")), walked["path"]!.AsArray().Select(p => p!.ToString()));
        Assert.Equal(expected.GetProperty("expected_end").GetString(), walked["end"]!.ToString());
        new Outcome(walked["effects"]!.AsArray()).Holds(expected.GetProperty("expected_outcome"));
    }

    private static IEnumerable<string> Strings(JsonElement list) => list.EnumerateArray().Select(s => s.GetString()!);

    /// <summary>Compares what a walk left behind with what was expected: by presence and names, without regard to accents or case.</summary>
    private sealed class Outcome(JsonArray effects)
    {
        public void Holds(JsonElement expected)
        {
            foreach (var record in Items(expected, "records")) Record(record);
            foreach (var told in Items(expected, "told")) Some("told", ("ref", told.GetString()!));
            foreach (var mail in Items(expected, "emails")) Mail(mail);
            foreach (var call in Items(expected, "callbacks")) Some("callback", ("to", call.GetProperty("to").GetString()!));
            foreach (var paper in Items(expected, "manual_documents")) Some("document", ("name", paper.GetString()!));
            foreach (var file in Items(expected, "shared_folder")) Some("folder", ("file", file.GetString()!));
            foreach (var report in Items(expected, "reports")) Some("report", ("ref", report.GetString()!));
            foreach (var said in Items(expected, "disclosed")) Some("disclosed", ("name", said.GetString()!));
            if (expected.TryGetProperty("handoff", out var over)) Some("handoff", ("to", over.GetProperty("to").GetString()!));
            if (expected.TryGetProperty("directed_to", out var to)) Some("direct", ("to", to.GetString()!));
            if (expected.TryGetProperty("consultation", out var state)) Some("record", ("record", "consulta"), ("state", state.GetString()!));
            if (expected.TryGetProperty("transfer", out var transfer)) Transfer(transfer);
            if (expected.TryGetProperty("ticket", out var ticket)) Ticket(ticket, expected);
        }

        private void Record(JsonElement expected)
        {
            var wanted = new List<(string, string)> { ("system", expected.GetProperty("system").GetString()!), ("record", expected.GetProperty("kind").GetString()!) };
            foreach (var (key, name) in new[] { ("type", "type"), ("state", "state"), ("to", "to") })
            {
                if (expected.TryGetProperty(key, out var value)) wanted.Add((name, value.GetString()!));
            }

            var found = Some("record", [.. wanted]);
            foreach (var part in Items(expected, "suborders"))
                Assert.Contains(found.SelectMany(r => r["suborders"]?.AsArray() ?? []), s => Same(s!["type"], part.GetProperty("type")) && Same(s["state"], part.GetProperty("state")));
            if (!expected.TryGetProperty("fields", out var fields)) return;

            // The detail is prose for a person to read.
            foreach (var field in fields.EnumerateObject().Where(f => f.Name != "detalle"))
                Assert.Contains(found, r => Same(r["fields"]?[field.Name], field.Value));
        }

        private void Mail(JsonElement expected)
        {
            var wanted = new List<(string, string)> { ("to", expected.GetProperty("to").GetString()!) };
            if (expected.TryGetProperty("ref", out var reference)) wanted.Add(("ref", reference.GetString()!));
            if (expected.TryGetProperty("send_no_later_than", out var due)) wanted.Add(("due", due.GetString()!));
            Some("email", [.. wanted]);
        }

        private void Transfer(JsonElement expected)
        {
            var found = Some("transfer", ("number", expected.GetProperty("number").GetString()!));
            Assert.Contains(found, t => t["ivr_options"]!.AsArray().Select(o => o!.ToString()).SequenceEqual(Strings(expected.GetProperty("ivr_options"))));
        }

        private void Ticket(JsonElement expected, JsonElement outcome)
        {
            var wanted = new List<(string, string)> { ("state", expected.GetProperty("state").GetString()!) };
            foreach (var (key, name) in new[] { ("canal_ingreso", "channel"), ("motivo", "reason"), ("tipo", "type"), ("fecha_ingreso", "entered") })
                wanted.Add((name, expected.GetProperty(key).GetString()!));
            if (outcome.TryGetProperty("due_at", out var at)) wanted.Add(("due_at", at.GetString()!));
            if (outcome.TryGetProperty("due_hours", out var hours)) wanted.Add(("due_hours", hours.ToString()));
            if (outcome.TryGetProperty("visado", out var approval)) wanted.Add(("approval", approval.GetProperty("by").GetString()!));
            var found = Some("ticket", [.. wanted]);
            if (outcome.TryGetProperty("cause_analysis", out _)) Assert.Contains(found, t => t["cause_analysis"] is not null);
        }

        private List<JsonNode> Some(string kind, params (string Key, string Value)[] wanted)
        {
            var found = effects.Where(e => e!["kind"]!.ToString() == kind && wanted.All(w => Folding.Same(e[w.Key]?.ToString(), w.Value))).Select(e => e!).ToList();
            Assert.True(found.Count > 0, $"No {kind} with {string.Join(", ", wanted)} among\n{string.Join('\n', effects.Where(e => e!["kind"]!.ToString() == kind).Select(e => e!.ToJsonString()))}");
            return found;
        }

        private static bool Same(JsonNode? found, JsonElement expected) =>
            found is not null && Datum.Of(JsonSerializer.SerializeToElement(found))!.Means(Datum.Of(expected)!);

        private static IEnumerable<JsonElement> Items(JsonElement from, string name) =>
            from.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
    }
}
