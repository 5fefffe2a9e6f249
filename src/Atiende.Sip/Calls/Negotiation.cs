namespace Atiende.Sip.Calls;

/// <summary>
/// Offer and answer (RFC 3264, RFC 3261 §13.2.1, RFC 6337): one offer at a time, each answered once or withdrawn. Descriptions are kept as they were written.
/// </summary>
public sealed class Negotiation
{
    private string? offer;

    /// <summary>What we receive by, as both agreed; null before the first answer.</summary>
    public string? Local { get; private set; }

    /// <summary>What the peer receives by, as both agreed.</summary>
    public string? Remote { get; private set; }

    /// <summary>What the peer said before its answer was final: early media.</summary>
    public string? Early { get; private set; }

    /// <summary>Whether our offer waits for an answer.</summary>
    public bool WeOffered { get; private set; }

    /// <summary>Whether the peer's offer waits for ours.</summary>
    public bool TheyOffered { get; private set; }

    /// <summary>The offer that waits; null where none does.</summary>
    public string? Offer => WeOffered || TheyOffered ? offer : null;

    internal void Restore(string? local, string? remote) => (Local, Remote) = (local, remote);

    internal void MakeOffer(string ours) => (offer, WeOffered) = (ours, true);

    internal void TakeOffer(string theirs) => (offer, TheyOffered) = (theirs, true);

    internal void MakeAnswer(string ours) => (Local, Remote, TheyOffered) = (ours, offer, false);

    internal void TakeAnswer(string theirs) => (Local, Remote, WeOffered) = (offer, theirs, false);

    internal void Preview(string theirs) => Early = theirs;

    internal void Withdraw() => (WeOffered, TheyOffered) = (false, false);
}
