using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Cases;

/// <summary>The times by which something must have happened to a case, as its type says them.</summary>
internal static class CaseClocks
{
    /// <summary>The nearest due time of the clocks that run, with how it was counted from the case's entry.</summary>
    public static (DateTimeOffset? At, Bilingual? Why) Due(Case one, CaseType type, Organization organization)
    {
        if (!one.IsOpen) return (null, null);

        var entered = Instant.FromDateTimeOffset(one.OpenedAt);
        var next = Running(one, type)
            .Select(clock => (Clock: clock, Rule: PackTimes.RuleOf(clock.Due)))
            .Select(c => (c.Clock, c.Rule, At: c.Rule.Due(entered, organization.Times.Calendar)))
            .OrderBy(c => c.At).Take(1).ToList();
        if (next is not [var (nearest, rule, at)]) return (null, null);

        var why = rule.Explain(entered, organization.Times.Calendar);
        return (at.ToDateTimeOffset(), new($"{nearest.Name}: {why.Spanish}", $"{nearest.Name}: {why.English}"));
    }

    /// <summary>What is written down of the clocks that a state stops.</summary>
    public static IEnumerable<(bool InTime, Bilingual Said)> StoppedBy(string state, Case one, CaseType type, Organization organization, DateTimeOffset now) =>
        Running(one, type).Where(clock => clock.Until.Value == state).Select(clock =>
            PackTimes.RuleOf(clock.Due).Due(Instant.FromDateTimeOffset(one.OpenedAt), organization.Times.Calendar).ToDateTimeOffset() >= now
                ? (true, new Bilingual($"{clock.Name}: dentro del plazo", $"{clock.Name}: in time"))
                : (false, new Bilingual($"{clock.Name}: fuera del plazo", $"{clock.Name}: late")));

    private static IEnumerable<CaseClock> Running(Case one, CaseType type)
    {
        var known = new FactBase(new Run { Facts = Run.NoFacts.AddRange(one.Fields) }, WalkRules.Plain, Instant.FromDateTimeOffset(one.OpenedAt));
        return type.Clocks.Where(clock => !one.Visited.Contains(clock.Until.Value) && known.Hold(clock.When));
    }
}
