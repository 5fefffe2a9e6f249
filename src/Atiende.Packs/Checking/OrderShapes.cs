using Atiende.Packs.Model;
using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Packs.Checking;

/// <summary>What a case type says of its work as orders, and who moves its states, against the rest of the pack.</summary>
internal static class OrderShapes
{
    public static IEnumerable<Fault> Faults(CaseType type, PackNames names)
    {
        foreach (var fault in PackNames.Missing(type.States.Concat(type.SubOrderStates).SelectMany(s => s.By), names.Roles, "role")) yield return fault;
        if (type.Work is not { } work) yield break;

        List<string> receivers = [.. names.Roles, .. names.Units];
        foreach (var fault in PackNames.Missing(new[] { work.To, work.CallsBack }.Concat(work.Parts.Select(p => p.To)).OfType<Name>(), receivers, "unit or role")) yield return fault;
        foreach (var fault in PackNames.Missing(work.Zone, [.. type.Fields.Select(f => f.Id.Value)], $"field of '{type.Id}'")) yield return fault;
        foreach (var fault in PackNames.Missing(work.Zones.Select(z => z.To), receivers, "unit or role")) yield return fault;
        if (work is { Zone: null, Zones: [var first, ..] }) yield return new(first.At, "Who serves which zone is said, and not where an order's zone stands", "Add `zone: FIELD`");
        foreach (var twice in work.Zones.SelectMany(z => z.Names.Select(name => (Name: Folding.Fold(name), z.At))).GroupBy(z => z.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new(twice.Last().At, $"The zone '{twice.Key}' is served twice", "Keep one: an order goes to one unit");
        foreach (var fault in PackNames.Missing(work.Sheet, names.Documents, "document")) yield return fault;

        var subOrders = type.Kinds.SelectMany(k => k.SubOrders).Distinct(StringComparer.Ordinal).ToList();
        foreach (var part in work.Parts.Where(p => !subOrders.Contains(p.Name)))
            yield return new(part.At, $"No kind of '{type.Id}' has a sub-order '{part.Name}'", PackNames.Suggest(part.Name, subOrders));
    }
}
