using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Procedures.Language;

/// <summary>
/// A test of one fact, as plain data: a value (equal), a list (one of), or a map with one or more of
/// exists, not, at-least, at-most, within. All that is given must hold.
/// </summary>
[Means("A value the fact must equal, a list of which it must be one, or a map of tests.")]
public sealed record FactTest
{
    public Place At { get; init; }

    [Means("It must be one of these.")]
    public IReadOnlyList<Datum> OneOf { get; init; } = [];

    [Means("It must be none of these.")]
    public IReadOnlyList<Datum> Not { get; init; } = [];

    [Means("true: it must be known and not empty; false: it must not.")]
    public bool? Exists { get; init; }

    [Means("It must be this number or date or a later one.")]
    public Datum? AtLeast { get; init; }

    [Means("It must be this number or date or an earlier one.")]
    public Datum? AtMost { get; init; }

    [Means("The time (`now`, or a date field) must lie in this window of the pack's calendar.")]
    public Name? Within { get; init; }
}
