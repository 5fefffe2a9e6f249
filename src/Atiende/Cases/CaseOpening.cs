using Atiende.Interactions;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values.Folios;
using NodaTime;

namespace Atiende.Cases;

/// <summary>Opens cases, each with the next folio of its type.</summary>
internal sealed class CaseOpening(Db db, IOrganizations organizations, IInteractions interactions, IFolios folios, TimeProvider clock)
{
    /// <summary>A new case as its plan begins it; what the plan says besides is for <see cref="CaseChange"/>.</summary>
    public async Task<Case> Open(CaseType type, CaseSave save, CasePlan plan, string name, CancellationToken cancel)
    {
        var now = Instants.Stored(clock.GetUtcNow());
        var unit = save.Interaction is { } id ? (await interactions.Find(id, cancel))?.Summary.Unit : null;
        var one = new Case
        {
            Id = Guid.CreateVersion7(now),
            Folio = await Folio(type.Folio, $"case:{type.Id.Value}", now, cancel),
            Type = type.Id,
            Kind = plan.Kind,
            State = plan.States[0],
            Unit = unit,
            ContactId = save.Contact,
            InteractionId = save.Interaction,
            RunId = save.Run,
            Name = name,
            OpenedAt = now,
        };
        db.Add(one);
        return one;
    }

    /// <summary>The next folio of a pattern. Numbers begin again where the pattern says the year or month.</summary>
    public async Task<string> Folio(string pattern, string series, DateTimeOffset now, CancellationToken cancel)
    {
        if (!FolioFormat.TryParse(pattern, out var format, out var problem)) throw new CaseRefusedException(problem.Message);

        var today = Instant.FromDateTimeOffset(now).InZone(organizations.Current.Times.Zone).Date;
        var period = format.HasMonth ? today.Year * 100 + today.Month : format.HasYear ? today.Year : 0;
        return format.Format(await folios.Next(series, period, cancel), today);
    }
}
