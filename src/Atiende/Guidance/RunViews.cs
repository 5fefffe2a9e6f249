using System.Collections.Immutable;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.Guidance;

/// <summary>Runs as screens read them.</summary>
internal sealed class RunViews(Db db, RunStore store, IOrganizations organizations, TimeProvider clock)
{
    // What every run begins with says nothing of this one.
    private static readonly HashSet<string> Given = new(StringComparer.OrdinalIgnoreCase) { "channel", "line", "agente", "organizacion" };

    /// <summary>One run as it stands.</summary>
    public async Task<RunView> Of(RunRow row, Run run, CancellationToken cancel)
    {
        var (version, walker) = store.Kept(row);
        var draft = await db.Set<RunDraftRow>().AsNoTracking().FirstOrDefaultAsync(d => d.RunId == row.Id && d.Node == run.Node, cancel);
        return new(row.Id, row.Document, version.Version, walker.Procedure, version.Forms, run, row.InteractionId, row.ContactId, row.Member,
            run.Status is RunStatus.Ended ? [] : walker.Offers(run, Instant.FromDateTimeOffset(clock.GetUtcNow())),
            await Done(row.Id, cancel), draft?.Typed ?? (IReadOnlyDictionary<string, string>)ImmutableDictionary<string, string>.Empty, draft?.Version ?? 0,
            Problems(run), row.BegunAt, row.ChangedAt);
    }

    /// <summary>Runs in a list.</summary>
    public IReadOnlyList<RunSummary> Summaries(IEnumerable<RunRow> rows) => [.. rows.Select(Summary)];

    /// <summary>A run's events with what each did, and how long each node took.</summary>
    public async Task<RunTrace> Trace(RunRow row, Run run, CancellationToken cancel)
    {
        var view = await Of(row, run, cancel);
        var events = await store.Events(row.Id, cancel);
        var lines = events.Select((written, i) =>
        {
            var input = RunStore.Read(written.Input);
            var entry = view.Procedure.Find(written.Node);
            var effects = view.Done.Where(d => d.Id.StartsWith($"{written.Sequence}.", StringComparison.Ordinal)).ToImmutableList();
            TimeSpan? took = i > 0 ? written.At - events[i - 1].At : null;
            return new TraceLine(written.Sequence, written.At, written.ByName, written.Node, entry?.Node.Ref, What(input, view), Data(input, view), effects, took);
        });
        return new(view, [.. lines]);
    }

    private async Task<ImmutableList<DoneEffect>> Done(Guid run, CancellationToken cancel) =>
        [.. (await db.Set<RunEffectRow>().AsNoTracking().Where(e => e.RunId == run).OrderBy(e => e.Order).ToListAsync(cancel))
            .Select(e => new DoneEffect(e.EffectId, e.Node, e.Kind, [.. e.Words], e.Link, e.Problem, e.At))];

    private RunSummary Summary(RunRow row)
    {
        var entry = store.WalkerOf(row).Procedure[row.Node];
        return new(row.Id, row.Document, row.Section, entry.Section.Title, entry.Step.Number, entry.Step.Do ?? "", row.Status,
            organizations.Current.Words.Who(row.Role), row.Member, row.InteractionId, row.BegunAt, row.ChangedAt, row.Ending);
    }

    private static Dictionary<string, string> Problems(Run run) =>
        run.LookedUp.Where(l => l.Value.StartsWith("failed", StringComparison.Ordinal))
            .GroupBy(l => l.Key.Split('|')[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().Value[(g.First().Value.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.Ordinal);

    /// <summary>The text key of an input, with the branch or reason in it.</summary>
    private static string What(WalkInput input, RunView view) => input switch
    {
        Answer { Choice: { } choice } => $"answer|{(view.Procedure.Find(choice)?.Node as Procedures.Language.Branch)?.Condition}",
        Answer => "answer",
        LookedUp found => $"looked-up-{found.Outcome.ToString().ToLowerInvariant()}|{found.As}",
        Skip skip => $"skip|{skip.Reason}",
        CloseEarly close => $"close-early|{close.Reason}",
        Escalate escalate => $"escalate|{escalate.Reason}",
        Redirect redirect => $"redirect|{redirect.To}",
        EffectFailed failed => $"effect-failed|{failed.Problem}",
        _ => Procedures.Reading.Shape.Kebab(input.GetType().Name),
    };

    private static ImmutableArray<(string, string)> Data(WalkInput input, RunView view)
    {
        var data = input switch
        {
            Begin begin => begin.Facts,
            Provide provide => provide.Data,
            Answer answer => answer.Data,
            EffectDone done => done.Results,
            _ => ImmutableDictionary<string, Datum>.Empty,
        };
        return [.. data.Where(d => !Given.Contains(d.Key)).Select(d => (Label(d.Key, view), d.Value.ToText()))];
    }

    private static string Label(string field, RunView view) =>
        view.Procedure.Nodes.SelectMany(n => n.Node.Ask?.Fields ?? []).FirstOrDefault(f => f.Id.Value.Equals(field, StringComparison.OrdinalIgnoreCase))?.Label ?? field;
}
