using Atiende.Storage;
using NodaTime;

namespace Atiende.Organizations;

/// <summary>The versions of the current organisation's documents.</summary>
internal sealed class VersionsOfScope(OrganizationCache cache, ICurrentOrganization current, TimeProvider clock) : IProcedureVersions
{
    public IReadOnlyList<ProcedureVersion> All => Own?.Versions ?? [];

    public IReadOnlyList<ProcedureVersion> InForceToday => Own?.Organization is { } organization
        ? [.. organization.Pack.Procedures.Select(p => InForce(p.Document!.Code)).OfType<ProcedureVersion>()] : [];

    public ProcedureVersion? Find(string code, string id) => All.FirstOrDefault(v => v.Code == code && v.Id == id);

    public ProcedureVersion? InForce(string code)
    {
        // A document that its pack has no more is out of force, however its last version reads.
        if (Own is not { Organization: { } organization } own || !own.Current.TryGetValue(code, out var id)) return null;

        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(organization.Times.Zone).Date;
        return Find(code, id) is { } now && now.IsInForce(today)
            ? now
            : All.Where(v => v.Code == code && v.IsInForce(today)).OrderByDescending(v => v.Document.InForceFrom).FirstOrDefault();
    }

    private Served? Own => cache.All.FirstOrDefault(s => s.Id == current.Id);
}
