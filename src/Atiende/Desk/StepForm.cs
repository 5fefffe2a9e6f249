using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Shell.Parts;
using Atiende.Values;
using NodaTime;

namespace Atiende.Desk;

/// <summary>The fields of a step as they were posted: values, what is wrong with them, and how they were typed.</summary>
public sealed record StepForm(
    IReadOnlyDictionary<string, Datum> Data, IReadOnlyDictionary<string, string> Errors,
    IReadOnlyDictionary<string, string> Warnings, IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>Nothing posted.</summary>
    public static StepForm Empty { get; } = new(Run.NoFacts, new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>The fields a node asks, those of its form included.</summary>
    public static IReadOnlyList<Field> FieldsOf(Node node, IReadOnlyDictionary<string, Form> forms) =>
        node.Ask is not { } ask ? [] : [.. (ask.Form is { } form ? forms.GetValueOrDefault(form.Value) : null)?.Fields ?? [], .. ask.Fields];

    /// <summary>Reads what was posted.</summary>
    /// <param name="form">The form.</param>
    /// <param name="node">The node it answers.</param>
    /// <param name="forms">The forms of its version.</param>
    /// <param name="organization">Whose it is.</param>
    /// <param name="today">Today there.</param>
    /// <param name="partial">Whether it is still being typed: then nothing is missing yet.</param>
    public static StepForm Read(
        IFormCollection form, Node node, IReadOnlyDictionary<string, Form> forms, Organization organization, LocalDate today, bool partial)
    {
        var (data, errors, warnings, typed) = (new Dictionary<string, Datum>(), new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var field in FieldsOf(node, forms))
        {
            var raw = FieldPosts.Raw(form, field);
            if (!string.IsNullOrEmpty(raw) && !field.Secret) typed[field.Id] = raw;

            var rule = FieldRules.Of(field, organization);
            var reading = (partial || IsOneOf(field, node) ? rule with { Required = false } : rule).Read(raw, today);
            if (reading.Problem is { } problem) errors[field.Id] = problem.Message.In(Shell.Texts.Language);
            else if (reading.Value is { } value) data[field.Id] = value;
            if (reading.Warnings is [var warning, ..]) warnings[field.Id] = warning.Message.In(Shell.Texts.Language);
        }

        return new(data, errors, warnings, typed);
    }

    /// <summary>Whether one of the fields of which one is enough is still missing.</summary>
    public bool LacksOne(Node node, Run run) =>
        node.Ask is { AnyOf.Count: > 0 } ask && ask.AnyOf.All(f => !Data.ContainsKey(f) && run.Facts.GetValueOrDefault(f) is not { IsEmpty: false });

    private static bool IsOneOf(Field field, Node node) =>
        node.Ask!.AnyOf.Any(f => f.Value.Equals(field.Id.Value, StringComparison.OrdinalIgnoreCase));
}
