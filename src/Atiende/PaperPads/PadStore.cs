using System.Globalization;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Atiende.PaperPads;

/// <summary>Issues pads and counts their sheets.</summary>
internal sealed class PadStore(Db db, PaperRecords records, IOrganizations organizations, ICurrentOrganization organization, TimeProvider clock) : IPaperPads
{
    private static readonly Dictionary<string, Datum> NothingMore = [];

    public bool Has => records.Said is not null;

    public Task<Pad> Issue(string site, int sheets, string by, CancellationToken cancel)
    {
        var paper = records.Paper;
        if (sheets < 1 || sheets > paper.LargestPad)
            throw new PaperRefusedException(new($"Un talonario lleva de 1 a {paper.LargestPad} hojas.", $"A pad has 1 to {paper.LargestPad} sheets."));

        return db.Write(async inner =>
        {
            if (await records.Site(site, inner) is null)
                throw new PaperRefusedException(new($"No hay un establecimiento «{site}».", $"There is no establishment \"{site}\"."));

            var last = await Take(sheets, paper.FirstFolio, inner);
            // Who else issues waits since the line above, so these are all pads there are.
            var pads = await records.Pads(null, inner);
            var pad = new Pad(NextNumber(pads, paper.Pads.Called), site, last - sheets + 1, last, LocalDatePattern.Iso.Format(Today));
            await records.Add(pad, by, inner);
            var folios = Enumerable.Range(0, sheets).Select(index => pad.First + index).ToList();
            // A sheet that somebody entered under a number before it was printed here stays what it is.
            var known = (await records.Sheets(folios, inner)).Select(s => s.Folio).ToHashSet();
            foreach (var folio in folios.Where(f => !known.Contains(f)))
                await records.Move(folio, site, SheetState.Issued, NothingMore, $"paper-pads:issued:{folio}", by, inner);
            return pad;
        }, cancel);
    }

    public async Task<Pad?> Find(string number, CancellationToken cancel) => (await records.Pads(null, cancel)).FirstOrDefault(p => p.Number == number);

    public async Task<IReadOnlyList<SiteAccount>> Accounts(CancellationToken cancel)
    {
        var pads = (await records.Pads(null, cancel)).ToLookup(p => p.Site, StringComparer.Ordinal);
        var used = (await records.UsedSheets(null, cancel)).ToLookup(s => s.Site, StringComparer.Ordinal);
        var photos = await Photos(db.Set<PaperPhoto>(), cancel);
        return [.. (await records.Sites(cancel)).Where(site => pads.Contains(site.Number) || photos.ContainsKey(site.Number))
            .Select(site => Count(site, [.. pads[site.Number]], [.. used[site.Number]], photos))];
    }

    public async Task<SiteAccount?> Account(string site, CancellationToken cancel) => await records.Site(site, cancel) is not { } found ? null
        : Count(found, await records.Pads(site, cancel), await records.UsedSheets(site, cancel), await Photos(db.Set<PaperPhoto>().Where(p => p.Site == site), cancel));

    private SiteAccount Count(Site site, IReadOnlyList<Pad> pads, IReadOnlyList<Sheet> used, Dictionary<string, SitePhotos> photos) =>
        PadAccounting.Of(site.Number, site.Name, pads, used, photos.GetValueOrDefault(site.Number, SitePhotos.None), Today, records.Paper.LateAfterDays);

    private async Task<Dictionary<string, SitePhotos>> Photos(IQueryable<PaperPhoto> of, CancellationToken cancel) =>
        await of.GroupBy(p => p.Site).Select(g => new { g.Key, Last = g.Max(p => p.At), Repeated = g.Count(p => p.State == PhotoState.Repeated) })
            .ToDictionaryAsync(g => g.Key, g => new SitePhotos(g.Last, DayOf(g.Last), g.Repeated), cancel);

    // One row that all who issue write, so that they wait for each other; what is printed elsewhere may have gone beyond it.
    private async Task<long> Take(int sheets, long first, CancellationToken cancel)
    {
        var id = organization.Id ?? throw new InvalidOperationException("A pad belongs to an organisation, and none was entered.");
        var before = Math.Max(first - 1, (await records.Pads(null, cancel)).Select(p => p.Last).DefaultIfEmpty(0).Max());
        var taken = await db.Database.SqlQuery<long>($"""
            INSERT INTO "PadFolios" ("OrganizationId", "Last") VALUES ({id}, {before + sheets})
            ON CONFLICT ("OrganizationId") DO UPDATE SET "Last" = CASE WHEN "PadFolios"."Last" > {before} THEN "PadFolios"."Last" ELSE {before} END + {sheets}
            RETURNING "Last" AS "Value"
            """).ToListAsync(cancel);
        return taken[0];
    }

    private static string NextNumber(IReadOnlyList<Pad> pads, string called)
    {
        var last = pads.Where(p => p.Number.StartsWith(called, StringComparison.Ordinal))
            .Select(p => int.TryParse(p.Number.AsSpan(called.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max();
        return string.Create(CultureInfo.InvariantCulture, $"{called}{last + 1:000}");
    }

    private LocalDate Today => DayOf(clock.GetUtcNow());

    private LocalDate DayOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(organizations.Current.Times.Zone).Date;
}
