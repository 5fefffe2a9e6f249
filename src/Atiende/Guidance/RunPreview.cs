using Atiende.Organizations;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Shell.Parts;
using Atiende.Values;
using NodaTime;

namespace Atiende.Guidance;

/// <summary>Walks on from where a run stands without storing anything: the walker is pure.</summary>
internal sealed class RunPreview(IGuidance guidance, ProcedureShelf shelf, IOrganizations organizations, TimeProvider clock) : IRunPreview
{
    public async Task<WouldOpen> Opens(Guid run, CancellationToken cancel)
    {
        if (await guidance.Find(run, cancel) is not { Run.Status: RunStatus.Standing } view || shelf.Find(view.Document, view.Version) is not var (_, walker)) return WouldOpen.Nothing;

        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var choice = view.Draft.GetValueOrDefault("choice") is { } typed && view.Offers.Any(o => o.Key == typed) ? typed
            : (view.Offers.FirstOrDefault(o => o.Preselected) ?? (view.Offers is [var first, ..] ? first : null))?.Key;
        var walked = walker.Step(view.Run, new Answer(view.Run.Node, Typed(view, now), choice), now);
        return new([.. walked.Doings.OfType<SaveCase>().Where(s => s.Opened).Select(s => walked.Run.Cases.GetValueOrDefault(s.Case.Name) ?? s.Case)], view.Contact);
    }

    private Dictionary<string, Datum> Typed(RunView view, Instant now)
    {
        var organization = organizations.Current;
        var today = now.InZone(organization.Times.Zone).Date;
        var read = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in Fields(view.Procedure[view.Run.Node].Node, view))
            if (view.Draft.TryGetValue(field.Id, out var raw) && FieldRules.Of(field, organization).Read(raw, today).Value is { IsEmpty: false } value) read[field.Id] = value;
        return read;
    }

    private static IEnumerable<Field> Fields(Node node, RunView view) =>
        node.Ask is not { } ask ? [] : [.. (ask.Form is { } form ? view.Forms.GetValueOrDefault(form.Value) : null)?.Fields ?? [], .. ask.Fields];
}
