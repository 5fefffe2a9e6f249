using System.Text.RegularExpressions;

namespace Atiende.Values.Telephones;

/// <summary>One form of number of a country: its digits, what it is, and how it is written in groups.</summary>
internal sealed record NumberForm(Regex Digits, TelephoneKind Kind, string Written, bool NeedsArea = false);

/// <summary>A country's numbers: after the national numbering plans that ITU publishes under Recommendation E.129, and seen use.</summary>
internal sealed partial class NumberingPlan
{
    /// <summary>ISO 3166 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>The country calling code of Recommendation E.164.</summary>
    public required string CallingCode { get; init; }

    /// <summary>What is said when no form fits.</summary>
    public required FieldProblem Problem { get; init; }

    /// <summary>The forms, first match wins.</summary>
    public required IReadOnlyList<NumberForm> Forms { get; init; }

    /// <summary>The plan of a country, or null when it is not one of those known here.</summary>
    public static NumberingPlan? Of(string? country) =>
        All.FirstOrDefault(plan => plan.Country.Equals(country, StringComparison.OrdinalIgnoreCase));

    /// <summary>The plan that an international number falls under, if known.</summary>
    public static NumberingPlan? OfInternational(string digits) =>
        All.FirstOrDefault(plan => digits.StartsWith(plan.CallingCode, StringComparison.Ordinal));

    /// <summary>The form that fits national digits, or null.</summary>
    public NumberForm? FormOf(string digits) => Forms.FirstOrDefault(form => form.Digits.IsMatch(digits));

    private static readonly NumberForm Short = new(ShortDigits(), TelephoneKind.Short, "");

    private static readonly NumberingPlan[] All =
    [
        new()
        {
            Country = "SV",
            CallingCode = "503",
            Problem = new("telephone.sv",
                "El teléfono lleva ocho dígitos y empieza con 2, 6 o 7, como 2200-0001; o es un número corto de servicio o un 800.",
                "A telephone has eight digits and begins with 2, 6 or 7, as in 2200-0001; or it is a short service number or an 800."),
            Forms =
            [
                new(SvLandline(), TelephoneKind.Landline, "$1-$2"),
                new(SvMobile(), TelephoneKind.Mobile, "$1-$2"),
                new(SvTollFree(), TelephoneKind.TollFree, "800-$1$2"),
                Short,
            ],
        },
        new()
        {
            Country = "BO",
            CallingCode = "591",
            Problem = new("telephone.bo",
                "El teléfono lleva ocho dígitos (celular con 6 o 7, fijo con el área 2, 3 o 4), siete si es fijo local, o es un 800 o un número corto.",
                "A telephone has eight digits (mobile with 6 or 7, landline with area 2, 3 or 4), seven for a local landline, or is an 800 or a short number."),
            Forms =
            [
                new(BoMobile(), TelephoneKind.Mobile, "$0"),
                new(BoWithArea(), TelephoneKind.Landline, "$1-$2"),
                new(BoLocal(), TelephoneKind.Landline, "$0", NeedsArea: true),
                new(BoTollFree(), TelephoneKind.TollFree, "800-$1-$2"),
                Short,
            ],
        },
        new()
        {
            Country = "CL",
            CallingCode = "56",
            Problem = new("telephone.cl",
                "El teléfono lleva nueve dígitos (celular con 9, fijo con su código de área), o es un 800, un 600 o un número corto.",
                "A telephone has nine digits (mobile with 9, landline with its area code), or is an 800, a 600 or a short number."),
            Forms =
            [
                new(ClMobile(), TelephoneKind.Mobile, "$1 $2 $3"),
                new(ClTollFree(), TelephoneKind.TollFree, "800-$1-$2"),
                new(ClSantiago(), TelephoneKind.Landline, "$1 $2 $3"),
                new(ClLandline(), TelephoneKind.Landline, "$1 $2 $3"),
                new(ClSharedCost(), TelephoneKind.SharedCost, "600 $1 $2"),
                Short,
            ],
        },
    ];

    [GeneratedRegex(@"\A[1-9][0-9]{2,3}\z")]
    private static partial Regex ShortDigits();

    [GeneratedRegex(@"\A(2[0-9]{3})([0-9]{4})\z")]
    private static partial Regex SvLandline();

    [GeneratedRegex(@"\A([67][0-9]{3})([0-9]{4})\z")]
    private static partial Regex SvMobile();

    [GeneratedRegex(@"\A800([0-9]{4})([0-9]{4})?\z")]
    private static partial Regex SvTollFree();

    [GeneratedRegex(@"\A[67][0-9]{7}\z")]
    private static partial Regex BoMobile();

    [GeneratedRegex(@"\A([234])([0-9]{7})\z")]
    private static partial Regex BoWithArea();

    [GeneratedRegex(@"\A[2-7][0-9]{6}\z")]
    private static partial Regex BoLocal();

    [GeneratedRegex(@"\A800([0-9]{2})([0-9]{4})\z")]
    private static partial Regex BoTollFree();

    [GeneratedRegex(@"\A(9)([0-9]{4})([0-9]{4})\z")]
    private static partial Regex ClMobile();

    [GeneratedRegex(@"\A800([0-9]{3})([0-9]{3})\z")]
    private static partial Regex ClTollFree();

    [GeneratedRegex(@"\A(2)([0-9]{4})([0-9]{4})\z")]
    private static partial Regex ClSantiago();

    [GeneratedRegex(@"\A([3-7][0-9])([0-9]{3})([0-9]{4})\z")]
    private static partial Regex ClLandline();

    [GeneratedRegex(@"\A600([0-9]{3})([0-9]{4})\z")]
    private static partial Regex ClSharedCost();
}
