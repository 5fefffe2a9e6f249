namespace Atiende.Values;

/// <summary>Why a typed value is not accepted, or what is doubtful about it, and what to change.</summary>
/// <param name="Code">Stable, for programs: "dui.form", "number.range".</param>
/// <param name="Message">For people: says what to change; never repeats the value, which may be personal data.</param>
public sealed record FieldProblem(string Code, Bilingual Message)
{
    /// <summary>A problem with its Spanish and its English text.</summary>
    public FieldProblem(string code, string spanish, string english) : this(code, new Bilingual(spanish, english)) { }

    /// <summary>Code and Spanish message, for logs.</summary>
    public override string ToString() => $"{Code}: {Message.Spanish}";
}
