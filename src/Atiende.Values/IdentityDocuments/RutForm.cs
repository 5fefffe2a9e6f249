using System.Text.RegularExpressions;

namespace Atiende.Values.IdentityDocuments;

/// <summary>
/// Chile: six to eight digits and a check digit, 12.345.678-5; dots and dash may be left out. The check digit is modulo 11:
/// from the right each digit times 2, 3 … 7, 2, 3 …, summed; eleven less the sum modulo eleven; 11 is written 0 and 10 is written K.
/// </summary>
internal sealed partial class RutForm : DocumentForm
{
    public override FieldProblem Problem { get; } = new("identity.rut",
        "El RUT lleva de seis a ocho dígitos y el dígito verificador (0 a 9 o K), como 12.345.678-5.",
        "A RUT has six to eight digits and its check digit (0 to 9 or K), as in 12.345.678-5.");

    public override IdentityDocument? Read(string text)
    {
        var clean = Clean(Clean(text, "RUT"), "RUN");
        var match = Form().Match(clean);
        if (!match.Success)
            return null;
        var body = match.Groups[1].Value.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        if (body.Length is < 6 or > 8)
            return null;
        var check = match.Groups[2].Value[0];
        return new()
        {
            Kind = IdentityDocumentKind.Rut,
            Number = $"{body}-{check}",
            Display = $"{Dotted(body)}-{check}",
            HasCheckDigit = true,
            CheckDigitIsRight = check == CheckDigit(body),
        };
    }

    internal static char CheckDigit(string body) =>
        (11 - body.Reverse().Select((digit, i) => (digit - '0') * (2 + i % 6)).Sum() % 11) switch
        {
            11 => '0',
            10 => 'K',
            var digit => (char)('0' + digit),
        };

    private static string Dotted(string body) => $"{body[..^6]}.{body[^6..^3]}.{body[^3..]}".TrimStart('.');

    // Dots stand where thousands are, or nowhere.
    [GeneratedRegex(@"\A([0-9]{6,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2})[ -]{0,3}([0-9K])\z")]
    private static partial Regex Form();
}
