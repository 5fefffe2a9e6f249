using Atiende.Storage;

namespace Atiende.Cases;

/// <summary>
/// Who is told of each change of a case, inside the transaction that stores it: what it adds is stored with the change, or not at all. A room registers
/// its own: <c>services.AddScoped&lt;ICaseWatch, …&gt;()</c>. It gets the database that the change is stored in and asks for none itself.
/// </summary>
public interface ICaseWatch
{
    /// <summary>Cases changed; called once for what is saved together.</summary>
    Task Changed(Db db, IReadOnlyList<CaseMoved> cases, CancellationToken cancel);
}

/// <summary>A case as it will be stored, and what became of it.</summary>
/// <param name="Id">The case.</param>
/// <param name="Folio">Its number.</param>
/// <param name="Type">Its type's id.</param>
/// <param name="State">Its state's id.</param>
/// <param name="Open">Whether it is not closed.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="DueAt">By when the next answer must come.</param>
/// <param name="IsNew">Whether it was opened just now.</param>
/// <param name="IsAnswered">Whether an answer that a clock waited for was given just now, or a field that answers the person was written.</param>
/// <param name="IsClosed">Whether it was closed just now.</param>
public sealed record CaseMoved(
    Guid Id, string Folio, string Type, string State, bool Open, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset? DueAt,
    bool IsNew, bool IsAnswered, bool IsClosed);
