using System.Runtime.CompilerServices;
using Atiende.Organizations;
using Atiende.Procedures.Walking;

namespace Atiende.Guidance;

/// <summary>Walkers by version of a document: a run stays on the version it began with. Each is made once and goes with its version.</summary>
internal sealed class ProcedureShelf(IProcedureVersions versions, IOrganizations organizations)
{
    private static readonly ConditionalWeakTable<ProcedureVersion, Walker> Walkers = [];

    /// <summary>The version a run keeps, with its walker; null where the organisation never had it.</summary>
    public (ProcedureVersion Version, Walker Walker)? Find(string document, string version) =>
        versions.Find(document, version) is { } found ? (found, WalkerOf(found)) : null;

    /// <summary>The version in force today, with its walker.</summary>
    public (ProcedureVersion Version, Walker Walker)? InForce(string document) =>
        versions.InForce(document) is { } found ? (found, WalkerOf(found)) : null;

    private Walker WalkerOf(ProcedureVersion version)
    {
        // The rules (roles, windows) are the organisation's of today; the steps are the version's.
        var rules = organizations.Current.Rules;
        if (Walkers.TryGetValue(version, out var walker) && walker.Rules == rules) return walker;

        walker = new(version.Index, rules);
        Walkers.AddOrUpdate(version, walker);
        return walker;
    }
}
