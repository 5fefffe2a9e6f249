namespace Atiende.Sip;

/// <summary>A tel: URI (RFC 3966).</summary>
public sealed class TelUri(string number) : AnyUri
{
    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create("0123456789-.()*#ABCDEFabcdef");

    /// <inheritdoc/>
    public override string Scheme => "tel";

    /// <summary>The number as it was written, with its + and its visual separators.</summary>
    public string Number { get; } = number;

    /// <summary>The number without visual separators.</summary>
    public string Digits { get; } = string.Concat(number.Where(c => !(c is '-' or '.' or '(' or ')')));

    /// <summary>Whether it is a number of the whole world.</summary>
    public bool IsGlobal => Number.StartsWith('+');

    /// <summary>isub, ext, phone-context and others.</summary>
    public SipParameters Parameters { get; init; }

    /// <summary>RFC 3966 §4: digits without separators, and the same parameters whatever their order.</summary>
    public override bool Matches(AnyUri other)
    {
        if (other is not TelUri that || !string.Equals(Digits, that.Digits, StringComparison.OrdinalIgnoreCase) || Parameters.Count != that.Parameters.Count) return false;

        foreach (var (name, value) in Parameters)
        {
            if (that.Parameters[name] is not { } theirs || !string.Equals(value ?? "", theirs, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"tel:{Number}{Parameters}";

    internal static TelUri? Read(ReadOnlySpan<char> text, out string? fault)
    {
        fault = null;
        var semicolon = text.IndexOf(';');
        var number = semicolon < 0 ? text : text[..semicolon];
        var parameters = semicolon < 0 ? default : SipParameters.ReadOfUri(text[(semicolon + 1)..], out fault);
        var digits = number.StartsWith('+') ? number[1..] : number;
        if (digits.IsEmpty || digits.ContainsAnyExcept(Allowed)) fault ??= "a telephone number has a character that is not allowed";
        return fault is not null ? null : new(number.ToString()) { Parameters = parameters };
    }
}
