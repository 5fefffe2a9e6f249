namespace Atiende.Guidance;

/// <summary>Whether who asks may see a run or an attention whose id they hold: an id alone opens nothing.</summary>
public interface IRunSight
{
    /// <summary>Who walks it or holds the role whose turn it is; who may see its attention; without one, who supervises, watches or audits.</summary>
    Task<bool> Sees(RunView run, CancellationToken cancel);

    /// <summary>Who attends it, and those who see what its unit does.</summary>
    Task<bool> SeesAttention(Guid interaction, CancellationToken cancel);
}
