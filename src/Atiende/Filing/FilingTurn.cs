using Atiende.Guidance;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Filing;

/// <summary>Begins the procedures of what was filed, in the order of filing.</summary>
internal sealed class FilingTurn(Db db, IOrganizations organizations, IGuidance guidance)
{
    private const int AtOnce = 50;

    /// <summary>Begins those that wait; the result is how many.</summary>
    public async Task<int> Take(CancellationToken cancel)
    {
        var waiting = await db.Set<FilingRow>().AsNoTracking().Where(f => f.Waits).OrderBy(f => f.At).Take(AtOnce).ToListAsync(cancel);
        foreach (var filed in waiting)
        {
            // Begun and stopped before that was written down: it is begun once.
            if (!await guidance.IsBegun(filed.RunId, cancel)) await Begin(filed, cancel);
            await db.Write(async inner =>
            {
                var row = await db.Set<FilingRow>().SingleAsync(f => f.CaseId == filed.CaseId, inner);
                row.Waits = false;
            }, cancel);
        }

        return waiting.Count;
    }

    private async Task Begin(FilingRow filed, CancellationToken cancel)
    {
        var pack = organizations.Current.Pack;
        var filing = pack.Cases.First(type => type.Id.Value == filed.Type).Filing
            ?? throw new InvalidOperationException($"{filed.Type} is no longer filed, and {filed.Folio} waits for it.");
        var known = pack.Identity.Channels.FirstOrDefault(c => Procedures.Reading.Shape.Kebab(c.Channel.ToString()) == filed.Channel);
        var facts = new Dictionary<string, Datum>(filed.Facts, StringComparer.OrdinalIgnoreCase)
        {
            ["channel"] = Datum.Of((known?.Called ?? [filed.Channel]).Select(Datum.Of)),
            ["canal"] = Datum.Of(filing.Channels.GetValueOrDefault(filed.Channel, filed.Channel)),
        };
        await guidance.Begin(new(filing.Document, filing.Section, $"{filing.Section}/{filing.Step}", null, filed.ContactId, Actor.System, facts) { Id = filed.RunId }, cancel);
    }
}
