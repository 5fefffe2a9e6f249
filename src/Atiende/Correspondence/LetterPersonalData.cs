using System.Text.Json;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Correspondence;

/// <summary>Notes and messages of cases: what was written goes; that something was written, when and through which channel stays.</summary>
internal sealed class LetterPersonalData(Db db) : IPersonalData, IRetained
{
    public IReadOnlyCollection<string> Forgets => ["CaseLetters.Text", "CaseLetters.By", "CaseLetters.Key", "CaseLetterDrafts.Text"];

    public string Kind => "drafts";

    public async Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel)
    {
        var letters = await db.Set<LetterRow>().AsNoTracking().Where(l => subject.Cases.Contains(l.CaseId) && l.Kind != LetterKind.Note).OrderBy(l => l.At).ToListAsync(cancel);
        return letters.Count == 0 ? [] :
        [
            new("letters", new("Mensajes de sus casos", "Messages of their cases"), JsonSerializer.SerializeToNode(letters.Select(l => new { l.At, l.Channel, l.Text }), JsonColumns.Options)!),
        ];
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        await db.Set<LetterDraftRow>().Where(l => subject.Cases.Contains(l.CaseId)).ExecuteDeleteAsync(cancel);
        foreach (var id in await db.Set<LetterRow>().Where(l => subject.Cases.Contains(l.CaseId)).Select(l => l.Id).ToListAsync(cancel))
        {
            var key = id.ToString();
            await db.Set<LetterRow>().Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Text, "").SetProperty(l => l.By, "").SetProperty(l => l.Key, key), cancel);
        }
    }

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
    {
        var some = await Due(rule).OrderBy(d => d.At).Take(most).ToListAsync(inner);
        foreach (var draft in some)
            await db.Set<LetterDraftRow>().Where(d => d.CaseId == draft.CaseId && d.Member == draft.Member).ExecuteDeleteAsync(inner);
        return some.Count;
    }, cancel);

    private IQueryable<LetterDraftRow> Due(RetentionRule rule) => db.Set<LetterDraftRow>().AsNoTracking().Where(d => d.At < rule.Before);
}
