namespace Atiende.Inbox;

/// <summary>Something that another room shows above a member's tasks: it registers one of these.</summary>
/// <param name="Component">A component without parameters; what it reads, it reads as a <c>LoadingPart</c>.</param>
/// <param name="Order">Where it stands among the others.</param>
public sealed record InboxPart(Type Component, int Order);

/// <summary>What another room has for the member who asks, counted with the tasks. A room registers its own.</summary>
public interface IInboxNews
{
    /// <summary>How many things there are to look at.</summary>
    Task<int> Count(CancellationToken cancel);
}
