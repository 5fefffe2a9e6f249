using System.Collections.Immutable;
using Atiende.Inbox;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.Cases.Orders;

/// <summary>Orders as units work on them. A move goes the way of every change of a case, so that gates, clocks and claims hold.</summary>
internal sealed class OrderStore(
    Db db, IOrganizations organizations, ICases cases, CaseSearch search, ICaseHistory history, IInbox inbox, IHttpContextAccessor http) : ICaseOrders
{
    private const int Most = 500;

    public async Task<IReadOnlyList<OrderTask>> ToDo(OrderFilter filter, CancellationToken cancel)
    {
        var work = db.Set<OrderWork>().AsNoTracking().Where(w => !w.IsDone && w.ReadyAt != null);
        if (filter.Receivers is { } receivers) work = work.Where(w => receivers.Contains(w.To!));
        if (filter.Zone is { } zone) work = work.Where(w => w.Zone == zone);
        if (filter.Member is { } member) work = work.Where(w => w.Responsible == member);
        var found = await work.Join(search.Seen.Where(c => c.IsOpen), w => w.CaseId, c => c.Id, (w, c) => new { Work = w, Case = c })
            .OrderBy(p => p.Work.DueAt == null).ThenBy(p => p.Work.DueAt).ThenBy(p => p.Work.ReadyAt).Take(Math.Min(filter.Most, Most)).ToListAsync(cancel);
        var ids = found.Select(f => f.Case.Id).Distinct().ToList();
        var all = (await db.Set<OrderWork>().AsNoTracking().Where(w => ids.Contains(w.CaseId) && w.Name != "").ToListAsync(cancel)).ToLookup(w => w.CaseId);
        return
        [
            .. found.Select(f => new OrderTask(search.Summary(f.Case), f.Work.Name, f.Work.To, Who(f.Work), f.Work.ReadyAt!.Value, f.Work.DueAt, f.Work.DueWhy,
                all[f.Case.Id].Count(w => w.IsDone), all[f.Case.Id].Count(), OrderZones.ZoneOf(TypeOf(f.Case), f.Case.Fields))),
        ];
    }

    public async Task<OrderSheet?> Of(Guid order, CancellationToken cancel)
    {
        if (await search.Seen.FirstOrDefaultAsync(c => c.Id == order, cancel) is not { MergedInto: null } one || TypeOf(one) is not { Work: { } rules } type) return null;

        var parts = await db.Set<SubOrder>().AsNoTracking().Where(s => s.CaseId == order).OrderBy(s => s.Number).ToListAsync(cancel);
        var work = (await db.Set<OrderWork>().AsNoTracking().Where(w => w.CaseId == order).ToListAsync(cancel)).ToDictionary(w => w.Name, StringComparer.Ordinal);
        var shown = new List<OrderPart>();
        string? waitsFor = null;
        foreach (var name in OrderKeeper.Names(type, one, parts))
        {
            var part = parts.Find(p => p.Name == name);
            var done = OrderKeeper.IsDone(type, parts, name);
            var row = work.GetValueOrDefault(name);
            shown.Add(new(name, part is null ? null : StatePath.Name(type.SubOrderStates, part.State),
                one.IsOpen && waitsFor is null ? Next(type, type.SubOrderStates, part?.State, row?.To) : [], waitsFor,
                row?.To ?? rules.Parts.FirstOrDefault(p => Folding.Same(p.Name, name))?.To?.Value, row is null ? null : Who(row), row?.DueAt, done));
            if (!done) waitsFor ??= name;
        }

        return new(search.Summary(one), one.IsOpen ? Next(type, type.States, one.State, work.GetValueOrDefault("")?.To) : [], shown, work.GetValueOrDefault("") is { } own ? Who(own) : null);
    }

    public async Task Move(OrderMove move, CancellationToken cancel)
    {
        var sheet = await Of(move.Order, cancel) ?? throw new CaseRefusedException(new("Esta orden no existe.", "There is no such order."));
        var row = await db.Set<Case>().AsNoTracking().FirstAsync(c => c.Id == move.Order, cancel);
        var next = (move.SubOrder is null ? sheet.Next : sheet.SubOrders.FirstOrDefault(s => s.Name == move.SubOrder)?.Next ?? []).FirstOrDefault(n => n.State == move.To);
        var type = TypeOf(row)!;
        if (next is null)
        {
            // Sent twice, it is there already.
            if (await db.Set<CaseKey>().AnyAsync(k => k.Key == move.Key, cancel)) return;

            throw new CaseRefusedException(sheet.SubOrders.FirstOrDefault(s => s.Name == move.SubOrder)?.WaitsFor is { } before
                ? new($"«{move.SubOrder}» espera a que termine «{before}».", $"\"{move.SubOrder}\" waits until \"{before}\" is done.")
                : new($"{row.Folio} ya cambió: mire cómo está y elija otra vez.", $"{row.Folio} has changed: look how it stands and choose again."));
        }

        if (next.No is { } no) throw new CaseRefusedException(new(no, no));
        if (next.NeedsCause && string.IsNullOrWhiteSpace(move.Said))
            throw new CaseRefusedException(new($"Escriba la causa: sin ella no pasa a «{next.Name}».", $"Write the cause: without it, it does not go to \"{next.Name}\"."));

        await db.Write(async inner =>
        {
            var changed = new OpenCase { Name = row.Name!, Type = row.Type, Kind = row.Kind };
            changed = move.SubOrder is { } name
                ? changed with { SubOrders = [new(name, move.To, Case.NoFields)] } : changed with { State = move.To };
            if (await db.Set<CaseKey>().AnyAsync(k => k.Key == move.Key, inner)) return;

            await cases.Save(new(move.Key, row.RunId!.Value, changed, null, null, move.By), inner);
            if (move.Said?.Trim() is { Length: > 0 } said)
                await history.Say(move.Order, next.NeedsCause ? new($"Causa: {said}", $"Cause: {said}") : new($"Resultado: {said}", $"Result: {said}"), move.By, inner);
            if (move.CallOn is { } day) await Promise(row, type, day, move, inner);
        }, cancel);
    }

    public Task Assign(Guid order, string subOrder, string? member, string memberName, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<OrderWork>().FirstOrDefaultAsync(w => w.CaseId == order && w.Name == subOrder, inner) is not { } row || row.Responsible == member) return;

        (row.Responsible, row.ResponsibleName) = (member, member is null ? null : memberName);
        var what = subOrder.Length == 0 ? new Bilingual("La orden", "The order") : new($"Suborden {subOrder}", $"Sub-order {subOrder}");
        await history.Say(order, member is null ? new($"{what.Spanish}: sin responsable", $"{what.English}: nobody is responsible")
            : new($"{what.Spanish}: responsable {memberName}", $"{what.English}: {memberName} is responsible"), by, inner);
    }, cancel);

    // Whoever attends people calls back, on the day that was promised.
    private async Task Promise(Case one, CaseType type, LocalDate day, OrderMove move, CancellationToken cancel)
    {
        var (times, people) = (organizations.Current.Times, organizations.Current.Pack.People);
        var due = day.At(new LocalTime(23, 59, 59)).InZoneLeniently(times.Zone).ToInstant().ToDateTimeOffset();
        var to = type.Work!.CallsBack?.Value ?? one.Unit ?? people.Units.FirstOrDefault(u => u.Attends)?.Id.Value ?? one.To!;
        await inbox.Put(new($"order-call:{move.Key}", TaskKind.Promise, $"Llamar a la persona con el resultado de {one.Folio}", move.Said?.Trim(), to, null, null, due,
            $"Lo prometido: el {day:dd/MM/yyyy}", ImmutableSortedDictionary<string, Datum>.Empty, one.RunId, one.InteractionId, one.ContactId, move.By), cancel);
        await history.Say(one.Id, new($"Se promete llamar el {day:dd/MM/yyyy}", $"A call on {day:dd/MM/yyyy} is promised"), move.By, cancel);
    }

    // A state that nothing leads to yet is where a sub-order begins.
    private List<OrderNext> Next(CaseType type, IReadOnlyList<State> states, string? from, string? to) =>
        [.. states.Where(s => from is null ? s == states[0] : s.From.Any(f => f.Value == from)).Select(s => new OrderNext(s.Id, s.Name ?? s.Id.Value, s.Cause, MayNot(s) ?? IsNotTheirs(type, to)))];

    private Accounts.ICurrentMember? Member => http.HttpContext?.RequestServices.GetService<Accounts.ICurrentMember>();

    // Who is of one zone does not move what is another's; who oversees does, and whose unit stands above.
    private string? IsNotTheirs(CaseType type, string? to)
    {
        if (!OrderZones.IsServed(type, to) || Member is not { UnitId: { } own } member || member.Can(Ability.Supervise) || member.Can(Ability.Administer) || member.RoleIds.Contains(to!)) return null;

        var units = organizations.Current.Pack.People.Units;
        for (var at = to; at is not null; at = units.FirstOrDefault(u => u.Id.Value == at)?.Parent?.Value)
            if (at == own) return null;
        return $"La mueve quien atiende su zona: {organizations.Current.Words.Who(to!)}.";
    }

    private string? MayNot(State state)
    {
        if (state.By.Count == 0 || Member is not { } member || state.By.Any(role => member.RoleIds.Contains(role.Value))) return null;

        return $"A «{state.Name ?? state.Id.Value}» la pasa {string.Join(" o ", state.By.Select(role => organizations.Current.Words.Who(role)))}.";
    }

    private static (string, string)? Who(OrderWork work) => work.Responsible is { } id ? (id, work.ResponsibleName ?? id) : null;

    private CaseType? TypeOf(Case one) => organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type);
}
