using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Actions;

/// <summary>Corrective actions of a case that was forgotten: what was written goes; that there was one, whose, by when and whether it worked stays.</summary>
internal sealed class ActionPersonalData(Db db) : IPersonalData
{
    public IReadOnlyCollection<string> Forgets => ["CorrectiveActions.Action", "CorrectiveActions.Check", "CorrectiveActions.Evidence"];

    public Task Forget(PersonalSubject subject, CancellationToken cancel) => db.Set<ActionRow>().Where(a => subject.Cases.Contains(a.CaseId))
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.Action, "").SetProperty(a => a.Check, (string?)null).SetProperty(a => a.Evidence, (string?)null), cancel);
}
