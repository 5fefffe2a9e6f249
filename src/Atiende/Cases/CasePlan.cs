using System.Collections.Immutable;
using Atiende.Cases.Orders;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Cases;

/// <summary>What a save comes to, worked out and checked before anything is changed.</summary>
internal sealed record CasePlan(
    CaseType Type, string? Kind, IReadOnlyList<string> States, ImmutableSortedDictionary<string, Datum> Fields, string? To,
    IReadOnlyList<SubOrderPlan> SubOrders, IReadOnlyList<(string Field, string Value)> Claims)
{
    /// <summary>The zone for which it goes to whom it goes; null where it goes there for another reason.</summary>
    public string? Zone { get; init; }

    /// <summary>Works it out.</summary>
    /// <exception cref="CaseRefusedException">The type does not allow it.</exception>
    public static CasePlan Of(OpenCase wanted, CaseType type, Case? one, IReadOnlyList<SubOrder> parts, PackWords words)
    {
        var kind = KindOf(type, wanted.Kind) ?? one?.Kind;
        var states = one is null ? StatePath.ToBegin(type.States, wanted.State, type.Name)
            : wanted.State is { } to ? StatePath.Between(type.States, one.State, to, $"{type.Name} {one.Folio}") : [];
        var secret = type.Fields.Where(f => f.Secret).Select(f => f.Id.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fields = Case.NoFields.SetItems(one?.Fields ?? Case.NoFields).SetItems(wanted.Fields.Where(f => !secret.Contains(f.Key)));
        var named = ToOf(type, wanted.To, words);
        var (zone, served) = named is null ? OrderZones.Of(type, fields, one) : (null, null);
        return new(type, kind, states, fields, named ?? served ?? one?.To, SubOrderPlan.All(wanted.SubOrders, type, kind, parts), ClaimsOf(type, fields)) { Zone = served is null ? null : zone };
    }

    private static string? ToOf(CaseType type, string? wanted, PackWords words) => wanted is null ? null
        : words.WhoIs(wanted) ?? throw new CaseRefusedException(new(
            $"{type.Name}: no hay una unidad ni un rol «{wanted}».", $"{type.Name}: there is no unit or role \"{wanted}\"."));

    // The pack's own words, however they are typed.
    private static string? KindOf(CaseType type, string? wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted) || type.Kinds.Count == 0) return string.IsNullOrWhiteSpace(wanted) ? null : wanted;

        return type.Kinds.FirstOrDefault(k => Folding.Same(k.Name, wanted))?.Name ?? throw new CaseRefusedException(new(
            $"{type.Name}: no hay un tipo «{wanted}». Hay: {string.Join("; ", type.Kinds.Select(k => k.Name))}.",
            $"{type.Name}: there is no kind \"{wanted}\". There are: {string.Join("; ", type.Kinds.Select(k => k.Name))}."));
    }

    // Numbers are the same however they are spaced and dashed.
    private static List<(string Field, string Value)> ClaimsOf(CaseType type, ImmutableSortedDictionary<string, Datum> fields) =>
    [
        .. type.OnePer.Where(field => fields.ContainsKey(field.Value))
            .SelectMany(field => (fields[field.Value] is ListDatum { Items: var many } ? many : [fields[field.Value]]).Select(value => (Field: field.Value, Value: Bare(value))))
            .Where(claim => claim.Value.Length > 0).Distinct(),
    ];

    /// <summary>A value as it is compared: letters and digits, folded.</summary>
    internal static string Bare(Datum value)
    {
        var bare = new string([.. Folding.Fold(value.ToText()).Where(char.IsLetterOrDigit)]);
        return bare.Length > CaseTables.ClaimLength ? bare[..CaseTables.ClaimLength] : bare;
    }
}

/// <summary>What a save comes to for a sub-order.</summary>
internal sealed record SubOrderPlan(SubOrder? Existing, string Name, IReadOnlyList<string> States, ImmutableSortedDictionary<string, Datum> Fields)
{
    /// <summary>Works them out: each along its states, and none begun before those that the kind puts before it are finished.</summary>
    public static IReadOnlyList<SubOrderPlan> All(IReadOnlyList<OpenSubOrder> wanted, CaseType type, string? kind, IReadOnlyList<SubOrder> parts)
    {
        var order = type.Kinds.FirstOrDefault(k => k.Name == kind)?.SubOrders ?? [];
        var plans = wanted.Select(w => Of(w, type, order, parts.FirstOrDefault(p => Folding.Same(p.Name, w.Name)))).ToList();
        foreach (var plan in plans.Where(p => p.Existing is null))
        {
            foreach (var before in order.TakeWhile(name => name != plan.Name).Where(name => !IsFinished(name, type, plans, parts)))
                throw new CaseRefusedException(new(
                    $"La suborden «{plan.Name}» se abre después de cerrar «{before}».", $"The sub-order \"{plan.Name}\" is opened after \"{before}\" is closed."));
        }

        return plans;
    }

    private static SubOrderPlan Of(OpenSubOrder wanted, CaseType type, IReadOnlyList<string> order, SubOrder? existing)
    {
        var name = existing?.Name ?? order.FirstOrDefault(n => Folding.Same(n, wanted.Name)) ?? (order.Count == 0 ? wanted.Name : throw new CaseRefusedException(new(
            $"{type.Name}: no hay una suborden «{wanted.Name}». Hay: {string.Join("; ", order)}.",
            $"{type.Name}: there is no sub-order \"{wanted.Name}\". There are: {string.Join("; ", order)}.")));
        if (type.SubOrderStates.Count == 0)
            throw new CaseRefusedException(new($"{type.Name}: este tipo de caso no tiene subórdenes.", $"{type.Name}: this type of case has no sub-orders."));

        var states = existing is null ? StatePath.ToBegin(type.SubOrderStates, wanted.State, name) : StatePath.Between(type.SubOrderStates, existing.State, wanted.State, name);
        return new(existing, name, states, wanted.Fields);
    }

    private static bool IsFinished(string name, CaseType type, List<SubOrderPlan> plans, IReadOnlyList<SubOrder> parts)
    {
        var state = plans.Find(p => p.Name == name) is { States: [.., var last] } ? last : parts.FirstOrDefault(p => p.Name == name)?.State;
        return state is not null && StatePath.IsFinal(type.SubOrderStates, state);
    }
}
