using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What a case type says of its possible duplicates.</summary>
internal static class DuplicateShapes
{
    public static IEnumerable<Fault> Faults(CaseDuplicates duplicates, CaseType type)
    {
        List<string> known = [CaseDuplicates.Contact, CaseDuplicates.Kind, .. type.Fields.Select(f => f.Id.Value)];
        foreach (var fault in PackNames.Missing(duplicates.Same, known, $"field of '{type.Id}'")) yield return fault;
        if (duplicates.Same.Count == 0) yield return new(duplicates.At, "`duplicates` names nothing that two cases share", "Write same: [contact] or fields of the case");
        if (duplicates.Span <= TimeSpan.Zero) yield return new(duplicates.At, "`within` of `duplicates` is a number of hours or days", "Write within: { days: 7 }");
    }
}
