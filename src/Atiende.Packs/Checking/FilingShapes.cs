using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What a case type says of its filing, against the rest of the pack.</summary>
internal static class FilingShapes
{
    private static readonly string[] Parts =
        ["reason", "topic", "sub-topic", "urgency", "subject", "description", "establishment", "region", "commune", "institution", "attachments"];

    private static readonly string[] ContactParts = ["document", "name", "first-name", "last-name", "mail", "phone", "user-type"];

    private static readonly string[] ChannelNames = [.. Enum.GetNames<ChannelKind>().Select(Shape.Kebab)];

    public static IEnumerable<Fault> Faults(CaseFiling filing, CaseType type, PackNames names)
    {
        var fields = type.Fields.Select(f => f.Id.Value).ToList();
        foreach (var fault in Leads(filing, names)) yield return fault;
        foreach (var fault in Keys(filing, filing.Channels.Keys, ChannelNames, "channel")) yield return fault;
        foreach (var fault in Keys(filing, filing.Parts.Keys, Parts, "part of a claim")) yield return fault;
        foreach (var fault in Keys(filing, filing.Contact.Keys, ContactParts, "part of a contact")) yield return fault;
        foreach (var fault in Keys(filing, filing.Parts.Values.Concat(filing.Contact.Values), fields, $"field of '{type.Id}'")) yield return fault;
        foreach (var fault in PackNames.Missing(filing.Required.Concat(filing.Answers), fields, $"field of '{type.Id}'")) yield return fault;
        foreach (var fault in filing.Completes.SelectMany(c => Completion(c, fields, type, names))) yield return fault;
        if (filing.Channels.Count == 0) yield return new(filing.At, "`filing` has no channel", "Name at least one, such as web: WEB");
    }

    private static IEnumerable<Fault> Leads(CaseFiling filing, PackNames names)
    {
        if (names.Section(filing.Document, filing.Section) is not { } section)
            yield return new(filing.Section.At, $"There is no section {filing.Section} of {filing.Document}", "Name a document's code and one of its sections");
        else if (section.Steps.All(s => s.Number != filing.Step))
            yield return new(filing.At, $"{filing.Section} has no step '{filing.Step}'", PackNames.Suggest(filing.Step, [.. section.Steps.Select(s => s.Number)]));
    }

    private static IEnumerable<Fault> Completion(CaseCompletion completion, List<string> fields, CaseType type, PackNames names)
    {
        foreach (var fault in PackNames.Missing(completion.By, fields, $"field of '{type.Id}'")) yield return fault;
        foreach (var fault in Keys(completion.At, completion.Sets.Keys, fields, $"field of '{type.Id}'")) yield return fault;
        if (names.Record(completion.System, completion.Record) is not { } record)
        {
            yield return new(completion.Record.At, $"There is no record type {completion.System}.{completion.Record}", "Name a record system and one of its types");
            yield break;
        }

        var theirs = record.Fields.Select(f => f.Id.Value).ToList();
        foreach (var fault in PackNames.Missing(completion.By, theirs, $"field of '{record.Id}'")) yield return fault;
        foreach (var fault in Keys(completion.At, completion.Sets.Values, theirs, $"field of '{record.Id}'")) yield return fault;
    }

    private static IEnumerable<Fault> Keys(CaseFiling filing, IEnumerable<string> used, IReadOnlyCollection<string> known, string kind) =>
        Keys(filing.At, used, known, kind);

    private static IEnumerable<Fault> Keys(Place at, IEnumerable<string> used, IReadOnlyCollection<string> known, string kind) =>
        used.Except(known, StringComparer.Ordinal).Select(name => new Fault(at, $"No {kind} is called '{name}'", PackNames.Suggest(name, known)));
}
