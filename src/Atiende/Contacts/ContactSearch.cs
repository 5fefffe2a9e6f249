using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Atiende.Values.IdentityDocuments;
using Atiende.Values.Telephones;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Contacts;

/// <summary>Finds people by what was typed: a document, a telephone, a mail address, or words of a name in any order.</summary>
internal sealed class ContactSearch(Db db, IOrganizations organizations, IPersonSight sight)
{
    // Fewer letters than this begin too many names.
    private const int ShortestWord = 2;

    public async Task<IReadOnlyList<ContactSummary>> Search(string text, int most, CancellationToken cancel)
    {
        var typed = text.Trim();
        if (typed.Length == 0 || most <= 0) return [];

        // Exact keys first: whoever types a number means that one.
        var ids = await ByKey(typed, most, cancel);
        if (ids.Count < most) ids = [.. ids.Union(await ByName(typed, most, cancel)).Take(most)];

        return await Summaries(ids, NameWords.Of(typed), cancel);
    }

    private async Task<IReadOnlyList<Guid>> ByKey(string typed, int most, CancellationToken cancel)
    {
        var of = organizations.Current.Pack.Identity;
        var found = new List<Guid>();
        if (IdentityDocument.TryParse(KnownBy.KindOf(of), typed, out var document, out _))
            found.AddRange(await db.Set<Contact>().Where(c => c.Document == document.Number).Select(c => c.Id).Take(most).ToListAsync(cancel));

        if (Telephone.TryParse(of.Country, typed, out var telephone, out _))
            found.AddRange(await ByPoint(PointKind.Telephone, telephone.Key, most, cancel));
        else if (Emails.TryParse(typed, out var mail, out _))
            found.AddRange(await ByPoint(PointKind.Mail, mail, most, cancel));

        return [.. found.Distinct().Take(most)];
    }

    private Task<List<Guid>> ByPoint(PointKind kind, string key, int most, CancellationToken cancel) =>
        db.Set<ContactPoint>().Where(p => p.Key == key && p.Kind == kind).OrderBy(p => p.Since).Select(p => p.ContactId).Take(most).ToListAsync(cancel);

    private async Task<IReadOnlyList<Guid>> ByName(string typed, int most, CancellationToken cancel)
    {
        var words = NameWords.Of(typed).OrderByDescending(w => w.Length).ToList();
        if (words.Count == 0 || words[0].Length < ShortestWord) return [];

        var all = db.Set<ContactWord>();
        var (first, firstEnd) = (words[0], NameWords.EndOf(words[0]));
        var hits = all.Where(w => w.Word.CompareTo(first) >= 0 && w.Word.CompareTo(firstEnd) < 0);
        foreach (var word in words.Skip(1))
        {
            var end = NameWords.EndOf(word);
            hits = hits.Where(w => all.Any(o => o.ContactId == w.ContactId && o.Word.CompareTo(word) >= 0 && o.Word.CompareTo(end) < 0));
        }

        return await hits.Select(w => w.ContactId).Distinct().OrderBy(id => id).Take(most).ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<ContactSummary>> Summaries(IReadOnlyList<Guid> ids, IReadOnlyList<string> searched, CancellationToken cancel)
    {
        var contacts = await db.Set<Contact>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        var points = (await db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.ContactId)).ToListAsync(cancel))
            .OrderBy(p => p.Since).ToLookup(p => (p.ContactId, p.Kind));
        return [.. ids.Where(contacts.ContainsKey).Select(id => new ContactSummary(
            id, sight.Whole ? contacts[id].Name ?? "" : NameWords.Masked(contacts[id].Name, searched), Masked(contacts[id].DocumentShown, Masking.Document),
            Masked(points[(id, PointKind.Telephone)].FirstOrDefault()?.Shown, Masking.Telephone),
            Masked(points[(id, PointKind.Mail)].FirstOrDefault()?.Shown, Masking.Email)))];
    }

    private string? Masked(string? value, Func<string?, string> mask) => value is null || sight.Whole ? value : mask(value);
}
