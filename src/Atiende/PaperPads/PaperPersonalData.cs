using System.Collections.Immutable;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.PaperPads;

/// <summary>Photographs of sheets: what was read of them and who sent them goes; folio, site and times stay. The photograph is the case's file.</summary>
internal sealed class PaperPersonalData(Db db) : IPersonalData
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary<string, string>.Empty;

    public IReadOnlyCollection<string> Forgets => ["PaperPhotos.Suggested", "PaperPhotos.Sender", "PaperPhotos.Reason"];

    public Task Forget(PersonalSubject subject, CancellationToken cancel) => db.Set<PaperPhoto>()
        .Where(p => p.CaseId != null && subject.Cases.Contains(p.CaseId.Value))
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.Suggested, Nothing).SetProperty(p => p.Sender, (string?)null).SetProperty(p => p.Reason, (string?)null), cancel);
}
