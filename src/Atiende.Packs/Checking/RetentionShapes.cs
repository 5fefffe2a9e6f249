using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What the pack says of how long things are kept, against its case types.</summary>
internal sealed class RetentionShapes(Pack pack, PackNames names)
{
    // Longer than any law asks for: a slip of the finger.
    private const int DaysMost = 36500;

    public IEnumerable<Fault> Check()
    {
        if (pack.Retention is not { } said) yield break;

        var periods = new[]
        {
            said.Attentions, said.ContactsWithoutCases, said.Attachments, said.UnconfirmedAccounts, said.Mail, said.Tasks, said.Readings, said.Drafts, said.Imports,
        };
        foreach (var fault in periods.OfType<RetentionPeriod>().SelectMany(p => Days(p.At, p.Days))) yield return fault;
        foreach (var fault in said.Cases.SelectMany(Case)) yield return fault;
        foreach (var twice in said.Cases.Where(c => c.States.Count == 0).GroupBy(c => c.Type.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new(twice.Last().At, $"'{twice.Key}' has two periods for any state", "Name the states of one of them");
        if (said.UnconfirmedAccounts is { } unconfirmed && pack.Portal is null)
            yield return new(unconfirmed.At, "This pack has no portal, so nobody registers", "Take `unconfirmed-accounts` away");
    }

    private IEnumerable<Fault> Case(CaseRetention period)
    {
        foreach (var fault in Days(period.At, period.Days)) yield return fault;
        foreach (var fault in PackNames.Missing(period.Type, names.Cases, "case type")) yield return fault;
        if (pack.Cases.FirstOrDefault(c => c.Id.Value == period.Type.Value) is not { } type) yield break;

        foreach (var fault in PackNames.Missing(period.States, [.. type.States.Select(s => s.Id.Value)], $"state of '{type.Id}'")) yield return fault;
        foreach (var open in period.States.Where(named => type.States.Any(s => s.Id.Value == named.Value && !s.Final)))
            yield return new(open.At, $"'{open}' is no final state of '{type.Id}': what is open is kept", "Name a state with `final: true`");
        foreach (var fault in PackNames.Missing(period.Keeps, [.. type.Fields.Select(f => f.Id.Value)], $"field of '{type.Id}'")) yield return fault;
        foreach (var kept in period.Keeps.Where(k => type.Fields.FirstOrDefault(f => f.Id.Value == k.Value) is { } field && IsOfPeople(field)))
            yield return new(kept.At, $"'{kept}' of '{type.Id}' holds what is a person's or written freely, so it cannot be kept", "Take it from `keeps`");
    }

    private static bool IsOfPeople(Field field) =>
        field.Personal || field.Secret || field.Type is FieldKind.LongText or FieldKind.Identity or FieldKind.Telephone or FieldKind.Email or FieldKind.File or FieldKind.Rows;

    private static IEnumerable<Fault> Days(Place at, int days)
    {
        if (days is < 1 or > DaysMost) yield return new(at, $"{days} days is no period", $"From 1 to {DaysMost}");
    }
}
