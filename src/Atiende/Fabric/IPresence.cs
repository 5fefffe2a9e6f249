namespace Atiende.Fabric;

/// <summary>
/// Who looks at the same thing now, and who is typing: told by their pages every few seconds, forgotten soon after the last time. On SQLite, which one
/// process serves, it is kept in memory; on PostgreSQL in a table, so that those whom another process serves are seen too. Losing it costs nothing but
/// the sight of each other.
/// </summary>
public interface IPresence
{
    /// <summary>A member's page says that it is there; the others who are.</summary>
    /// <param name="organization">The organisation.</param>
    /// <param name="place">What is looked at: a kind and an id, such as <c>case:0198…</c>.</param>
    /// <param name="member">The member's id.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="typing">Whether the member typed just now.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<PresentMember>> Here(string organization, string place, string member, string name, bool typing, CancellationToken cancel);

    /// <summary>A member's page was left.</summary>
    Task Gone(string organization, string place, string member, CancellationToken cancel);
}

/// <summary>Somebody who looks at the same thing.</summary>
public sealed record PresentMember(string Member, string Name, bool Typing);
