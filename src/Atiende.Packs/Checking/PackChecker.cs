using Atiende.Packs.Model;
using Atiende.Procedures.Checking;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>Checks that everything a pack names exists, and that its procedures can be walked.</summary>
public sealed class PackChecker(Pack pack)
{
    /// <summary>Every fault.</summary>
    public IReadOnlyList<Fault> Check()
    {
        var names = new PackNames(pack);
        var faults = new List<Fault>(names.Twice());
        faults.AddRange(new PeopleAndLines(pack, names).Check());
        faults.AddRange(new IdentityShapes(pack).Check());
        faults.AddRange(new CalendarShapes(pack).Check());
        faults.AddRange(new DataShapes(pack, names).Check());
        faults.AddRange(new RoutingShapes(pack, names).Check());
        faults.AddRange(new PortalShapes(pack, names).Check());
        faults.AddRange(new ContractShapes(pack).Check());
        faults.AddRange(new PaperShapes(pack, names).Check());
        foreach (var procedure in pack.Procedures.Concat(pack.Menus))
        {
            faults.AddRange(new ProcedureNames(pack, names, procedure).Check());
            faults.AddRange(new ProcedureFlow(procedure.Sections).Check());
        }

        return faults;
    }
}
