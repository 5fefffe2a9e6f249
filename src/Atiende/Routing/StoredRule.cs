using System.Collections.Immutable;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Routing;

/// <summary>A rule as it is stored and edited: the pack's, without its place in a file.</summary>
public sealed record StoredRule
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public ImmutableSortedDictionary<string, StoredTest> When { get; init; } = ImmutableSortedDictionary<string, StoredTest>.Empty;
    public required string To { get; init; }
    public string? About { get; init; }
    public ImmutableSortedDictionary<string, Datum> Set { get; init; } = ImmutableSortedDictionary<string, Datum>.Empty;
    public StoredDue? Due { get; init; }
    public bool Off { get; init; }

    /// <summary>The pack's rule as it is stored.</summary>
    public static StoredRule Of(RoutingRule rule) => new()
    {
        Id = rule.Id,
        Name = rule.Name,
        When = rule.When.ToImmutableSortedDictionary(w => w.Key, w => StoredTest.Of(w.Value)),
        To = rule.To,
        About = rule.About,
        Set = rule.Set.ToImmutableSortedDictionary(s => s.Key, s => s.Value),
        Due = rule.Due is { } due ? StoredDue.Of(due) : null,
        Off = rule.Off,
    };

    /// <summary>The rule as the engine takes it.</summary>
    public RoutingRule Rule => new()
    {
        Id = new(Id, default),
        Name = Name,
        When = When.ToDictionary(w => w.Key, w => w.Value.Test, StringComparer.OrdinalIgnoreCase),
        To = new(To, default),
        About = About,
        Set = Set.ToDictionary(s => s.Key, s => s.Value, StringComparer.OrdinalIgnoreCase),
        Due = Due?.Due,
        Off = Off,
    };
}

/// <summary>A test of a field.</summary>
public sealed record StoredTest
{
    public ImmutableArray<Datum> Is { get; init; } = [];
    public ImmutableArray<Datum> Not { get; init; } = [];
    public bool? Exists { get; init; }
    public Datum? AtLeast { get; init; }
    public Datum? AtMost { get; init; }

    public static StoredTest Of(FactTest test) =>
        new() { Is = [.. test.OneOf], Not = [.. test.Not], Exists = test.Exists, AtLeast = test.AtLeast, AtMost = test.AtMost };

    public FactTest Test => new() { OneOf = Is, Not = Not, Exists = Exists, AtLeast = AtLeast, AtMost = AtMost };
}

/// <summary>How long, in a unit named as packs name it: hours, days, working-hours, working-days, same-day, next-month.</summary>
public sealed record StoredDue(string Unit, int Count)
{
    /// <summary>The units in which time is given on screen.</summary>
    public static IReadOnlyList<string> Units { get; } = [.. new[] { nameof(Procedures.Language.Due.Hours), nameof(Procedures.Language.Due.Days),
        nameof(Procedures.Language.Due.WorkingHours), nameof(Procedures.Language.Due.WorkingDays) }.Select(Shape.Kebab)];

    public static StoredDue Of(Due due) => due switch
    {
        { Hours: { } n } => new(Units[0], n),
        { Days: { } n } => new(Units[1], n),
        { WorkingHours: { } n } => new(Units[2], n),
        { WorkingDays: { } n } => new(Units[3], n),
        { NextMonth: true } => new("next-month", 1),
        _ => new("same-day", 1),
    };

    public Due Due => new()
    {
        Hours = Unit == Units[0] ? Count : null,
        Days = Unit == Units[1] ? Count : null,
        WorkingHours = Unit == Units[2] ? Count : null,
        WorkingDays = Unit == Units[3] ? Count : null,
        SameDay = Unit == "same-day",
        NextMonth = Unit == "next-month",
    };
}
