using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

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
        foreach (var fault in PackNames.Missing(work.Sheet, names.Documents, "document")) yield return fault;

        var subOrders = type.Kinds.SelectMany(k => k.SubOrders).Distinct(StringComparer.Ordinal).ToList();
        foreach (var part in work.Parts.Where(p => !subOrders.Contains(p.Name)))
            yield return new(part.At, $"No kind of '{type.Id}' has a sub-order '{part.Name}'", PackNames.Suggest(part.Name, subOrders));
    }
}
