using Atiende.Hosting;
using Atiende.Packs.Reading;
using Atiende.Procedures.Reading;

namespace Atiende.Organizations;

/// <summary>Brings packs into the database. What was edited on screen or is in use is kept and reported.</summary>
public interface IPackLoader
{
    /// <summary>Loads a pack, all of it or nothing, or only says what that would change.</summary>
    Task<PackLoading> Load(PackFiles given, string by, bool dryRun, CancellationToken cancel);

    /// <summary>In demonstration mode, where there is no organisation yet, loads every pack that the program ships.</summary>
    /// <exception cref="UsageException">There is no folder of packs, or a pack has errors.</exception>
    Task LoadDemonstration(CancellationToken cancel);
}

/// <summary>What a load does with a file.</summary>
public enum FileFate
{
    Added,
    Changed,
    Unchanged,
    Kept,
    Removed,
}

/// <summary>What happens to a file of a pack, and why where that needs saying.</summary>
public sealed record FileChange(string Path, FileFate Fate, string? Why = null);

/// <summary>What a load of a pack did, or would do.</summary>
/// <param name="OrganizationId">The pack's id; null where the pack cannot be read at all.</param>
/// <param name="Faults">What is wrong with it; with an error among them nothing was loaded.</param>
/// <param name="Changes">What happened to each file.</param>
/// <param name="Notes">What rooms report of the data they took over.</param>
public sealed record PackLoading(
    string? OrganizationId, IReadOnlyList<Fault> Faults, IReadOnlyList<FileChange> Changes, IReadOnlyList<string> Notes)
{
    /// <summary>Whether nothing was loaded, because there are errors.</summary>
    public bool IsRefused => Faults.Any(f => !f.IsWarning);

    /// <summary>The report, a line each; unchanged files are counted.</summary>
    public IEnumerable<string> Report() =>
    [
        .. Changes.Where(c => c.Fate is not FileFate.Unchanged)
            .Select(c => $"{c.Fate.ToString().ToLowerInvariant(),-9} {c.Path}{(c.Why is null ? "" : $" ({c.Why})")}"),
        $"unchanged {Changes.Count(c => c.Fate is FileFate.Unchanged)} files",
        .. Notes,
    ];
}
