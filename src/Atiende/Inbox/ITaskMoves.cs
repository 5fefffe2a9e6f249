namespace Atiende.Inbox;

/// <summary>Tasks that follow a case to whoever it is passed on to.</summary>
public interface ITaskMoves
{
    /// <summary>
    /// Moves what a run handed to a unit or role, and what warns it of the run's case, to another; nobody has it taken there, and those who had it
    /// are told. The run itself goes its own way. Takes part in the caller's transaction.
    /// </summary>
    /// <returns>How many went.</returns>
    Task<int> Move(TaskMove move, CancellationToken cancel);
}

/// <summary>Tasks to be moved.</summary>
/// <param name="Run">The run that they are of.</param>
/// <param name="From">The unit or role that had them, by id.</param>
/// <param name="To">The one that has them now, by id.</param>
/// <param name="Said">What those are told who had them.</param>
/// <param name="By">Who does it, by name.</param>
/// <param name="Key">Idempotency key.</param>
public sealed record TaskMove(Guid Run, string From, string To, string Said, string By, string Key);
