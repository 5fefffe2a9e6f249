using Atiende.Fabric;
using Atiende.Guidance;
using Atiende.Interactions;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime.Extensions;

namespace Atiende.Papers;

/// <summary>The documents of the current organisation's pack.</summary>
internal sealed class PackPapers(
    IOrganizations organizations, IGuidance guidance, IInteractions interactions, IUnitSight sight, IAudit audit, TimeProvider clock) : IPapers
{
    public IReadOnlyList<PaperChoice> All =>
        [.. organizations.Current.Pack.Documents.Select(d => new PaperChoice(d.Id, d.Name, d.Paper))];

    public string? Fill(string document, Func<string, Datum?> known, string? by)
    {
        var pack = organizations.Current.Pack;
        return pack.Documents.FirstOrDefault(d => d.Id.Value == document) is { } paper
            ? new PaperSheet(pack, paper, known, Local, by).Html() : null;
    }

    public async Task<string?> FillFromRun(string document, Guid run, string reader, string by, CancellationToken cancel)
    {
        if (await guidance.Find(run, cancel) is not { } found || !await IsSeen(found, cancel)) return null;
        if (Fill(document, path => new FactBase(found.Run, organizations.Current.Rules, Now)[path], by) is not { } page) return null;

        await audit.Write(new(reader, "run.printed", $"run:{run}", document), cancel);
        return page;
    }

    private async Task<bool> IsSeen(RunView run, CancellationToken cancel) =>
        run.Interaction is not { } id || (await interactions.Find(id, cancel) is { } interaction && sight.Sees(interaction.Summary.Unit));

    private NodaTime.Instant Now => clock.GetUtcNow().ToInstant();

    private NodaTime.LocalDateTime Local => Now.InZone(organizations.Current.Times.Zone).LocalDateTime;
}
