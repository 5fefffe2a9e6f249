using System.Diagnostics.CodeAnalysis;

namespace Atiende.Values.Telephones;

/// <summary>A telephone number, read by its country's plan, with one key however it was typed.</summary>
public sealed record Telephone
{
    /// <summary>ISO 3166 alpha-2; null for a country whose plan is not known here.</summary>
    public string? Country { get; init; }

    /// <summary>What sort of line it reaches.</summary>
    public required TelephoneKind Kind { get; init; }

    /// <summary>Country code and digits, what is stored and matched: 50322000001. <see cref="FromKey"/> reads it back.</summary>
    public required string Key { get; init; }

    /// <summary>As its own country writes it: 2200-0001.</summary>
    public required string National { get; init; }

    /// <summary>As the world writes it: +503 2200-0001.</summary>
    public required string International { get; init; }

    /// <summary>A local number typed without its area code, where no area was given: the key lacks the area.</summary>
    public bool LacksArea { get; init; }

    /// <summary>For lists and logs: the last digits only. Service numbers are nobody's, and stay.</summary>
    public string Masked => Kind is TelephoneKind.Short or TelephoneKind.TollFree or TelephoneKind.SharedCost
        ? National
        : Masking.Telephone(Country is null ? International : National);

    /// <summary>The national form at home, the international one elsewhere.</summary>
    public string Display(string? homeCountry) =>
        Country is not null && Country.Equals(homeCountry, StringComparison.OrdinalIgnoreCase) ? National : International;

    /// <summary>Whether two numbers can be one line: the same key, or a local number and the same with its area.</summary>
    public bool CanBe(Telephone other) => Key == other.Key
        || (Country == other.Country && (EndsAs(this, other) || EndsAs(other, this)));

    /// <summary>Reads what was typed or dialled in a country; "+" or "00" begins an international number.</summary>
    /// <param name="country">ISO 3166 alpha-2 of where it was typed: SV, BO and CL have their plans.</param>
    /// <param name="text">The number; spaces, dashes, dots, slashes and brackets are forgiven.</param>
    /// <param name="telephone">The number read.</param>
    /// <param name="problem">What to change.</param>
    /// <param name="area">The area code that a local number stands in (Bolivia: 2, 3 or 4), if known.</param>
    public static bool TryParse(
        string? country,
        string? text,
        [NotNullWhen(true)] out Telephone? telephone,
        [NotNullWhen(false)] out FieldProblem? problem,
        string? area = null)
    {
        telephone = null;
        var typed = (text ?? "").Trim();
        if (!IsNumber(typed))
        {
            problem = new("telephone.characters", "El teléfono lleva solo números; puede empezar con + y llevar espacios, guiones o paréntesis.",
                "A telephone has only digits; it may begin with + and have spaces, dashes or brackets.");
            return false;
        }

        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        var plan = NumberingPlan.Of(country);
        if (typed.StartsWith('+') || typed.StartsWith("00", StringComparison.Ordinal))
            (telephone, problem) = ReadInternational(typed.StartsWith('+') ? digits : digits[2..], area);
        else if (plan is null)
            (telephone, problem) = (null, AskForCountryCode);
        else
            (telephone, problem) = ReadNational(plan, digits, area);
        return telephone is not null;
    }

    /// <summary>The number that a stored key stands for; null when it is not a key.</summary>
    public static Telephone? FromKey(string? key) => TryParse(null, "+" + key, out var telephone, out _) ? telephone : null;

    private static readonly FieldProblem AskForCountryCode = new("telephone.country",
        "Escriba el teléfono con + y el código de país, como +503 2200 0001.",
        "Write the telephone with + and the country code, as in +503 2200 0001.");

    private static (Telephone?, FieldProblem?) ReadInternational(string digits, string? area)
    {
        if (NumberingPlan.OfInternational(digits) is { } plan)
        {
            var national = Make(plan, digits[plan.CallingCode.Length..], area);
            return (national, national is null ? plan.Problem : null);
        }

        // E.164 section 6: at most fifteen digits, no country code begins with 0; fewer than seven is no whole number.
        return digits.Length is >= 7 and <= 15 && digits[0] != '0'
            ? (new() { Kind = TelephoneKind.Foreign, Key = digits, National = "+" + digits, International = "+" + digits }, null)
            : (null, AskForCountryCode);
    }

    private static (Telephone?, FieldProblem?) ReadNational(NumberingPlan plan, string digits, string? area)
    {
        var telephone = Make(plan, digits, area);
        // The country code typed without its +; a short or local number behind it would be a guess.
        if (telephone is null && digits.StartsWith(plan.CallingCode, StringComparison.Ordinal)
            && Make(plan, digits[plan.CallingCode.Length..], null) is { Kind: not TelephoneKind.Short, LacksArea: false } whole)
            telephone = whole;
        return (telephone, telephone is null ? plan.Problem : null);
    }

    private static Telephone? Make(NumberingPlan plan, string digits, string? area)
    {
        if (plan.FormOf(digits) is { NeedsArea: true } && !string.IsNullOrEmpty(area))
            digits = area + digits;
        if (plan.FormOf(digits) is not { } form)
            return null;
        var national = form.Written.Length == 0 ? digits : form.Digits.Replace(digits, form.Written);
        return new()
        {
            Country = plan.Country,
            Kind = form.Kind,
            Key = plan.CallingCode + digits,
            National = national,
            International = $"+{plan.CallingCode} {national}",
            LacksArea = form.NeedsArea,
        };
    }

    private static bool IsNumber(string typed) =>
        typed.Length <= 40
        && typed.Any(char.IsAsciiDigit)
        && typed.LastIndexOf('+') <= 0
        && typed.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '.' or '/' or '(' or ')' or '+' or '\u00A0' or '–' or '‑');

    private static bool EndsAs(Telephone local, Telephone whole)
    {
        if (!local.LacksArea || whole.LacksArea || whole.Kind != TelephoneKind.Landline)
            return false;
        var code = NumberingPlan.Of(local.Country)!.CallingCode.Length;
        return whole.Key.Length > local.Key.Length && whole.Key.EndsWith(local.Key[code..], StringComparison.Ordinal);
    }
}
