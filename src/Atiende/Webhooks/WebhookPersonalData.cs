using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Webhooks;

/// <summary>What other systems were told of a case goes; that they were told, when, and how it went stays.</summary>
internal sealed class WebhookPersonalData(Db db) : IPersonalData
{
    public IReadOnlyCollection<string> Forgets => ["WebhookDeliveries.Body"];

    public Task Forget(PersonalSubject subject, CancellationToken cancel) => db.Set<DeliveryRow>().Where(d => subject.Cases.Contains(d.CaseId))
        .ExecuteUpdateAsync(set => set.SetProperty(d => d.Body, "{}"), cancel);
}
