using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What the contracting institution may read, against the rest of the pack.</summary>
internal sealed class ContractShapes(Pack pack)
{
    public IEnumerable<Fault> Check() =>
    [
        .. pack.Cases.SelectMany(Case),
        .. pack.People.Roles.Where(r => r.Sees.Count > 0).SelectMany(Role),
    ];

    private static IEnumerable<Fault> Case(CaseType type)
    {
        if (type.Contract is not { } contract) yield break;

        var ids = type.Fields.Select(f => f.Id.Value).ToList();
        foreach (var fault in PackNames.Missing(contract.By.Concat(contract.Shows).Concat(contract.Texts), ids, $"field of '{type.Id}'")) yield return fault;
        foreach (var told in contract.By.Concat(contract.Shows).Concat(contract.Texts))
        {
            if (type.Fields.FirstOrDefault(f => f.Id.Value == told.Value) is { } field && (field.Personal || field.Secret))
                yield return new(told.At, $"'{told}' is personal data, which the institution does not read", "Take it from `contract`");
        }

        foreach (var text in contract.By.Concat(contract.Shows))
        {
            if (type.Fields.FirstOrDefault(f => f.Id.Value == text.Value) is { Type: FieldKind.LongText or FieldKind.Rows or FieldKind.File })
                yield return new(text.At, $"'{text}' is free text, in which people write what is personal", "Name it under `texts`, where that is covered");
        }
    }

    private IEnumerable<Fault> Role(Role role)
    {
        if (role.Kind is not RoleKind.Member || role.May is not [Ability.Watch])
            yield return new(role.Id.At, $"The role '{role.Id}' sees only some cases, so it can only watch", "Give it kind: member and may: [watch], or take `sees` from it");

        var told = pack.Cases.Where(c => c.Contract is not null).ToList();
        if (told.Count == 0)
            yield return new(role.Id.At, $"The role '{role.Id}' sees cases, and no case type has a `contract`", "Say in cases/ID.yaml what it reads");
        foreach (var (name, value) in role.Sees)
        {
            foreach (var type in told)
            {
                if (type.Fields.FirstOrDefault(f => f.Id.Value == name) is not { } field)
                    yield return new(role.Id.At, $"`sees` of '{role.Id}' names '{name}', which is no field of '{type.Id}'", PackNames.Suggest(name, [.. type.Fields.Select(f => f.Id.Value)]));
                else if (Choices(field) is { } choices && !choices.Contains(value, StringComparer.Ordinal))
                    yield return new(role.Id.At, $"`sees` of '{role.Id}' wants {name} '{value}', which nobody can choose", PackNames.Suggest(value, choices));
            }
        }

        foreach (var member in pack.People.Members.Where(m => m.Roles.Any(r => r.Value == role.Id.Value) && m.Roles.Any(r => IsOfStaff(r.Value))))
            yield return new(member.Id.At, $"'{member.Id}' holds the role '{role.Id}' of the institution and one of the staff, whose pages it is refused", "Give the two roles to two members");
    }

    private bool IsOfStaff(string id) => pack.People.Roles.FirstOrDefault(r => r.Id.Value == id) is { Sees.Count: 0 };

    private IReadOnlyList<string>? Choices(Field field) => field.Catalogue is { } id
        ? [.. pack.Catalogues.FirstOrDefault(c => c.Id == id.Value)?.Entries.Select(e => e.Name) ?? []]
        : field.Options.Count > 0 ? field.Options : null;
}
