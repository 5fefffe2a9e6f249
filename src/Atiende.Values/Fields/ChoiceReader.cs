namespace Atiende.Values.Fields;

/// <summary>Reads yes or no, and choices by key or by label, without regard to case and accents.</summary>
internal static class ChoiceReader
{
    private const int LabelsTold = 12;

    public static FieldReading Read(FieldRule rule, string raw) => rule.Type switch
    {
        FieldType.YesNo => YesNo(raw),
        FieldType.Choice => One(rule, raw),
        _ => Several(rule, raw),
    };

    private static FieldReading YesNo(string raw) => Folding.Fold(raw) switch
    {
        "si" or "s" or "yes" or "y" or "true" or "1" or "on" => FieldReading.Of(Datum.Of(true)),
        "no" or "n" or "false" or "0" or "off" => FieldReading.Of(Datum.Of(false)),
        _ => FieldReading.Refused("yesno.form", "Responda sí o no.", "Answer yes or no."),
    };

    private static FieldReading One(FieldRule rule, string raw) =>
        Find(rule, raw) is { } option ? FieldReading.Of(Datum.Of(option.Key)) : Unknown(rule);

    // The whole is tried first: a label may hold a comma.
    private static FieldReading Several(FieldRule rule, string raw)
    {
        if (Find(rule, raw) is { } whole)
            return FieldReading.Of(Datum.Of([Datum.Of(whole.Key)]));
        var parted = raw.Contains('\n', StringComparison.Ordinal) || raw.Contains(';', StringComparison.Ordinal) ? new[] { '\n', ';' } : [','];
        var chosen = raw.Split(parted, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(item => Find(rule, item)).ToHashSet();
        return chosen.Contains(null)
            ? Unknown(rule)
            : FieldReading.Of(Datum.Of(rule.Options.Where(chosen.Contains).Select(option => Datum.Of(option.Key))));
    }

    private static FieldOption? Find(FieldRule rule, string raw) =>
        rule.Options.FirstOrDefault(option => option.Key == raw.Trim())
        ?? rule.Options.FirstOrDefault(option => Folding.Same(option.Key, raw))
        ?? rule.Options.FirstOrDefault(option => Folding.Same(option.Label, raw));

    private static FieldReading Unknown(FieldRule rule)
    {
        var labels = string.Join(", ", rule.Options.Take(LabelsTold).Select(option => option.Label))
            + (rule.Options.Count > LabelsTold ? "…" : "");
        return FieldReading.Refused("choice.unknown", $"Elija de la lista: {labels}.", $"Choose from the list: {labels}.");
    }
}
