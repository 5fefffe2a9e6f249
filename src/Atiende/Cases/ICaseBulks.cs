using Atiende.Values;

namespace Atiende.Cases;

/// <summary>
/// The same done to many cases: each in a transaction of its own, as one event of its history, in the background. What is refused says why, and
/// what was done can be undone as long as nothing else happened to the case.
/// </summary>
public interface ICaseBulks
{
    /// <summary>Begins it for those of the cases that the asker may see, no more than <see cref="Most"/>.</summary>
    /// <exception cref="CaseRefusedException">There is nothing to do it to, or no such unit, role, member or urgency.</exception>
    Task<Guid> Begin(CaseAction action, string value, IReadOnlyList<Guid> cases, CancellationToken cancel);

    /// <summary>Begins what undoes it, by who began it.</summary>
    /// <exception cref="CaseRefusedException">It is not the asker's, is not finished, or was undone already.</exception>
    Task<Guid> Undo(Guid bulk, CancellationToken cancel);

    /// <summary>How far it is; null where it is not the asker's.</summary>
    Task<CaseBulkView?> Find(Guid bulk, CancellationToken cancel);

    /// <summary>Cases that one of them may be of.</summary>
    public const int Most = 1000;
}

/// <summary>What may be done to many cases.</summary>
public enum CaseAction
{
    /// <summary>They go to a unit or role, by id.</summary>
    PassTo,

    /// <summary>A member has them, by id; nobody where it is empty.</summary>
    Hold,

    /// <summary>They have this urgency, in the pack's words.</summary>
    Urgency,

    /// <summary>They go to this state: the case type's id, a colon, the state's id. Only where the pack lets it follow, and no procedure under way decides it.</summary>
    State,

    /// <summary>Each gets this internal note, as typed.</summary>
    Note,

    /// <summary>The asker follows them, and finds their changes in the inbox.</summary>
    Follow,

    /// <summary>The asker follows them no more.</summary>
    Unfollow,
}

/// <summary>How far something done to many cases is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Action">What.</param>
/// <param name="Value">To whom, or what; of a note nothing.</param>
/// <param name="IsUndoing">Whether it undoes another.</param>
/// <param name="Total">Cases in all.</param>
/// <param name="Done">Done.</param>
/// <param name="Refused">Refused.</param>
/// <param name="Finished">Whether all are through.</param>
/// <param name="MayUndo">Whether it may be undone.</param>
/// <param name="Why">The refused ones, with the reason; the first of them.</param>
public sealed record CaseBulkView(
    Guid Id, CaseAction Action, string Value, bool IsUndoing, int Total, int Done, int Refused, bool Finished, bool MayUndo, IReadOnlyList<CaseBulkRefusal> Why);

/// <summary>A case to which it was not done.</summary>
public sealed record CaseBulkRefusal(Guid Case, string Folio, Bilingual Why);
