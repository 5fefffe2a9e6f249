using System.Text.Json;
using Atiende.Values;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Packs.Scenarios;

/// <summary>An end-to-end case: where a walk begins, what is known, and the answers it is given.</summary>
public sealed record Scenario(
    string Id, string Doc, string Start, string? Channel, LocalDateTime? Now, string? Zone,
    IReadOnlyDictionary<string, Datum> Given, IReadOnlyList<ScenarioAnswer> Answers)
{
    /// <summary>Reads one scenario.</summary>
    /// <exception cref="FormatException">Names the key that is missing or wrong.</exception>
    public static Scenario Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object) throw new FormatException("A scenario must be a JSON object.");

        var id = Text(json, "id") ?? throw new FormatException("A scenario lacks 'id'.");
        var start = Text(json, "start") ?? throw new FormatException($"{id}: 'start' is missing: the ref of the step where the walk begins.");
        var given = json.TryGetProperty("given", out var facts) && facts.ValueKind is JsonValueKind.Object ? facts : default;
        var answers = json.TryGetProperty("answers", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        return new(id, Text(json, "doc") ?? start.Split('/')[0], start,
            Text(given, "channel"), TimeOf(id, Text(given, "now")), Text(given, "timezone"),
            Facts(given, "rings", "trigger"), [.. answers.Select((a, i) => AnswerOf(id, i, a))]);
    }

    private static ScenarioAnswer AnswerOf(string id, int index, JsonElement json)
    {
        var step = Text(json, "step_ref") ?? throw new FormatException($"{id}: answer {index + 1} lacks 'step_ref'.");
        var data = json.TryGetProperty("data", out var given) && given.ValueKind is JsonValueKind.Object
            ? Facts(given, [.. given.EnumerateObject().Select(p => p.Name)]) : new Dictionary<string, Datum>();
        return new(step, data, Text(json, "choice"));
    }

    private static Dictionary<string, Datum> Facts(JsonElement json, params string[] names) =>
        json.ValueKind is not JsonValueKind.Object ? [] : names
            .Select(n => (Name: n, Value: json.TryGetProperty(n, out var value) ? Datum.Of(value) : null))
            .Where(f => f.Value is not null)
            .ToDictionary(f => f.Name, f => f.Value!, StringComparer.OrdinalIgnoreCase);

    private static LocalDateTime? TimeOf(string id, string? text)
    {
        if (text is null) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value.AtMidnight();

        foreach (var pattern in new[] { "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd'T'HH:mm:ss" })
        {
            if (LocalDateTimePattern.CreateWithInvariantCulture(pattern).Parse(text) is { Success: true } time) return time.Value;
        }

        throw new FormatException($"{id}: 'now' is '{text}'; write it as 2026-03-06T11:59.");
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What is answered at a step or branch: data, and the ref of the branch taken or of the step it leads to.</summary>
public sealed record ScenarioAnswer(string StepRef, IReadOnlyDictionary<string, Datum> Data, string? Choice);
