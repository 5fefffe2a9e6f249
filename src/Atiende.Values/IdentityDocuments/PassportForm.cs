using System.Text.RegularExpressions;

namespace Atiende.Values.IdentityDocuments;

/// <summary>A passport number: letters and digits, at least one digit. ICAO Doc 9303 part 4 gives it nine places; some countries' are longer.</summary>
internal sealed partial class PassportForm : DocumentForm
{
    public override FieldProblem Problem { get; } = new("identity.passport",
        "El pasaporte lleva de cinco a doce letras y números, con al menos un número.",
        "A passport number has five to twelve letters and digits, at least one a digit.");

    public override IdentityDocument? Read(string text)
    {
        var number = string.Concat(Clean(text).Where(c => c is not (' ' or '-')));
        return Form().IsMatch(number) && number.Any(char.IsAsciiDigit)
            ? new() { Kind = IdentityDocumentKind.Passport, Number = number, Display = number }
            : null;
    }

    [GeneratedRegex(@"\A[A-Z0-9]{5,12}\z")]
    private static partial Regex Form();
}
