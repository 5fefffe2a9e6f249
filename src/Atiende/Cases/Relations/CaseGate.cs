using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Relations;

/// <summary>What a case may not do because of others.</summary>
internal static class CaseGate
{
    /// <summary>A case that goes on in another changes no more, and one whose parts are open is not closed, unless the pack says so.</summary>
    /// <exception cref="CaseRefusedException">It may not: says because of which.</exception>
    public static async Task Check(Db db, CasePlan plan, Case one, CancellationToken cancel)
    {
        if (one.MergedInto is { } into)
        {
            var folio = await db.Set<Case>().Where(c => c.Id == into).Select(c => c.Folio).FirstAsync(cancel);
            throw new CaseRefusedException(new($"{one.Folio} se unió a {folio}: siga allí, o deshaga la unión.", $"{one.Folio} was merged into {folio}: go on there, or take them apart."));
        }

        if (plan.Type.ClosesBeforeParts || plan.States is not [.., var last] || !StatePath.IsFinal(plan.Type.States, last)) return;

        var merged = await CaseChain.MergedInto(db, one.Id, cancel);
        var open = await db.Set<Case>().Where(c => c.IsOpen && c.ParentId != null && (c.ParentId == one.Id || merged.Contains(c.ParentId.Value)))
            .OrderBy(c => c.OpenedAt).Select(c => c.Folio).Take(5).ToListAsync(cancel);
        if (open.Count > 0)
            throw new CaseRefusedException(new(
                $"{one.Folio} no se cierra mientras lo que es parte de él está abierto: {string.Join(", ", open)}.",
                $"{one.Folio} is not closed while what is part of it is open: {string.Join(", ", open)}."));
    }
}
