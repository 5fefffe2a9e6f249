using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.Cases.Orders;

/// <summary>Keeps whose work each part of an order is while the order changes, inside the change's transaction.</summary>
internal sealed class OrderKeeper(Db db, IOrganizations organizations, TimeProvider clock)
{
    /// <summary>Whether cases of a type are worked on as orders.</summary>
    public static bool IsOrder(CaseType type) => type.Work is not null;

    /// <summary>The sub-orders of an order in the order in which they are done: those its kind names, then others that were opened.</summary>
    public static IReadOnlyList<string> Names(CaseType type, Case one, IEnumerable<SubOrder> parts) =>
        [.. (type.Kinds.FirstOrDefault(k => k.Name == one.Kind)?.SubOrders ?? []).Concat(parts.OrderBy(p => p.Number).Select(p => p.Name)).Distinct(StringComparer.Ordinal)];

    /// <summary>Brings the work to what the order says now: the first sub-order that is not done is ready, those after it wait.</summary>
    public async Task Keep(Case one, CaseType type, bool opened, CancellationToken cancel)
    {
        if (type.Work is not { } work) return;

        var parts = opened ? db.Set<SubOrder>().Local.Where(s => s.CaseId == one.Id).ToList() : Together(await db.Set<SubOrder>().Where(s => s.CaseId == one.Id).ToListAsync(cancel), one);
        var rows = opened ? [] : await db.Set<OrderWork>().Where(w => w.CaseId == one.Id).ToListAsync(cancel);
        var names = Names(type, one, parts);
        var zone = OrderZones.ZoneOf(type, one.Fields) is { Length: > OrderWorkTable.ZoneLength } tooLong ? tooLong[..OrderWorkTable.ZoneLength] : OrderZones.ZoneOf(type, one.Fields);
        var waits = false;
        foreach (var name in names)
        {
            var done = IsDone(type, parts, name);
            Set(rows, one, name, work.Parts.FirstOrDefault(p => Folding.Same(p.Name, name)), work, zone, ready: !waits, done || !one.IsOpen);
            waits |= !done;
        }

        // The order itself is to be done where it has no parts, and to be closed once all are.
        Set(rows, one, "", null, work, zone, ready: !waits, !one.IsOpen);
    }

    /// <summary>Whether a sub-order was opened and nothing follows its state.</summary>
    public static bool IsDone(CaseType type, IEnumerable<SubOrder> parts, string name) =>
        parts.FirstOrDefault(p => p.Name == name) is { } part && StatePath.IsFinal(type.SubOrderStates, part.State);

    private List<SubOrder> Together(List<SubOrder> stored, Case one) =>
        [.. stored.Concat(db.Set<SubOrder>().Local.Where(s => s.CaseId == one.Id)).DistinctBy(s => s.Number)];

    private void Set(List<OrderWork> rows, Case one, string name, OrderPartWork? part, OrderWorkRules rules, string? zone, bool ready, bool done)
    {
        var row = rows.Find(r => r.Name == name);
        if (row is null) db.Add(row = new OrderWork { CaseId = one.Id, Name = name });
        // What has no receiver of its own is the work of whoever has the order, and goes where it goes.
        if (!row.IsDone) row.To = part?.To?.Value ?? one.To ?? rules.To?.Value;
        row.Zone = zone;
        row.IsDone = done;
        if (!ready || row.ReadyAt is not null || done) return;

        var now = Instants.Stored(clock.GetUtcNow());
        row.ReadyAt = now;
        if ((part?.Due ?? (name.Length == 0 ? rules.Due : null)) is not { } due) return;

        var (rule, calendar, from) = (PackTimes.RuleOf(due), organizations.Current.Times.Calendar, Instant.FromDateTimeOffset(now));
        (row.DueAt, row.DueWhy) = (rule.Due(from, calendar).ToDateTimeOffset(), rule.Explain(from, calendar).Spanish);
    }
}
