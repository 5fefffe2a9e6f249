using Atiende.Values;

namespace Atiende.Cases;

/// <summary>Writes into a case's history what another room did with what is the case's.</summary>
public interface ICaseHistory
{
    /// <summary>Appends a line that the staff reads. Takes part in the caller's transaction.</summary>
    Task Say(Guid ofCase, Bilingual what, string by, CancellationToken cancel);
}
