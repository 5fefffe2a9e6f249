namespace Atiende.Inbox;

/// <summary>Tasks of runs that are put aside, because what they were about goes on elsewhere, and may come back as they were.</summary>
public interface ITasksAside
{
    /// <summary>Closes the open tasks of a run with a reason; gives those it closed. Takes part in the caller's transaction.</summary>
    Task<IReadOnlyList<Guid>> PutAside(Guid run, string why, string by, CancellationToken cancel);

    /// <summary>Opens tasks that were put aside, for whoever had them. Takes part in the caller's transaction.</summary>
    Task BringBack(IReadOnlyCollection<Guid> tasks, CancellationToken cancel);
}
