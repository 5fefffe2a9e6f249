using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Protection;

/// <summary>One pass over all that the pack gives a period, in small transactions: whoever works meanwhile waits for none of it.</summary>
internal sealed class RetentionPass(Db db, IOrganizations organizations, IEnumerable<IRetained> retained, IAudit audit, TimeProvider clock) : IRetention
{
    private const int AtOnce = 100;

    // A pass that was not ended so long ago was cut short.
    private static readonly TimeSpan CutShort = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<RetentionWork>> Preview(CancellationToken cancel)
    {
        var work = new List<RetentionWork>();
        foreach (var rule in Rules())
        {
            var count = 0;
            foreach (var room in Of(rule)) count += await room.Count(rule, cancel);
            work.Add(Of(rule, count));
        }

        return work;
    }

    public async Task<IReadOnlyList<RetentionWork>> Run(string by, CancellationToken cancel)
    {
        var report = new RetentionReport { Id = Guid.CreateVersion7(clock.GetUtcNow()), BeganAt = clock.GetUtcNow(), By = by };
        await db.Write(_ =>
        {
            db.Add(report);
            return Task.CompletedTask;
        }, cancel);
        return await Carry(report.Id, by, cancel);
    }

    /// <summary>Does the night's pass, unless it was done or another node does it.</summary>
    public async Task<bool> RunNight(string night, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = await db.Write(async inner =>
        {
            var there = await db.Set<RetentionReport>().FirstOrDefaultAsync(r => r.Night == night, inner);
            if (there is { EndedAt: not null } || there?.BeganAt > now - CutShort) return (Guid?)null;

            if (there is null) db.Add(there = new RetentionReport { Id = Guid.CreateVersion7(now), Night = night, BeganAt = now, By = by });
            there.BeganAt = now;
            return there.Id;
        }, cancel);
        if (id is null) return false;

        await Carry(id.Value, by, cancel);
        return true;
    }

    private async Task<IReadOnlyList<RetentionWork>> Carry(Guid report, string by, CancellationToken cancel)
    {
        var work = new List<RetentionWork>();
        foreach (var rule in Rules())
        {
            var count = 0;
            foreach (var room in Of(rule))
            {
                var some = AtOnce;
                while (some == AtOnce)
                {
                    some = await room.Drop(rule, AtOnce, cancel);
                    count += some;
                }
            }

            work.Add(Of(rule, count));
        }

        await db.Write(async inner =>
        {
            var row = await db.Set<RetentionReport>().SingleAsync(r => r.Id == report, inner);
            row.EndedAt = clock.GetUtcNow();
            row.Lines = [.. work.Select(w => new RetentionLine(w.Kind, w.Of, [.. w.States], w.Days, w.Why, w.Count))];
            await audit.Write(new(by, "retention.run", $"retention:{report}", $"{work.Sum(w => w.Count)}"), inner);
        }, cancel);
        return work;
    }

    private IReadOnlyList<RetentionRule> Rules()
    {
        if (organizations.Current.Pack.Retention is not { } said) return [];

        var now = clock.GetUtcNow();
        return
        [
            .. said.Cases.Select(c => new RetentionRule("cases", c.Type, [.. c.States.Select(s => s.Value)], c.Days, c.Why, now.AddDays(-c.Days))),
            .. Periods(said).Where(p => p.Period is not null).Select(p => new RetentionRule(p.Kind, null, [], p.Period!.Days, p.Period.Why, now.AddDays(-p.Period.Days))),
        ];
    }

    // Several rooms may obey one period: mail that goes out, mail that comes in.
    private IEnumerable<IRetained> Of(RetentionRule rule) => retained.Where(room => room.Kind == rule.Kind);

    /// <summary>The pack's periods by their keys, in the order in which they are done: what belongs to a case before the case.</summary>
    internal static IEnumerable<(string Kind, RetentionPeriod? Period)> Periods(Retention said) =>
    [
        ("attachments", said.Attachments), ("attentions", said.Attentions), ("contacts-without-cases", said.ContactsWithoutCases), ("unconfirmed-accounts", said.UnconfirmedAccounts),
        ("mail", said.Mail), ("tasks", said.Tasks), ("drafts", said.Drafts), ("imports", said.Imports), ("readings", said.Readings),
    ];

    private static RetentionWork Of(RetentionRule rule, int count) => new(rule.Kind, rule.Of, rule.States, rule.Days, rule.Why, count);
}
