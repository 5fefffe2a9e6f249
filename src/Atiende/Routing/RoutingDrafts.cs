using System.Collections.Immutable;
using Atiende.Fabric;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Routing;

/// <summary>Rules that are being edited, until they are put in force or dropped.</summary>
internal sealed class RoutingDrafts(Db db, RoutingRules rules, IAudit audit, TimeProvider clock)
{
    /// <summary>The draft of a case type's rules; null where nobody edits them.</summary>
    public Task<RoutingDraftRow?> Find(string caseType, CancellationToken cancel) =>
        db.Set<RoutingDraftRow>().AsNoTracking().FirstOrDefaultAsync(d => d.CaseType == caseType, cancel);

    /// <summary>Begins one from a version, or from the pack's own rules where <paramref name="from"/> is 0; where one is there already it goes on, unless another version is asked for.</summary>
    public Task Begin(RoutingTable table, int? from, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var draft = await db.Set<RoutingDraftRow>().FirstOrDefaultAsync(d => d.CaseType == table.Case.Value, inner);
        if (draft is not null && from is null) return;

        var inForce = await rules.InForce(table.Case, inner);
        var source = from is null ? inForce : from == 0 ? null : await rules.Version(table.Case, from.Value, inner);
        ImmutableArray<StoredRule> wanted = source?.Rules ?? [.. table.Rules.Select(StoredRule.Of)];
        if (draft is null) db.Add(draft = new() { CaseType = table.Case, Rules = wanted, Based = inForce?.Number ?? 0, Revision = 0, At = clock.GetUtcNow(), By = by });
        Change(draft, wanted, by);
        draft.Based = inForce?.Number ?? 0;
    }, cancel);

    /// <summary>Changes the draft.</summary>
    /// <param name="table">The table.</param>
    /// <param name="revision">The revision that was seen.</param>
    /// <param name="change">The rules as they shall be.</param>
    /// <param name="by">Who changes it, by name.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RoutingRefusedException">Somebody changed it meanwhile, or it is gone.</exception>
    public Task Edit(RoutingTable table, int revision, Func<ImmutableArray<StoredRule>, ImmutableArray<StoredRule>> change, string by, CancellationToken cancel) =>
        db.Write(async inner =>
        {
            var draft = await Seen(table, revision, inner);
            Change(draft, change(draft.Rules), by);
        }, cancel);

    /// <summary>Drops the draft; the rules in force stay.</summary>
    public Task Drop(RoutingTable table, CancellationToken cancel) =>
        db.Write(inner => db.Set<RoutingDraftRow>().Where(d => d.CaseType == table.Case.Value).ExecuteDeleteAsync(inner), cancel);

    /// <summary>Notes that this revision was tried on past cases.</summary>
    public Task Tried(RoutingTable table, int revision, CancellationToken cancel) =>
        db.Write(inner => db.Set<RoutingDraftRow>().Where(d => d.CaseType == table.Case.Value && d.Revision == revision)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Tried, revision), inner), cancel);

    /// <summary>Puts the draft in force.</summary>
    /// <exception cref="RoutingRefusedException">It was changed or not tried since, has faults, or the rules in force were changed meanwhile.</exception>
    public Task<int> PutInForce(RoutingTable table, int revision, string member, string by, string why, CancellationToken cancel) => db.Write(async inner =>
    {
        var draft = await Seen(table, revision, inner);
        if (draft.Tried != revision)
            throw new RoutingRefusedException(new("Pruebe el borrador con casos anteriores antes de ponerlo en vigencia.", "Try the draft on past cases before it is put in force."));
        if (rules.Check(table, draft.Rules) is [var problem, ..])
            throw new RoutingRefusedException(new($"{problem.Wrong.Spanish}. {problem.Right.Spanish}.", $"{problem.Wrong.English}. {problem.Right.English}."));
        if ((await rules.InForce(table.Case, inner))?.Number is var now && (now ?? 0) != draft.Based)
            throw new RoutingRefusedException(new($"Mientras tanto se puso en vigencia la versión {now}: descarte el borrador y empiece de ella.",
                $"Version {now} was put in force meanwhile: drop the draft and begin from it."));

        var number = await rules.Add(table.Case, draft.Rules, fromPack: false, draft.Based, by, why, inner);
        db.Remove(draft);
        await audit.Write(new(member, "routing.in-force", $"routing:{table.Case}", $"version {number}: {why}"), inner);
        return number;
    }, cancel);

    private async Task<RoutingDraftRow> Seen(RoutingTable table, int revision, CancellationToken cancel)
    {
        var draft = await db.Set<RoutingDraftRow>().FirstOrDefaultAsync(d => d.CaseType == table.Case.Value, cancel);
        if (draft is null) throw new RoutingRefusedException(new("El borrador ya no existe: otra persona lo puso en vigencia o lo descartó.", "The draft is gone: somebody put it in force or dropped it."));

        return draft.Revision == revision ? draft : throw new RoutingRefusedException(new(
            $"{draft.By} cambió el borrador mientras tanto. Abajo está como quedó: vuelva a hacer su cambio.",
            $"{draft.By} changed the draft meanwhile. Below is how it stands: make your change again."));
    }

    private void Change(RoutingDraftRow draft, ImmutableArray<StoredRule> wanted, string by) =>
        (draft.Rules, draft.Revision, draft.At, draft.By) = (wanted, draft.Revision + 1, clock.GetUtcNow(), by);
}

/// <summary>A change of rules that cannot be made; nothing was changed.</summary>
internal sealed class RoutingRefusedException(Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Why, in both languages.</summary>
    public Bilingual Said { get; } = said;
}
