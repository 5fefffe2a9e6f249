namespace Atiende.Fabric;

/// <summary>Who looked at or did what, and why: appended, never changed.</summary>
public interface IAudit
{
    /// <summary>Writes an entry. Takes part in the caller's transaction.</summary>
    Task Write(AuditEntry entry, CancellationToken cancel);

    /// <summary>What is written about a subject, newest first.</summary>
    Task<IReadOnlyList<AuditLine>> Of(string subject, int most, CancellationToken cancel);
}

/// <summary>Something to be written down.</summary>
/// <param name="Who">The member or job.</param>
/// <param name="What">What was done, by a short code such as <c>contact.read</c>.</param>
/// <param name="Subject">What it was done to: a kind and an id, such as <c>contact:0198…</c>; no personal data.</param>
/// <param name="Why">The reason given.</param>
public sealed record AuditEntry(string Who, string What, string Subject, string Why);

/// <summary>An entry as it was written.</summary>
public sealed record AuditLine(DateTimeOffset At, string Who, string What, string Subject, string Why);
