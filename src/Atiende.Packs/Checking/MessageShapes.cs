using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What a case type says of writing to its person and of being opened again, against the rest of the pack.</summary>
internal static class MessageShapes
{
    private const int LongestDays = 3650;

    public static IEnumerable<Fault> Faults(CaseType type, Pack pack, PackNames names) =>
        [.. Messages(type, pack), .. Reopening(type, pack, names)];

    private static IEnumerable<Fault> Messages(CaseType type, Pack pack)
    {
        if (type.Messages is not { } messages) yield break;

        foreach (var fault in Mails(pack, messages.Write, messages.Ask, messages.Opinion)) yield return fault;
        foreach (var fault in Holds(pack, messages.Write, "{texto}").Concat(Holds(pack, messages.Ask, "{texto}")).Concat(Holds(pack, messages.Opinion, "{enlace}")))
            yield return fault;
        if (messages.Opinion is not null && pack.Portal is null)
            yield return new(messages.At, "`opinion` asks on a page of the portal, and the pack has no portal", "Take `opinion` off, or write a portal.yaml");
    }

    private static IEnumerable<Fault> Reopening(CaseType type, Pack pack, PackNames names)
    {
        if (type.Reopen is not { } reopen) yield break;

        foreach (var fault in PackNames.Missing(reopen.State, [.. type.States.Select(s => s.Id.Value)], $"state of '{type.Id}'")) yield return fault;
        foreach (var fault in Mails(pack, reopen.TooLate)) yield return fault;
        if (type.States.FirstOrDefault(s => s.Id.Value == reopen.State.Value) is { Final: true })
            yield return new(reopen.State.At, $"'{reopen.State}' is final: a case that is opened again must be able to go on", "Name a state from which others follow");
        if (reopen.Days is < 1 or > LongestDays) yield return new(reopen.At, $"{reopen.Days} days", $"Say from 1 to {LongestDays}");
        if (type.OnePer.Count > 0) yield return new(reopen.At, "A type with `one-per` is not opened again: another may stand in its place by then", "Take one of the two off");
        if (type.Filing is not { } filing)
            yield return new(reopen.At, "`reopen` begins a section of the filing's document, and the type has no `filing`", "Write `filing`, or take `reopen` off");
        else if (names.Section(filing.Document, reopen.Section) is null)
            yield return new(reopen.Section.At, $"There is no section {reopen.Section} of {filing.Document}", "Name one of its sections");
    }

    private static IEnumerable<Fault> Mails(Pack pack, params Name?[] used)
    {
        foreach (var name in used.OfType<Name>())
        {
            if (pack.Notices.FirstOrDefault(n => n.Id.Value == name.Value) is not { } notice)
                yield return PackNames.Missing(name, [.. pack.Notices.Select(n => n.Id.Value)], "notice").Single();
            else if (notice.Kind is not NoticeKind.Mail)
                yield return new(name.At, $"The notice '{name}' is told, not mailed", "Name one of `kind: mail`");
        }
    }

    private static IEnumerable<Fault> Holds(Pack pack, Name? name, string place)
    {
        if (name is { } used && pack.Notices.FirstOrDefault(n => n.Id.Value == used.Value) is { } notice && !notice.Text.Contains(place, StringComparison.Ordinal))
            yield return new(notice.At, $"The notice '{used}' says nothing of {place}", $"Write {place} where it belongs");
    }
}
