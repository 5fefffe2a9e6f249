using Atiende.Cases.Clocks;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Atiende.Values;

namespace Atiende.Cases;

/// <summary>Brings a case to what its plan says, and writes down each thing that changed.</summary>
internal static class CaseChange
{
    public static void Apply(
        CasePlan plan, Case one, IReadOnlyList<SubOrder> parts, Case? parent, Guid? contact, CaseEvents events, Organization organization, CaseClockSet clocks)
    {
        var labels = FieldLabels.Of(organization.Pack);
        if (contact is not null) one.ContactId ??= contact;
        Describe(plan, one, events, labels);
        Direct(plan, one, parent, events, organization);
        clocks.Begin();
        Move(plan, one, events, clocks);
        Work(plan, one, parts, events);
        one.Reason = plan.Type.Ticket.GetValueOrDefault("reason") is { } reason && one.Fields.TryGetValue(reason, out var given) ? given.ToText() : null;
        one.Title = CaseWords.Title(plan.Type, one.Kind, one.Fields, labels);
        one.SearchText = CaseWords.SearchText(one, plan.Type, labels);
        clocks.Settle();
    }

    private static void Describe(CasePlan plan, Case one, CaseEvents events, FieldLabels labels)
    {
        if (plan.Kind != one.Kind)
        {
            if (one.Kind is not null) events.Add(CaseEventKind.Kind, new($"Tipo: {one.Kind} → {plan.Kind}", $"Kind: {one.Kind} → {plan.Kind}"));
            one.Kind = plan.Kind;
        }

        // What was written is in the case; the event says which data changed, for they may be personal.
        var changed = plan.Fields.Where(f => !one.Fields.TryGetValue(f.Key, out var before) || !before.Equals(f.Value)).Select(f => f.Key).ToList();
        if (changed.Count == 0) return;

        one.Fields = plan.Fields;
        events.Add(CaseEventKind.Fields, new(
            $"Datos: {string.Join(", ", changed.Select(f => labels.Label(f)))}", $"Data: {string.Join(", ", changed.Select(f => labels.Label(f, "en")))}"));
    }

    private static void Direct(CasePlan plan, Case one, Case? parent, CaseEvents events, Organization organization)
    {
        if (plan.To is { } to && to != one.To)
        {
            one.To = to;
            var (why, inEnglish) = plan.Zone is { } zone ? ($", que atiende {zone}", $", who serves {zone}") : ("", "");
            events.Add(CaseEventKind.To, new($"Pasa a {organization.Words.Who(to)}{why}", $"Goes to {organization.Words.Who(to)}{inEnglish}"));
        }

        if (parent is not null && one.ParentId != parent.Id)
        {
            one.ParentId = parent.Id;
            events.Add(CaseEventKind.Parent, new($"Parte de {parent.Folio}", $"Part of {parent.Folio}"));
        }
    }

    private static void Move(CasePlan plan, Case one, CaseEvents events, CaseClockSet clocks)
    {
        foreach (var state in plan.States)
        {
            var name = StatePath.Name(plan.Type.States, state);
            events.Add(CaseEventKind.State, new($"Estado: {name}", $"State: {name}"));
            clocks.Enter(state);
            one.State = state;
            one.Visited = [.. one.Visited.Append(state).Distinct()];
        }

        if (plan.States.Count == 0) return;

        one.IsOpen = !StatePath.IsFinal(plan.Type.States, one.State);
        one.ClosedAt = one.IsOpen ? null : events.At;
    }

    private static void Work(CasePlan plan, Case one, IReadOnlyList<SubOrder> parts, CaseEvents events)
    {
        var number = parts.Count;
        foreach (var planned in plan.SubOrders)
        {
            var part = planned.Existing ?? new SubOrder { CaseId = one.Id, Number = ++number, Name = planned.Name, State = planned.States[^1] };
            foreach (var state in planned.States)
            {
                var name = StatePath.Name(plan.Type.SubOrderStates, state);
                events.Add(CaseEventKind.SubOrder, new($"Suborden {part.Name}: {name}", $"Sub-order {part.Name}: {name}"));
                part.State = state;
            }

            part.Fields = part.Fields.SetItems(planned.Fields);
            if (planned.Existing is null) events.AddRow(part);
        }
    }
}

/// <summary>Appends what happens to a case, numbered on from the last.</summary>
internal sealed class CaseEvents(Db db, Case one, string by, Guid? interaction, DateTimeOffset at, int last)
{
    private int _last = last;

    /// <summary>When.</summary>
    public DateTimeOffset At => at;

    public void Add(CaseEventKind kind, Bilingual what) =>
        db.Add(new CaseEvent { CaseId = one.Id, Number = ++_last, At = at, Kind = kind, What = what, By = by, InteractionId = interaction });

    /// <summary>Stores a row that came with the change.</summary>
    public void AddRow(IBelongsToOrganization row) => db.Add(row);
}
