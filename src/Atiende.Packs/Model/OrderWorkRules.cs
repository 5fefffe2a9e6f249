using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>How cases of a type are worked on as orders.</summary>
[Means("How cases of the type are worked on as orders: whose work each sub-order is, and by when.")]
public sealed record OrderWorkRules
{
    public Place At { get; init; }

    [Means("The unit or role whose work the order is, where nothing else says; and who closes it.")]
    public Name? To { get; init; }

    [Means("By when the order itself is done, from when nothing of it waits.")]
    public Due? Due { get; init; }

    [Means("The unit or role that calls the person back with the result.")]
    public Name? CallsBack { get; init; }

    [Means("The field that holds the zone.")]
    public Name? Zone { get; init; }

    [Means("Who serves which zones: an order of a zone goes there, where its procedure names nobody, and who is of another unit does not move it.")]
    public IReadOnlyList<OrderZone> Zones { get; init; } = [];

    [Means("The document of the pack that is printed as its sheet; it is filled with the order's fields, {folio} and {estado}.")]
    public Name? Sheet { get; init; }

    [Means("Its sub-orders.")]
    public IReadOnlyList<OrderPartWork> Parts { get; init; } = [];
}

/// <summary>Zones that a unit serves.</summary>
public sealed record OrderZone
{
    public Place At { get; init; }

    [Means("The zones, as the field holds them.")]
    public required IReadOnlyList<string> Names { get; init; }

    [Means("The unit or role that serves them.")]
    public required Name To { get; init; }
}

/// <summary>A sub-order's work.</summary>
public sealed record OrderPartWork
{
    public Place At { get; init; }

    [Means("The sub-order's name, as its kind writes it.")]
    public required string Name { get; init; }

    [Means("The unit or role whose work it is.")]
    public Name? To { get; init; }

    [Means("By when, from when the one before it is done.")]
    public Due? Due { get; init; }
}
