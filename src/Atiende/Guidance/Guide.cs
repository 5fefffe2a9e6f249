using System.Collections.Immutable;
using Atiende.Cases;
using Atiende.Fabric;
using Atiende.Guidance.Effects;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Routing;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.Guidance;

/// <summary>Walks runs: stores each input with what follows from it in one transaction, then asks record systems outside of it.</summary>
internal sealed class Guide(
    Db db, RunStore store, RunViews views, ProcedureShelf shelf, IOrganizations organizations, IInteractions interactions,
    IInbox inbox, IRecords records, IRouting routing, IEnumerable<IEffectHandler> handlers, IHints hints, TimeProvider clock) : IGuidance
{
    // A look-up may feed another; a chain longer than this is a mistake of the document.
    private const int LookUpsMax = 20;

    private readonly Dictionary<Type, IEffectHandler> _handlers = handlers.ToDictionary(h => h.Kind);

    public IReadOnlyList<SectionChoice> Choices(string? line, string? channel, bool outgoing) =>
        SectionChoices.Of(organizations.Current.Pack, line, channel, outgoing);

    public async Task<Guid> Begin(RunStart start, CancellationToken cancel)
    {
        var (version, walker) = shelf.InForce(start.Document)
            ?? throw new ArgumentException($"No document {start.Document} is in force.", nameof(start));
        var (id, asked) = await db.Write(async inner =>
        {
            var now = clock.GetUtcNow();
            var row = new RunRow
            {
                Id = start.Id ?? Guid.CreateVersion7(now),
                Document = start.Document,
                Version = version.Id,
                Section = start.Section,
                Node = "",
                Role = "",
                Member = start.By.Member,
                InteractionId = start.Interaction,
                ContactId = start.Contact,
                BegunAt = now,
                ChangedAt = now,
            };
            db.Add(row);
            var lookUps = await Apply(row, walker, new Run(), new Begin(start.Section, start.Node, WithOwn(start), Unattended: start.By == Actor.System), start.By, now, inner);
            if (start.Interaction is { } interaction)
            {
                var title = walker.Procedure.Sections[start.Section].Title;
                await interactions.Note(interaction, InteractionEventKind.ProcedureStarted, $"{start.Section} {title}", start.By.Name, inner);
            }

            return (row.Id, lookUps);
        }, cancel);
        await LookUp(id, asked, cancel);
        return id;
    }

    public Task<bool> IsBegun(Guid id, CancellationToken cancel) => db.Set<RunRow>().AnyAsync(r => r.Id == id, cancel);

    public async Task<RunView?> Find(Guid id, CancellationToken cancel)
    {
        IReadOnlyList<Question> unanswered;
        await using (await db.KeepConnection(cancel))
        {
            if (await store.Row(id, cancel) is not { } row) return null;

            var run = await store.Load(row, cancel);
            if (run.Status is not RunStatus.LookingUp) return await views.Of(row, run, cancel);

            unanswered = await Unanswered(row, run, cancel);
        }

        // The program was stopped while a system was asked: it is asked again.
        await LookUp(id, unanswered, cancel);
        var now = await db.Set<RunRow>().AsNoTracking().FirstAsync(r => r.Id == id, cancel);
        return await views.Of(now, await store.Load(now, cancel), cancel);
    }

    public async Task<RunStep> Give(Guid id, int sequence, WalkInput input, Actor by, CancellationToken cancel)
    {
        IReadOnlyList<Question> asked;
        await using (await db.KeepConnection(cancel))
        {
            (var row, var refusal, asked) = await db.Write(inner => Take(id, sequence, input, by, inner), cancel);
            if (refusal is not null) return new((await Find(id, cancel))!, refusal);
            if (asked.Count == 0) return new(await views.Of(row, await store.Load(row, cancel), cancel), Refusal: null);
        }

        await LookUp(id, asked, cancel);
        return new((await Find(id, cancel))!, Refusal: null);
    }

    public Task KeepDraft(Guid id, string node, IReadOnlyDictionary<string, string> typed, CancellationToken cancel) =>
        db.Write(async inner =>
        {
            if (await store.Row(id, inner) is not { Ending: null } row || row.Node != node) return;

            var draft = await db.Set<RunDraftRow>().FirstOrDefaultAsync(d => d.RunId == id, inner);
            if (draft is null) db.Add(draft = new() { RunId = id, Node = node, Typed = [] });
            (draft.Node, draft.Typed, draft.At) = (node, new(typed), clock.GetUtcNow());
        }, cancel);

    public Task SetContact(Guid interaction, Guid contact, CancellationToken cancel) =>
        db.Write(async inner =>
        {
            foreach (var row in await db.Set<RunRow>().Where(r => r.InteractionId == interaction).ToListAsync(inner)) row.ContactId = contact;
        }, cancel);

    public async Task<IReadOnlyList<RunSummary>> OfInteraction(Guid interaction, CancellationToken cancel) =>
        views.Summaries(await db.Set<RunRow>().AsNoTracking().Where(r => r.InteractionId == interaction).OrderBy(r => r.BegunAt).ToListAsync(cancel));

    public async Task<IReadOnlyList<RunSummary>> Open(CancellationToken cancel) =>
        views.Summaries(await db.Set<RunRow>().AsNoTracking().Where(r => r.Status != RunStatus.Ended).OrderBy(r => r.BegunAt).ToListAsync(cancel));

    public async Task<RunTrace?> Trace(Guid id, CancellationToken cancel) =>
        await store.Row(id, cancel) is { } row ? await views.Trace(row, await store.Load(row, cancel), cancel) : null;

    /// <summary>Takes an input that was given to the run as it stood at this number, or says why not.</summary>
    private async Task<(RunRow Row, Refusal? Refusal, IReadOnlyList<Question> Asked)> Take(Guid id, int sequence, WalkInput input, Actor by, CancellationToken cancel)
    {
        var row = await store.Row(id, cancel) ?? throw new KeyNotFoundException($"No run {id}.");
        var run = await store.Load(row, cancel);
        // An answer sent again because its reply was lost is the same answer, not a second one.
        if (sequence != row.Sequence) return (row, await store.WasGiven(id, sequence + 1, input, by, cancel) ? null : Refusal.Moved, []);
        if (input is TakeOver && !await Claim(row, by, cancel)) return (row, Refusal.Moved, []);

        try
        {
            return (row, null, await Apply(row, store.WalkerOf(row), run, input, by, clock.GetUtcNow(), cancel));
        }
        catch (RefusedInputException refused)
        {
            return (row, refused.Refusal, []);
        }
    }

    /// <summary>Takes one input: its event, its effects, and what they answered.</summary>
    private async Task<IReadOnlyList<Question>> Apply(
        RunRow row, Walker walker, Run run, WalkInput input, Actor by, DateTimeOffset now, CancellationToken cancel)
    {
        var asked = new List<Question>();
        var inputs = new Queue<WalkInput>([input]);
        while (inputs.TryDequeue(out var next))
        {
            var node = run.Node;
            var walked = walker.Step(run, next, Instant.FromDateTimeOffset(now));
            if (walked.Refusal is { } refusal) throw new RefusedInputException(refusal);

            run = walked.Run;
            store.Append(row, node.Length > 0 ? node : run.Node, run, next, by, now);
            asked.AddRange(walked.Doings.OfType<Question>());
            var context = new EffectContext(row, run, walker, organizations.Current, by, now);
            foreach (var doing in walked.Doings.Where(d => d is not Question))
            {
                if (await Carry(doing, context, cancel) is not { } answer) continue;

                inputs.Enqueue(answer);
                // A folio just given is known to the mail that follows, before its event is written.
                context = context with { Run = walker.Step(context.Run, answer, Instant.FromDateTimeOffset(now)).Run };
            }

            // Whoever holds the role already need not take the run from an inbox.
            if (run.Status is RunStatus.Waiting && by.Roles.Contains(run.Role) && !walked.Doings.OfType<PassTo>().Any(p => p.AnotherPerson) && inputs.Count == 0)
            {
                var task = await inbox.OfRun(row.Id, cancel);
                if (task is { Unit: { } unit } && unit != by.Unit) continue;

                if (task is not null)
                {
                    await inbox.Take(task.Id, by.Member, cancel);
                    await inbox.Finish(task.Id, by.Member, outcome: null, cancel);
                }

                inputs.Enqueue(new TakeOver());
            }
        }

        if (run.Status is not RunStatus.Waiting) row.Member = by.Member.Length > 0 ? by.Member : row.Member;
        var organization = organizations.Current.Id;
        db.AfterCommit(() =>
        {
            hints.Tell(organization, "desk", by.Member);
            hints.Tell(organization, "now");
        });
        if (await db.Set<RunDraftRow>().FirstOrDefaultAsync(d => d.RunId == row.Id, cancel) is { } draft && draft.Node != row.Node) db.Remove(draft);
        if (run.End is { } end && row.InteractionId is { } interaction)
            await interactions.Note(interaction, InteractionEventKind.ProcedureEnded, $"{row.Section} {end.ContinuesIn ?? end.Reason}".Trim(), by.Name, cancel);
        return asked;
    }

    /// <summary>Carries an effect out; what it answers is the run's next input.</summary>
    private async Task<WalkInput?> Carry(Doing doing, EffectContext context, CancellationToken cancel)
    {
        var done = new RunEffectRow
        {
            RunId = context.Row.Id,
            EffectId = doing.Id,
            Node = doing.Node,
            Kind = "",
            Words = [],
            At = context.Now,
            Order = context.Row.Sequence * 100 + int.Parse(doing.Id[(doing.Id.IndexOf('.', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture),
        };
        db.Add(done);
        try
        {
            var result = await _handlers[doing.GetType()].Do(doing, context, cancel);
            (done.Kind, done.Words, done.Link) = (result.Kind, result.Words, result.Link);
            return result.Results is { Count: > 0 } results ? new EffectDone(doing.Id, results) : null;
        }
        catch (Exception refused) when (refused is CaseRefusedException or RecordRefusedException)
        {
            // A refusal changes nothing; the one who walks reads why and goes on by hand.
            (done.Kind, done.Words, done.Problem) = ("failed", [], refused.Message);
            return new EffectFailed(doing.Id, refused.Message);
        }
    }

    private async Task<bool> Claim(RunRow row, Actor by, CancellationToken cancel)
    {
        if (await inbox.OfRun(row.Id, cancel) is not { } task) return true;
        if (task.Unit is { } unit && by.Unit is { } own && own != unit) return false;
        if (!await inbox.Take(task.Id, by.Member, cancel)) return false;

        await inbox.Finish(task.Id, by.Member, outcome: null, cancel);
        if (row.InteractionId is { } interaction) await interactions.Assign(interaction, by.Member, cancel);
        return true;
    }

    /// <summary>Asks the record systems and the routing rules, outside any transaction: they may be slow.</summary>
    private async Task LookUp(Guid id, IReadOnlyList<Question> asked, CancellationToken cancel)
    {
        for (var round = 0; asked.Count > 0 && round < LookUpsMax; round++)
        {
            var answers = new List<LookedUp>();
            foreach (var one in asked)
            {
                answers.Add(one switch
                {
                    LookUpRecord search => await records.LookUp(search, cancel),
                    AskRoute route => await routing.Answer(route, id, cancel),
                    _ => throw new NotSupportedException($"No one answers {one.GetType().Name}."),
                });
            }

            var next = new List<Question>();
            foreach (var answer in answers)
            {
                next.AddRange(await db.Write(async inner =>
                {
                    var row = (await store.Row(id, inner))!;
                    var run = await store.Load(row, inner);
                    // Whoever went on meanwhile no longer waits for it.
                    return run.LookingUp.Contains(answer.As)
                        ? await Apply(row, store.WalkerOf(row), run, answer, Actor.System, clock.GetUtcNow(), inner) : [];
                }, cancel));
            }

            asked = next;
        }
    }

    private async Task<IReadOnlyList<Question>> Unanswered(RunRow row, Run run, CancellationToken cancel)
    {
        var walker = store.WalkerOf(row);
        var replayed = new Run();
        var asked = new Dictionary<string, Question>(StringComparer.Ordinal);
        foreach (var written in await store.Events(row.Id, cancel))
        {
            var walked = walker.Step(replayed, RunStore.Read(written.Input), Instant.FromDateTimeOffset(written.At));
            replayed = walked.Run;
            foreach (var lookUp in walked.Doings.OfType<Question>()) asked[lookUp.As] = lookUp;
        }

        return [.. run.LookingUp.Select(name => asked[name])];
    }

    private Dictionary<string, Datum> WithOwn(RunStart start) => new(start.Facts, StringComparer.OrdinalIgnoreCase)
    {
        ["agente"] = Datum.Of(start.By.Name),
        ["organizacion"] = Datum.Of(organizations.Current.Pack.Identity.ShortName),
    };
}

/// <summary>An input that the walker refused; the transaction that tried it is given up.</summary>
internal sealed class RefusedInputException(Refusal refusal) : Exception(refusal.ToString())
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}
