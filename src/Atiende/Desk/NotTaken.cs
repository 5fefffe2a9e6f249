using Atiende.Packs.Model;
using Atiende.Procedures.Language;

namespace Atiende.Desk;

/// <summary>Something that was typed at a step which somebody else answered first: shown, so that nothing typed is lost.</summary>
public sealed record NotTaken(string Label, string Text)
{
    /// <summary>What was typed, field by field.</summary>
    public static IReadOnlyList<NotTaken> Of(Node node, IReadOnlyDictionary<string, Form> forms, StepForm typed) =>
        [.. StepForm.FieldsOf(node, forms).Where(f => typed.Typed.GetValueOrDefault(f.Id) is { Length: > 0 }).Select(f => new NotTaken(f.Label ?? f.Id.Value, typed.Typed[f.Id]))];
}
