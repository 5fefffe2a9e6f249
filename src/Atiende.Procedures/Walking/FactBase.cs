using Atiende.Procedures.Language;
using Atiende.Values;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Procedures.Walking;

/// <summary>What is known at a moment: a run's facts, and the time.</summary>
public readonly record struct FactBase(Run Run, WalkRules Rules, Instant Now)
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>The organisation's local time.</summary>
    public LocalDateTime Local => Now.InZone(Rules.Zone).LocalDateTime;

    /// <summary>The value of a fact, such as <c>motivo</c>, <c>cliente.nombre</c>, <c>ahora</c>; null where it is not known.</summary>
    public Datum? this[string path]
    {
        get
        {
            if (Run.Facts.TryGetValue(path, out var known)) return known;

            switch (path.ToLowerInvariant())
            {
                case "ahora" or "now": return Datum.Of(Minute.Format(Local));
                case "hoy" or "today": return Datum.Of(LocalDatePattern.Iso.Format(Local.Date));
            }

            if (path.StartsWith("folio:", StringComparison.OrdinalIgnoreCase))
                return Run.Cases.GetValueOrDefault(path[6..])?.Folio is { } folio ? Datum.Of(folio) : null;

            var dot = path.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0) return null;

            var (head, rest) = (path[..dot], path[(dot + 1)..]);
            if (rest == "exists") return Datum.Of(Run.Facts.TryGetValue(head, out var bound) && !bound.IsEmpty);

            if (!Run.Facts.ContainsKey(head) && Run.Cases.TryGetValue(head, out var own)) return OfCase(own, rest);

            var value = Run.Facts.GetValueOrDefault(head);
            foreach (var part in rest.Split('.')) value = value?.Part(part);
            return value;
        }
    }

    /// <summary>Whether all tests hold, with the reasons, one a test that holds.</summary>
    public bool Hold(IReadOnlyDictionary<string, FactTest> tests, ICollection<string>? reasons = null)
    {
        foreach (var (path, test) in tests)
        {
            if (!Holds(path, test)) return false;

            reasons?.Add(path is "now" or "ahora" ? $"{test.Within}" : $"{path}: {this[path]?.ToText() ?? "—"}");
        }

        return true;
    }

    /// <summary>Words with their {placeholders} filled in; what is not known becomes empty.</summary>
    public string Fill(string words) => Template.Fill(words, this);

    /// <summary>
    /// A value with its {placeholders} filled in. A value that is one placeholder keeps its kind, and is null where nothing is known.
    /// </summary>
    public Datum? Fill(Datum value)
    {
        if (value is not TextDatum { Text: var words }) return value;

        return Template.Only(words) is { } path ? this[path] : Datum.Of(Fill(words));
    }

    /// <summary>A date written in a fact: a day, or a day and time.</summary>
    public static LocalDateTime? Time(Datum? value)
    {
        var text = value?.ToText();
        if (string.IsNullOrEmpty(text)) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value.AtMidnight();
        if (Minute.Parse(text.Length > 16 ? text[..16] : text) is { Success: true } time) return time.Value;
        return null;
    }

    private static Datum? OfCase(OpenCase own, string part)
    {
        var words = part switch { "kind" => own.Kind, "state" => own.State, "folio" => own.Folio, "to" => own.To, _ => null };
        return words is null ? own.Fields.GetValueOrDefault(part) : Datum.Of(words);
    }

    private bool Holds(string path, FactTest test)
    {
        var value = this[path];
        if (test.Exists is { } exists && exists != (value is { IsEmpty: false })) return false;
        if (test.OneOf.Count > 0 && (value is null || !Any(test.OneOf, value))) return false;
        if (test.Not.Count > 0 && value is not null && Any(test.Not, value)) return false;
        if (test.AtLeast is { } least && !(Compare(value, least) >= 0)) return false;
        if (test.AtMost is { } most && !(Compare(value, most) <= 0)) return false;
        return test.Within is not { } window || (Time(value) is { } time && Rules.Within(window, time, null));
    }

    private static bool Any(IReadOnlyList<Datum> wanted, Datum value)
    {
        foreach (var one in wanted)
        {
            if (one.Means(value)) return true;
            if (value is ListDatum { Items: var items } && items.Any(one.Means)) return true;
        }

        return false;
    }

    private static int? Compare(Datum? value, Datum bound)
    {
        if (value is null) return null;
        if (value.AsNumber() is { } number && bound.AsNumber() is { } limit) return number.CompareTo(limit);
        if (Time(value) is { } time && Time(bound) is { } until) return time.CompareTo(until);
        return string.CompareOrdinal(Folding.Fold(value.ToText()), Folding.Fold(bound.ToText()));
    }
}
