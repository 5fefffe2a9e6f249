using System.Text.Json;
using Atiende.Cases.Relations;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Cases: the person, what was written and what is personal goes; type, reason, times, states, clocks and area stay.</summary>
internal sealed class CasePersonalData(Db db, IOrganizations organizations, CaseSearch search) : IPersonalData, IKeepsContacts
{
    // What these say is made of the pack's words alone.
    private static readonly CaseEventKind[] Plain =
    [
        CaseEventKind.Opened, CaseEventKind.State, CaseEventKind.Kind, CaseEventKind.Fields, CaseEventKind.To, CaseEventKind.Parent, CaseEventKind.SubOrder,
        CaseEventKind.Clock, CaseEventKind.Reiterated,
    ];

    private static readonly Bilingual Gone = new("(texto eliminado)", "(text deleted)");

    public IReadOnlyCollection<string> Forgets =>
        ["Cases.Title", "Cases.SearchText", "Cases.HeardText", "CaseWords.Word", "Cases.Fields", "SubOrders.Fields", "CaseEvents.What", "CaseValues.Value", "CaseClaims.Value",
        "CaseLikenesses.Key", "CaseMerges.Why", "CaseMerges.Before"];

    public IQueryable<Guid> Kept(DateTimeOffset before) => db.Set<Case>().Where(c => c.ContactId != null).Select(c => c.ContactId!.Value);

    public async Task Gather(PersonalSubject subject, CancellationToken cancel)
    {
        if (subject.Contacts.Count > 0)
            subject.Cases.UnionWith(await db.Set<Case>().Where(c => c.ContactId != null && subject.Contacts.Contains(c.ContactId.Value)).Select(c => c.Id).ToListAsync(cancel));
        if (subject.Cases.Count > 0)
            subject.Runs.UnionWith(await db.Set<Case>().Where(c => subject.Cases.Contains(c.Id) && c.RunId != null).Select(c => c.RunId!.Value).ToListAsync(cancel));
    }

    public async Task<IReadOnlyList<string>> Obstacles(PersonalSubject subject, CancellationToken cancel) =>
        await db.Set<Case>().Where(c => subject.Cases.Contains(c.Id) && c.IsOpen).OrderBy(c => c.OpenedAt).Select(c => c.Folio).ToListAsync(cancel);

    public async Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel)
    {
        var requests = new List<object>();
        foreach (var id in await db.Set<Case>().Where(c => subject.Cases.Contains(c.Id)).OrderBy(c => c.OpenedAt).Select(c => c.Id).ToListAsync(cancel))
        {
            if (await search.ForPerson(id, cancel) is { } filed)
            {
                requests.Add(new
                {
                    filed.Folio,
                    State = filed.StateName,
                    filed.OpenedAt,
                    filed.ClosedAt,
                    filed.DueAt,
                    Given = filed.Given.ToDictionary(f => f.Id, f => f.Value),
                    Answers = filed.Answers.ToDictionary(f => f.Id, f => f.Value),
                    Events = filed.Events.Select(e => new { e.At, e.What }),
                });
            }
            else
            {
                requests.Add(await Other(id, cancel));
            }
        }

        return requests.Count == 0 ? [] : [new("requests", new("Requerimientos y casos", "Requests and cases"), JsonSerializer.SerializeToNode(requests, JsonColumns.Options)!)];
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var ids = subject.Cases;
        var organization = organizations.Current;
        var rule = new Anonymity(organization.Pack);
        var labels = FieldLabels.Of(organization.Pack);
        foreach (var one in await db.Set<Case>().Where(c => ids.Contains(c.Id)).ToListAsync(cancel))
        {
            one.ContactId = null;
            one.Fields = rule.Without(one.Fields);
            var type = organization.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type);
            one.Title = type is null ? one.Kind ?? one.Type : CaseWords.Title(type, one.Kind, one.Fields, labels);
            one.HeardText = "";
            one.SearchText = CaseWords.SearchText(one, type, labels);
            var found = type is not null && organization.Words.Record(type.System, type.Id) is { } record ? CaseFacts.Values(one, type, record).ToHashSet() : [];
            db.RemoveRange((await db.Set<CaseValue>().Where(v => v.CaseId == one.Id).ToListAsync(cancel)).Where(v => !found.Contains((v.Field, v.Value))));
        }

        foreach (var part in await db.Set<SubOrder>().Where(s => ids.Contains(s.CaseId)).ToListAsync(cancel)) part.Fields = rule.Without(part.Fields);
        await db.SaveChangesAsync(cancel);
        await db.Set<CaseClaim>().Where(c => ids.Contains(c.CaseId)).ExecuteDeleteAsync(cancel);
        await db.Set<CaseLikeness>().Where(l => ids.Contains(l.CaseId)).ExecuteDeleteAsync(cancel);
        await db.Set<CaseMerge>().Where(m => ids.Contains(m.CaseId) || ids.Contains(m.IntoId)).ExecuteDeleteAsync(cancel);
        await db.Set<CaseEvent>().Where(e => ids.Contains(e.CaseId) && !Plain.Contains(e.Kind)).ExecuteUpdateAsync(set => set.SetProperty(e => e.What, Gone), cancel);
    }

    // Of a case that nobody files only what is the person's own.
    private async Task<object> Other(Guid id, CancellationToken cancel)
    {
        var one = await db.Set<Case>().AsNoTracking().SingleAsync(c => c.Id == id, cancel);
        var type = organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type);
        var labels = FieldLabels.Of(organizations.Current.Pack);
        return new
        {
            one.Folio,
            Type = type?.Name ?? one.Kind ?? one.Type,
            one.Kind,
            State = StatePath.Name(type?.States ?? [], one.State),
            one.OpenedAt,
            one.ClosedAt,
            Given = (type?.Fields ?? []).Where(f => f.Personal && !f.Secret && one.Fields.ContainsKey(f.Id)).ToDictionary(f => f.Id.Value, f => labels.Text(f, one.Fields[f.Id])),
        };
    }
}
