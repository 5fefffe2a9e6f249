namespace Atiende.Sip;

/// <summary>The order of requests in a dialog (RFC 3261 §20.16).</summary>
public sealed record CSeq(uint Number, string Method) : IHeaderValue<CSeq>
{
    /// <summary>Numbers stay below 2³¹ (§8.1.1.5).</summary>
    public const uint Most = int.MaxValue;

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Method}";

    /// <inheritdoc/>
    public static CSeq? Read(ref Scanner scanner)
    {
        var number = scanner.Number("the number", Most);
        if (scanner.Fault is null && scanner.Next is not (' ' or '\t')) scanner.Fail("the method is missing");
        scanner.SkipWhite();
        var method = SipMethod.Known(scanner.Token("the method"));
        return scanner.Fault is null ? new((uint)number, method) : null;
    }
}

/// <summary>Which reliable provisional response a PRACK confirms (RFC 3262 §7.2).</summary>
public sealed record RAck(uint ResponseNumber, uint Number, string Method) : IHeaderValue<RAck>
{
    /// <inheritdoc/>
    public override string ToString() => $"{ResponseNumber} {Number} {Method}";

    /// <inheritdoc/>
    public static RAck? Read(ref Scanner scanner)
    {
        var response = scanner.Number("the response's number", uint.MaxValue);
        scanner.SkipWhite();
        return CSeq.Read(ref scanner) is { } sequence ? new((uint)response, sequence.Number, sequence.Method) : null;
    }
}
