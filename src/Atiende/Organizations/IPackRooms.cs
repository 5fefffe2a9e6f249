using Atiende.Packs.Model;

namespace Atiende.Organizations;

/// <summary>A room that has rows of something a pack declares: told of by a pack, so that it is not taken away from them.</summary>
public interface IPackUse
{
    /// <summary>What the pack had before, has no more afterwards, and rows of this room still need. Asked in the load's transaction.</summary>
    Task<IReadOnlyList<UsedByRows>> StillUsed(Pack before, Pack after, CancellationToken cancel);
}

/// <summary>Something of a pack that cannot go.</summary>
/// <param name="File">The file that declares it: its <c>At.File</c>.</param>
/// <param name="What">What needs it, such as "record type smartflex.cliente has 120 records".</param>
public sealed record UsedByRows(string File, string What);

/// <summary>A room that follows a pack's load: takes over its data, in the load's transaction.</summary>
public interface IPackFollower
{
    /// <summary>Takes over what the load brings; the result is what to report, a line each.</summary>
    Task<IReadOnlyList<string>> Follow(Pack? before, Pack after, CancellationToken cancel);
}
