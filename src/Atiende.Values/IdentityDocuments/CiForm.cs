using System.Text.RegularExpressions;

namespace Atiende.Values.IdentityDocuments;

/// <summary>
/// Bolivia: four to eight digits; a complement of a digit and a letter where SEGIP gave two people one number (1234567-1A);
/// the department that issued it may follow (CB). Number and complement are what is unique. No check digit.
/// </summary>
internal sealed partial class CiForm : DocumentForm
{
    public override FieldProblem Problem { get; } = new("identity.ci",
        "El CI lleva de cuatro a ocho dígitos, con complemento y departamento si los tiene, como 1234567-1A CB (LP, CB, SC, OR, PT, CH, TJ, BE, PD).",
        "A CI has four to eight digits, with complement and department if it has them, as in 1234567-1A CB (LP, CB, SC, OR, PT, CH, TJ, BE, PD).");

    public override IdentityDocument? Read(string text)
    {
        var match = Form().Match(Clean(text, "CI"));
        if (!match.Success || match.Groups[1].Value.All(digit => digit == '0'))
            return null;
        var number = match.Groups[2].Success ? $"{match.Groups[1].Value}-{match.Groups[2].Value}" : match.Groups[1].Value;
        var issuer = match.Groups[3].Success ? match.Groups[3].Value : null;
        return new()
        {
            Kind = IdentityDocumentKind.Ci,
            Number = number,
            Display = issuer is null ? number : $"{number} {issuer}",
            Issuer = issuer,
        };
    }

    [GeneratedRegex(@"\A([0-9]{4,8})(?:[ -]{0,3}([0-9][A-Z]))?(?:[ .-]{0,3}(LP|CB|SC|OR|PT|CH|TJ|BE|PD)\.?)?\z")]
    private static partial Regex Form();
}
