using System.Globalization;
using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What a case type says of its clocks, and what indicators count of them.</summary>
internal static class ClockShapes
{
    // A chain goes on past the term, but not for ever.
    private const int LastShare = 1000;

    public static IEnumerable<Fault> Faults(CaseType type, PackNames names)
    {
        var states = type.States.Select(s => s.Id.Value).ToList();
        var receivers = names.Roles.Concat(names.Units).ToList();
        foreach (var twice in type.Clocks.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return new(twice.Last().At, $"Two clocks of '{type.Id}' are called '{twice.Key}'", "Give each its own name: it is known by it");

        foreach (var clock in type.Clocks)
        {
            foreach (var fault in PackNames.Missing(clock.Until, states, $"state of '{type.Id}'")) yield return fault;
            foreach (var fault in PackNames.Missing(clock.Since, states, $"state of '{type.Id}'")) yield return fault;
            foreach (var fault in PackNames.Missing(clock.WarnTo, receivers, "role or unit")) yield return fault;
            foreach (var fault in PackNames.Missing(clock.Escalate.Select(e => e.To), receivers, "role or unit")) yield return fault;
            if (clock.Since is { } since && since.Value == clock.Until.Value)
                yield return new(since.At, $"The clock '{clock.Name}' is stopped by the state that starts it", "Give `since` a state that comes before `until`");
            foreach (var fault in Warnings(clock)) yield return fault;
            foreach (var fault in Chain(clock)) yield return fault;
            foreach (var fault in Pauses(clock, type, states)) yield return fault;
        }
    }

    public static IEnumerable<Fault> Faults(Indicator indicator, IReadOnlyList<CaseType> cases)
    {
        if (indicator.Clock is not { } counted) yield break;

        foreach (var fault in PackNames.Missing(counted.Case, [.. cases.Select(c => c.Id.Value)], "case type")) yield return fault;
        if (cases.FirstOrDefault(c => c.Id.Value == counted.Case.Value) is not { } type) yield break;

        foreach (var fault in PackNames.Missing(counted.Name, [.. type.Clocks.Select(c => c.Name)], $"clock of '{type.Id}'")) yield return fault;
        if (counted.Reasons.Count > 0 && !type.Ticket.ContainsKey("reason"))
            yield return new(counted.At, $"'{type.Id}' does not say which of its fields holds the reason", "Add `ticket: { reason: FIELD }` to the case type, or leave `reasons` out");
    }

    private static IEnumerable<Fault> Warnings(CaseClock clock)
    {
        foreach (var wrong in clock.Warn.Where(w => w.Percent is < 1 or > 100))
            yield return new(wrong.At, $"{Number(wrong.Percent)} is no share of a term", "Write a percentage from 1 to 100; what comes later is for `escalate`");
        foreach (var twice in clock.Warn.GroupBy(w => w.Percent).Where(g => g.Count() > 1))
            yield return new(twice.Last().At, $"The clock '{clock.Name}' warns twice at {Number(twice.Key)} %", "Keep one");
    }

    private static IEnumerable<Fault> Chain(CaseClock clock)
    {
        foreach (var wrong in clock.Escalate.Where(e => e.Percent is < 1 or > LastShare))
            yield return new(wrong.At, $"{Number(wrong.Percent)} is no share to escalate at", $"Write a percentage from 1 to {Number(LastShare)}");
        foreach (var twice in clock.Escalate.GroupBy(e => (e.Percent, e.To.Value)).Where(g => g.Count() > 1))
            yield return new(twice.Last().At, $"'{twice.Key.Value}' is told twice at {Number(twice.Key.Percent)} %", "Keep one");
    }

    private static IEnumerable<Fault> Pauses(CaseClock clock, CaseType type, List<string> states)
    {
        var inStates = clock.Pauses.Select(p => p.State).OfType<Name>().ToList();
        foreach (var fault in PackNames.Missing(inStates, states, $"state of '{type.Id}'")) yield return fault;
        foreach (var twice in clock.Pauses.GroupBy(p => p.State?.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new(twice.Last().At, $"{(twice.Key is { } state ? $"The state '{state}'" : "`asked`")} pauses the clock '{clock.Name}' twice", "Keep one reason");
        foreach (var stops in inStates.Where(p => p.Value == clock.Until.Value || type.States.Any(s => s.Id.Value == p.Value && s.Final)))
            yield return new(stops.At, $"The clock '{clock.Name}' cannot be paused in '{stops}', which ends it", "Name a state in which the case waits");
        foreach (var unsaid in clock.Pauses.Where(p => p.State is null != p.Asked))
            yield return new(unsaid.At, $"A pause of '{clock.Name}' must say when: in a state, or while something is asked", "Write `state: STATE`, or `asked: true`");
        if (type.Messages is null && clock.Pauses.FirstOrDefault(p => p.Asked) is { } never)
            yield return new(never.At, $"The person of '{type.Id}' is never asked for more, so '{clock.Name}' would never be paused", "Add `messages: { write: …, ask: … }` to the case type, or take the pause off");
        foreach (var empty in clock.Pauses.Where(p => string.IsNullOrWhiteSpace(p.Reason)))
            yield return new(empty.At, $"A pause of '{clock.Name}' has no reason", "Say why the clock does not run: people read it beside the due time");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
