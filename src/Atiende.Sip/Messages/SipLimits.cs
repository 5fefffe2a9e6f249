namespace Atiende.Sip;

/// <summary>How much of a peer's message is taken; beyond it the message is refused. Nothing in the parser works longer than in proportion to these.</summary>
public sealed record SipLimits
{
    /// <summary>Bytes of a whole message.</summary>
    public int MessageBytes { get; init; } = 65_535;

    /// <summary>Header fields.</summary>
    public int Headers { get; init; } = 256;

    /// <summary>Bytes of one header field, folds included.</summary>
    public int HeaderBytes { get; init; } = 8_192;

    /// <summary>The usual ones.</summary>
    public static SipLimits Usual { get; } = new();
}
