using System.Diagnostics.CodeAnalysis;

namespace Atiende.Values.IdentityDocuments;

/// <summary>An identity document whose form is right. Whether its check digit is right is told apart, for the caller to warn or to refuse.</summary>
public sealed record IdentityDocument
{
    /// <summary>Which document it is.</summary>
    public required IdentityDocumentKind Kind { get; init; }

    /// <summary>The normalised number: what is stored, matched and unique.</summary>
    public required string Number { get; init; }

    /// <summary>As its country writes it.</summary>
    public required string Display { get; init; }

    /// <summary>The department that issued it, where the country writes it beside the number (Bolivia); not part of the number.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether this kind carries a check digit.</summary>
    public bool HasCheckDigit { get; init; }

    /// <summary>Whether the check digit agrees with the number; true where there is none.</summary>
    public bool CheckDigitIsRight { get; init; } = true;

    /// <summary>For lists and logs: "••••••01-8".</summary>
    public string Masked => Masking.Document(Display);

    /// <summary>What to tell when the check digit is wrong; null when it is right or there is none.</summary>
    public FieldProblem? CheckDigitProblem => CheckDigitIsRight
        ? null
        : new("identity.check-digit", "El dígito verificador no corresponde al número: revise que esté bien escrito.",
            "The check digit does not agree with the number: see that it is typed right.");

    /// <summary>Reads a document of a kind from what was typed: separators, lower case and a label before it are forgiven.</summary>
    public static bool TryParse(
        IdentityDocumentKind kind,
        string? text,
        [NotNullWhen(true)] out IdentityDocument? document,
        [NotNullWhen(false)] out FieldProblem? problem)
    {
        document = FormOf(kind).Read(text ?? "");
        problem = document is null ? FormOf(kind).Problem : null;
        return document is not null;
    }

    /// <summary>The document that the people of a country (ISO 3166 alpha-2) carry.</summary>
    public static IdentityDocumentKind KindOf(string? country) => country?.ToUpperInvariant() switch
    {
        "SV" => IdentityDocumentKind.Dui,
        "BO" => IdentityDocumentKind.Ci,
        "CL" => IdentityDocumentKind.Rut,
        _ => IdentityDocumentKind.Other,
    };

    private static readonly DocumentForm Dui = new DuiForm();
    private static readonly DocumentForm Ci = new CiForm();
    private static readonly DocumentForm Rut = new RutForm();
    private static readonly DocumentForm Passport = new PassportForm();
    private static readonly DocumentForm Other = new OtherForm();

    private static DocumentForm FormOf(IdentityDocumentKind kind) => kind switch
    {
        IdentityDocumentKind.Dui => Dui,
        IdentityDocumentKind.Ci => Ci,
        IdentityDocumentKind.Rut => Rut,
        IdentityDocumentKind.Passport => Passport,
        IdentityDocumentKind.Other => Other,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of identity document."),
    };
}
