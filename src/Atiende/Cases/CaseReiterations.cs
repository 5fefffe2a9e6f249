using Atiende.Interactions;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Finds what is reported again: a case of ours, or a fault that a foreign system holds, whose reiterations a case of its own counts.</summary>
internal sealed class CaseReiterations(Db db, IOrganizations organizations, IInteractions interactions, CaseOpening opening, TimeProvider clock)
{
    /// <summary>The type of the cases that count foreign faults; no pack declares it.</summary>
    public const string Type = "reiteracion";

    /// <summary>Their one state.</summary>
    public const string Recorded = "registrada";

    private const string FolioPattern = "REI-{year}-{number:000000}";

    public async Task<Case> FindOrOpen(CaseReiteration again, CancellationToken cancel) =>
        await Ours(again, cancel) ?? await Counting(again, cancel) ?? await Open(again, cancel);

    // The run's own case of that name, or the one whose id or folio stands in what was found.
    private async Task<Case?> Ours(CaseReiteration again, CancellationToken cancel)
    {
        var name = CaseStore.NameOf(again.Of);
        if (await db.Set<Case>().FirstOrDefaultAsync(c => c.RunId == again.Run && c.Name == name && c.Type != Type, cancel) is { } own) return own;
        if (again.Bound is not RowDatum { Parts: var parts }) return null;

        if (Guid.TryParse(parts.GetValueOrDefault("id")?.ToText(), out var id)
            && await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == id, cancel) is { } byId) return byId;

        var texts = parts.Values.OfType<TextDatum>().Select(t => t.Text).Where(t => t.Length is > 0 and <= 60).ToList();
        return await db.Set<Case>().Where(c => texts.Contains(c.Folio) && c.IsOpen).OrderBy(c => c.OpenedAt).FirstOrDefaultAsync(cancel);
    }

    private async Task<Case?> Counting(CaseReiteration again, CancellationToken cancel) =>
        ForeignOf(again) is { } foreign ? await db.Set<Case>().FirstOrDefaultAsync(c => c.Foreign == foreign, cancel) : null;

    private async Task<Case> Open(CaseReiteration again, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var record = RecordOf(again.Of);
        var keys = again.Bound is RowDatum { Parts: var parts } && record is not null
            ? Case.NoFields.AddRange(record.Keys.Where(k => parts.ContainsKey(k) && !IsPersonal(record, k)).Select(k => KeyValuePair.Create(k.Value, parts[k])))
            : Case.NoFields;
        var title = string.Join(" · ", keys.Values.Select(v => v.ToText()).Where(t => t.Length > 0).Take(2).Prepend(again.Called));
        var unit = again.Interaction is { } id ? (await interactions.Find(id, cancel))?.Summary.Unit : null;
        var one = new Case
        {
            Id = Guid.CreateVersion7(now),
            Folio = await opening.Folio(FolioPattern, $"case:{Type}", now, cancel),
            Type = Type,
            Kind = again.Called,
            State = Recorded,
            Visited = [Recorded],
            IsOpen = false,
            Title = title.Length > CaseTables.TitleLength ? title[..CaseTables.TitleLength] : title,
            SearchText = CaseWords.SearchText(title, ""),
            Unit = unit,
            ContactId = again.Contact,
            InteractionId = again.Interaction,
            RunId = again.Run,
            Name = CaseStore.NameOf(again.Of),
            Foreign = ForeignOf(again),
            Fields = keys,
            OpenedAt = now,
            ClosedAt = now,
        };
        db.Add(one);
        return one;
    }

    // The fault's own id where the system gave one, its keys otherwise.
    private string? ForeignOf(CaseReiteration again)
    {
        if (again.Bound is not RowDatum { Parts: var parts }) return null;

        var record = RecordOf(again.Of);
        var key = parts.GetValueOrDefault("id")?.ToText()
            ?? (record is null ? null : string.Join('|', record.Keys.Select(k => parts.GetValueOrDefault(k)?.ToText()).Where(t => !string.IsNullOrEmpty(t))));
        return string.IsNullOrEmpty(key) ? null : $"{record?.Id.Value ?? CaseStore.NameOf(again.Of)}:{key}" is var foreign && foreign.Length > 200 ? foreign[..200] : foreign;
    }

    // A record is bound under its type's name, with the accents that the pack's ids leave out.
    private RecordType? RecordOf(string bound) =>
        organizations.Current.Pack.Systems.SelectMany(s => s.Records).FirstOrDefault(r => r.Id.Value == Folding.Slug(bound));

    private static bool IsPersonal(RecordType record, string field) => record.Fields.Any(f => f.Id.Value == field && f.Personal);
}
