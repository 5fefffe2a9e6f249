using System.Text.RegularExpressions;

namespace Atiende.Values.IdentityDocuments;

/// <summary>
/// El Salvador: eight digits and a check digit, 00000001-8. The check digit, by its public algorithm: each digit times
/// 9, 8 … 2, summed; ten less the sum modulo ten; ten is written 0.
/// </summary>
internal sealed partial class DuiForm : DocumentForm
{
    public override FieldProblem Problem { get; } = new("identity.dui",
        "El DUI lleva nueve dígitos, como 00000001-8; complete con ceros a la izquierda.",
        "A DUI has nine digits, as in 00000001-8; fill with zeros on the left.");

    public override IdentityDocument? Read(string text)
    {
        var match = Form().Match(Clean(text, "DUI"));
        if (!match.Success)
            return null;
        var body = match.Groups[1].Value;
        if (body == "00000000")
            return null;
        var number = $"{body}-{match.Groups[2].Value}";
        return new()
        {
            Kind = IdentityDocumentKind.Dui,
            Number = number,
            Display = number,
            HasCheckDigit = true,
            CheckDigitIsRight = number[^1] - '0' == CheckDigit(body),
        };
    }

    internal static int CheckDigit(string body) =>
        (10 - body.Select((digit, i) => (digit - '0') * (9 - i)).Sum() % 10) % 10;

    [GeneratedRegex(@"\A([0-9]{8})[ -]{0,3}([0-9])\z")]
    private static partial Regex Form();
}
