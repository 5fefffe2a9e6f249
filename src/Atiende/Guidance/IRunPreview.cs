using Atiende.Procedures.Walking;

namespace Atiende.Guidance;

/// <summary>What a run would do if its step were answered as it stands: nothing is done.</summary>
public interface IRunPreview
{
    /// <summary>The cases that answering the step with what is typed so far would open, with the person of the run.</summary>
    Task<WouldOpen> Opens(Guid run, CancellationToken cancel);
}

/// <summary>Cases that would be opened, and for whom.</summary>
public sealed record WouldOpen(IReadOnlyList<OpenCase> Cases, Guid? Contact)
{
    /// <summary>Nothing.</summary>
    public static WouldOpen Nothing { get; } = new([], null);
}
