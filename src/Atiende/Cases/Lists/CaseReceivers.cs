using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Cases.Lists;

/// <summary>Who may have a case: the units and roles of the pack, by name.</summary>
internal static class CaseReceivers
{
    public static IEnumerable<(string Id, string Name)> Of(Pack pack, Words words) =>
        pack.People.Units.Select(unit => (unit.Id.Value, words.In(unit.Name))).Concat(pack.People.Roles.Select(role => (role.Id.Value, words.In(role.Name))))
            .OrderBy(one => one.Item2, StringComparer.CurrentCulture);
}
