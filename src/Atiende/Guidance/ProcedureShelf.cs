using System.Collections.Concurrent;
using Atiende.Organizations;
using Atiende.Procedures.Walking;

namespace Atiende.Guidance;

/// <summary>Walkers by document and version, each made once: a run stays on the version it began with.</summary>
internal sealed class ProcedureShelf
{
    private readonly ConcurrentDictionary<(Organization, string, string), Walker?> _walkers = new();

    /// <summary>The walker of a version; null where the organisation never had it.</summary>
    public Walker? Find(Organization organization, string document, string version) =>
        _walkers.GetOrAdd((organization, document, version), key => Make(key.Item1, key.Item2, key.Item3));

    /// <summary>The walker of the version in force.</summary>
    public (Walker Walker, string Version)? InForce(Organization organization, string document)
    {
        var procedure = organization.Pack.Procedures.FirstOrDefault(p => p.Document!.Code.Value == document);
        return procedure is null ? null : (Find(organization, document, procedure.Document!.Version)!, procedure.Document.Version);
    }

    private static Walker? Make(Organization organization, string document, string version)
    {
        var procedure = organization.Pack.Procedures.FirstOrDefault(p => p.Document!.Code.Value == document && p.Document.Version == version);
        return procedure is null ? null : new(new ProcedureIndex(procedure.Document, procedure.Sections), organization.Rules);
    }
}
