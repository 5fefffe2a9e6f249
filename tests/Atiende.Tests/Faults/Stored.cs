using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Mail;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Atiende.Tests.Faults;

/// <summary>What stands in the database of a program that runs or was killed, and whether it is whole.</summary>
internal sealed class Stored(IServiceProvider services)
{
    /// <summary>
    /// Every answer that was acknowledged is there and none twice; each effect that the inputs ask for was done once, and nothing else was;
    /// no folio is given twice.
    /// </summary>
    public async Task IsWhole(DeskWalker agent)
    {
        await using var scope = services.CreateScopeOf(agent.Organization);
        var db = scope.Get<Db>();
        var runs = await db.Set<RunRow>().AsNoTracking().ToListAsync();
        var cases = await db.Set<Case>().AsNoTracking().ToListAsync();
        await AnswersAreThereOnce(db, agent);
        foreach (var run in runs)
            await EffectsAreDoneOnce(scope, db, run, cases);

        var opened = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.Kind == CaseEventKind.Opened).Select(e => e.CaseId).ToListAsync();
        Assert.Equal(cases.Select(c => c.Id).Order(), opened.Order());
        Assert.DoesNotContain(cases.GroupBy(c => (c.Type, c.Folio)), g => g.Count() > 1);
        var attentions = await db.Set<Interaction>().AsNoTracking().ToListAsync();
        Assert.DoesNotContain(attentions.GroupBy(i => i.Folio), g => g.Count() > 1);
        var begun = await db.Set<InteractionEvent>().AsNoTracking().CountAsync(e => e.Kind == InteractionEventKind.ProcedureStarted);
        Assert.Equal(runs.Count(r => r.InteractionId is not null), begun);
    }

    /// <summary>The messages of all organisations: Message-ID and state.</summary>
    public async Task<List<(string MessageId, MailState State)>> Mail()
    {
        await using var scope = services.CreateSystemScope();
        return [.. (await Messages(scope).AsNoTracking().ToListAsync()).Select(m => (MessageId.Of(m.OrganizationId, m.Key), m.State))];
    }

    /// <summary>As if the time had passed that a killed sender's claim lasts.</summary>
    public async Task EndClaims()
    {
        await using var scope = services.CreateSystemScope();
        var now = TimeProvider.System.GetUtcNow();
        await scope.Get<Db>().Write(cancel => Messages(scope).Where(m => m.State == MailState.Waiting && m.NextTryAt > now)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextTryAt, now), cancel));
    }

    private static IQueryable<OutboxMessage> Messages(AsyncServiceScope scope) =>
        scope.Get<Db>().Set<OutboxMessage>().IgnoreQueryFilters([Db.OrganizationFilter]);

    private static async Task AnswersAreThereOnce(Db db, DeskWalker agent)
    {
        var events = await db.Set<RunEventRow>().AsNoTracking().Where(e => e.ByMember != "").ToListAsync();
        foreach (var taken in agent.Taken)
        {
            var written = Assert.Single(events, e => e.RunId == taken.Run && e.Sequence == taken.Sequence + 1);
            Assert.Equal(taken.Node, written.Node);
        }

        var given = events.Count(e => RunStore.Read(e.Input) is Answer or Skip);
        var unheard = agent.Unheard?.IsAnswer == true ? 1 : 0;
        Assert.InRange(given, agent.Taken.Count, agent.Taken.Count + unheard);
    }

    // What a run's inputs ask for is computed anew by the walker, and compared with what was done.
    private static async Task EffectsAreDoneOnce(AsyncServiceScope scope, Db db, RunRow row, List<Case> cases)
    {
        var walker = scope.Get<RunStore>().WalkerOf(row);
        var run = new Run();
        var asked = new List<Doing>();
        foreach (var written in await db.Set<RunEventRow>().AsNoTracking().Where(e => e.RunId == row.Id).OrderBy(e => e.Sequence).ToListAsync())
        {
            var walked = walker.Step(run, RunStore.Read(written.Input), Instant.FromDateTimeOffset(written.At));
            Assert.Null(walked.Refusal);
            run = walked.Run;
            asked.AddRange(walked.Doings.Where(d => d is not Question));
        }

        Assert.Equal((row.Sequence, row.Node, row.Status), (run.Sequence, run.Node, run.Status));
        var done = await db.Set<RunEffectRow>().AsNoTracking().Where(e => e.RunId == row.Id).ToListAsync();
        Assert.Equal(asked.Select(d => d.Id).Order(), done.Select(d => d.EffectId).Order());
        var carried = asked.Where(d => done.Single(e => e.EffectId == d.Id).Problem is null).ToList();

        var saved = carried.OfType<SaveCase>().ToList();
        Assert.Equal(
            saved.Select(s => s.Case.Name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal),
            cases.Where(c => c.RunId == row.Id && c.Foreign is null).Select(c => c.Name!.ToLowerInvariant()).Order(StringComparer.Ordinal));
        await Keys(saved, db.Set<CaseKey>().Select(k => k.Key));
        await Keys(carried.OfType<SendMail>(), db.Set<OutboxMessage>().Select(m => m.Key));
        await Keys(carried.OfType<PassTo>(), db.Set<InboxTask>().Select(t => t.Key));

        async Task Keys(IEnumerable<Doing> doings, IQueryable<string> stored)
        {
            var prefix = $"{row.Id:N}:";
            var keys = await stored.Where(k => k.StartsWith(prefix)).ToListAsync();
            foreach (var doing in doings) Assert.Single(keys, k => k == prefix + doing.Id);
        }
    }
}
