using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>
/// Lists that members keep may be searches for somebody: of whom is forgotten, no kept list says the name. A note on its way to many cases goes with
/// the first of them that is forgotten.
/// </summary>
internal sealed class CaseListPersonalData(Db db) : IPersonalData
{
    // A shorter word is nobody's name alone.
    private const int ShortestName = 3;

    private const string Search = "q";
    private const string Nameless = "—";

    public IReadOnlyCollection<string> Forgets => ["CaseViews.Name", "CaseViews.Query", "CaseBulks.Text"];

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var notes = await db.Set<CaseBulk>().Where(b => b.Text != null).ToListAsync(cancel);
        foreach (var bulk in notes)
            if (await db.Set<CaseBulkItem>().AnyAsync(i => i.BulkId == bulk.Id && subject.Cases.Contains(i.CaseId), cancel)) bulk.Text = Nameless;

        var names = subject.Names.Select(Words).Where(words => words.Count > 0).ToList();
        var mails = subject.Mails;
        foreach (var view in await db.Set<CaseView>().ToListAsync(cancel))
        {
            var address = CaseListAddress.Of(view.Query);
            if (address[Search] is { } text && Says(text)) view.Query = address.With((Search, null)).Kept;
            if (Says(view.Name)) view.Name = Nameless;
        }

        await db.SaveChangesAsync(cancel);

        bool Says(string text)
        {
            var said = Words(text);
            // One word of several may be a surname and a thing at once; a number is nobody else's.
            return names.Select(name => said.Where(name.Contains).ToList()).Any(hits => hits.Count >= 2 || (hits.Count == 1 && (said.Count == 1 || hits[0].Any(char.IsDigit))))
                || mails.Any(mail => text.Contains(mail, StringComparison.OrdinalIgnoreCase));
        }
    }

    // A document is one word however it is written: 11.111.111-1, 11111111-1.
    private static HashSet<string> Words(string text) =>
    [
        .. Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(char.IsLetterOrDigit))).Where(word => word.Length >= ShortestName),
    ];
}
