using System.Collections.Immutable;
using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Cases.Orders;

/// <summary>Which unit serves which zone, by the case type.</summary>
internal static class OrderZones
{
    /// <summary>An order's zone, as its data say it; null where its type has none, or it is not known.</summary>
    public static string? ZoneOf(CaseType? type, IReadOnlyDictionary<string, Datum> fields) =>
        type?.Work?.Zone is { } field && fields.TryGetValue(field, out var zone) && !zone.IsEmpty ? zone.ToText() : null;

    /// <summary>Who serves a zone.</summary>
    public static string? Serves(CaseType type, string? zone) =>
        zone is null ? null : type.Work?.Zones.FirstOrDefault(z => z.Names.Any(name => Folding.Same(name, zone)))?.To.Value;

    /// <summary>Whether somebody serves a zone of a type's orders.</summary>
    public static bool IsServed(CaseType type, string? to) => to is not null && type.Work?.Zones.Any(z => z.To.Value == to) == true;

    /// <summary>
    /// To whom an order goes for its zone: where nobody has it yet, or the one has it who served the zone that it had before. What was passed on by
    /// hand stays where it is.
    /// </summary>
    public static (string? Zone, string? To) Of(CaseType type, ImmutableSortedDictionary<string, Datum> fields, Case? one)
    {
        var zone = ZoneOf(type, fields);
        return Serves(type, zone) is { } to && to != one?.To && (one?.To is null || one.To == Serves(type, ZoneOf(type, one.Fields))) ? (zone, to) : (zone, null);
    }
}
