using System.Text.RegularExpressions;

namespace Atiende.Values.IdentityDocuments;

/// <summary>A document whose form is not known: taken as written, in upper case, spaces collapsed.</summary>
internal sealed partial class OtherForm : DocumentForm
{
    public override FieldProblem Problem { get; } = new("identity.other",
        "El documento lleva de tres a treinta letras, números, puntos, guiones o barras, con al menos un número.",
        "A document has three to thirty letters, digits, dots, dashes or slashes, at least one a digit.");

    public override IdentityDocument? Read(string text)
    {
        var number = Clean(text);
        return Form().IsMatch(number) && number.Any(char.IsAsciiDigit)
            ? new() { Kind = IdentityDocumentKind.Other, Number = number, Display = number }
            : null;
    }

    [GeneratedRegex(@"\A[\p{Lu}0-9][\p{Lu}0-9 ./-]{2,29}\z")]
    private static partial Regex Form();
}
