namespace Atiende.Sip;

/// <summary>What is wrong with what a peer sent: the peer's mistake, never ours.</summary>
/// <param name="Where">The header's name, or <c>start line</c>, <c>body</c>, <c>message</c>.</param>
/// <param name="What">What is wrong there, in words fit for a reason phrase.</param>
/// <param name="Status">The status that answers a request with this fault.</param>
public sealed record SipFault(string Where, string What, int Status = 400)
{
    /// <summary>Where and what, as one line.</summary>
    public override string ToString() => $"{Where}: {What}";
}

/// <summary>Thrown where a header is asked for that the peer wrote wrongly; whoever attends a request answers it with <see cref="SipFault.Status"/>.</summary>
public sealed class SipFaultException(SipFault fault) : FormatException(fault.ToString())
{
    /// <summary>The mistake.</summary>
    public SipFault Fault { get; } = fault;
}
