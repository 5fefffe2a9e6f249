using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>What follows a case that is passed on: the run that leads it, and the tasks that its receiver had.</summary>
internal sealed class CasePassing(Db db, IGuidance guidance, ITaskMoves tasks, IOrganizations organizations)
{
    // Others may give the run something at the same moment.
    private const int Tries = 3;

    /// <summary>Has run and tasks follow, in the caller's transaction.</summary>
    public async Task Follow(Case one, string? from, string to, string by, string key, CancellationToken cancel)
    {
        var again = await db.Set<CaseRun>().Where(r => r.CaseId == one.Id).Select(r => new { r.RunId, r.Name }).ToListAsync(cancel);
        var runs = again.Select(r => (r.RunId, r.Name)).ToList();
        if (one is { RunId: { } first, Name: { } name }) runs.Insert(0, (first, name));
        var said = $"Pasa a {organizations.Current.Words.Who(to)}";
        foreach (var (run, called) in runs.DistinctBy(r => r.Item1))
        {
            await Redirect(run, called, to, by, cancel);
            if (from is not null) await tasks.Move(new(run, from, to, said, by, key), cancel);
        }
    }

    private async Task Redirect(Guid run, string name, string to, string by, CancellationToken cancel)
    {
        if (!await guidance.IsBegun(run, cancel)) return;

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await guidance.Find(run, cancel) is not { Run.Status: not RunStatus.Ended } view) return;
            if ((await guidance.Give(run, view.Run.Sequence, new Redirect(name, to), new("", by, []), cancel)).Refusal is not Refusal.Moved) return;
        }

        throw new CaseRefusedException(new("Alguien trabaja en él en este momento: inténtelo otra vez.", "Somebody works on it at this moment: try again."));
    }
}
