using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Opinions;

/// <summary>What was thought of an answer: the words go, the mark stays a figure.</summary>
internal sealed class OpinionPersonalData(Db db) : IPersonalData
{
    public IReadOnlyCollection<string> Forgets => ["CaseOpinions.Comment"];

    public Task Forget(PersonalSubject subject, CancellationToken cancel) =>
        db.Set<OpinionRow>().Where(o => subject.Cases.Contains(o.CaseId)).ExecuteUpdateAsync(set => set.SetProperty(o => o.Comment, ""), cancel);
}
