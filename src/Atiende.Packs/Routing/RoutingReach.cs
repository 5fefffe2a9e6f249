using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Packs.Routing;

/// <summary>
/// Finds rules that nothing ever reaches, because those before take all of it. Each field is looked at by the values that the rules tell
/// apart, so that it is enough to try every combination of those.
/// </summary>
internal sealed class RoutingReach(IReadOnlyList<RoutingRule> rules, Func<string, IReadOnlyList<string>?> valuesOf)
{
    // More combinations than this are not tried: what is then not said is no fault.
    private const int CombinationsMax = 200_000;

    /// <summary>The places of rules that are never reached, each with those that take what it would.</summary>
    public IReadOnlyList<(int Rule, IReadOnlyList<int> Before)> Unreached()
    {
        var open = Enumerable.Range(0, rules.Count).Where(i => !rules[i].Off).ToList();
        var unreached = new List<(int, IReadOnlyList<int>)>();
        foreach (var rule in open)
        {
            var before = open.TakeWhile(i => i < rule).ToList();
            if (before.Count > 0 && TakenBy(rule, before) is { } takers) unreached.Add((rule, takers));
        }

        return unreached;
    }

    // Those that take every case of the rule, or null where one comes through.
    private List<int>? TakenBy(int rule, List<int> before)
    {
        var fields = rules[rule].When.Keys.Concat(before.SelectMany(i => rules[i].When.Keys)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var samples = fields.ConvertAll(field => Samples(field, [rule, .. before]));
        var count = samples.Aggregate(1L, (product, values) => Math.Min(product * values.Count, CombinationsMax + 1L));
        if (count > CombinationsMax) return before.Where(i => Covers(rules[i], rules[rule])).Take(1).ToList() is { Count: > 0 } one ? one : null;

        var takers = new List<HashSet<int>>();
        for (var n = 0L; n < count; n++)
        {
            var facts = Case(fields, samples, n);
            if (!facts.Hold(rules[rule].When)) continue;

            var holding = before.Where(i => facts.Hold(rules[i].When)).ToHashSet();
            if (holding.Count == 0) return null;
            takers.Add(holding);
        }

        return Fewest(before, takers);
    }

    // Those without which something would come through: a rule that takes only what others take too is not to be named.
    private static List<int> Fewest(List<int> before, List<HashSet<int>> takers)
    {
        var kept = before.Where(i => takers.Exists(t => t.Contains(i))).ToList();
        foreach (var one in kept.ToList())
        {
            if (takers.TrueForAll(t => kept.Exists(i => i != one && t.Contains(i)))) kept.Remove(one);
        }

        return kept;
    }

    private static FactBase Case(List<string> fields, List<List<Datum?>> samples, long n)
    {
        var facts = Run.NoFacts.ToBuilder();
        for (var i = 0; i < fields.Count; i++)
        {
            if (samples[i][(int)(n % samples[i].Count)] is { } value) facts[fields[i]] = value;
            n /= samples[i].Count;
        }

        return new(new Run { Facts = facts.ToImmutable() }, WalkRules.Plain, default(Instant));
    }

    // One value for each way in which the rules tell this field's values apart; nothing given is one of them.
    private List<Datum?> Samples(string field, List<int> among)
    {
        var tests = among.Select(i => rules[i].When.FirstOrDefault(w => w.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value).OfType<FactTest>().ToList();
        IEnumerable<Datum> known = valuesOf(field) is { } listed ? listed.Select(Datum.Of)
            : tests.SelectMany(t => t.OneOf.Concat(t.Not)).Append(Datum.Of("·"));
        var bounds = tests.SelectMany(t => new[] { t.AtLeast, t.AtMost }).Select(b => b?.AsNumber()).OfType<decimal>()
            .SelectMany(b => new[] { b - 0.5m, b, b + 0.5m }).Select(Datum.Of);
        return [null, .. known.Concat(bounds).DistinctBy(value => string.Concat(tests.Select(test => Holds(field, test, value) ? '1' : '0')))];
    }

    private static bool Holds(string field, FactTest test, Datum value) =>
        new FactBase(new Run { Facts = Run.NoFacts.SetItem(field, value) }, WalkRules.Plain, default(Instant))
            .Hold(new Dictionary<string, FactTest> { [field] = test });

    private static bool Covers(RoutingRule general, RoutingRule special) => general.When.All(g =>
        special.When.TryGetValue(g.Key, out var test) && g.Value.OneOf.Count > 0 && test.OneOf.Count > 0 && test.OneOf.All(v => g.Value.OneOf.Any(v.Means)));
}
