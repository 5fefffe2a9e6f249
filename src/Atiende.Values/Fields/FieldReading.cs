namespace Atiende.Values.Fields;

/// <summary>What a typed text was read as: a value, nothing, or a problem; never a value and a problem.</summary>
/// <param name="Value">The value; null when nothing was typed or there is a problem.</param>
/// <param name="Problem">Why it is not accepted.</param>
/// <param name="Warnings">What is doubtful about an accepted value, such as a wrong check digit.</param>
public sealed record FieldReading(Datum? Value, FieldProblem? Problem, IReadOnlyList<FieldProblem> Warnings)
{
    /// <summary>Whether it may be taken.</summary>
    public bool IsAccepted => Problem is null;

    /// <summary>Nothing was typed, and nothing had to be.</summary>
    public static FieldReading Nothing { get; } = new(null, null, []);

    /// <summary>A value without doubt.</summary>
    public static FieldReading Of(Datum value) => new(value, null, []);

    /// <summary>A refusal.</summary>
    public static FieldReading Refused(FieldProblem problem) => new(null, problem, []);

    /// <summary>A refusal in the two languages.</summary>
    public static FieldReading Refused(string code, string spanish, string english) => Refused(new(code, spanish, english));
}
