using System.Globalization;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Cases.Clocks;

/// <summary>Shows the clocks of cases as they stand now.</summary>
internal sealed class CaseClockStore(Db db, IOrganizations organizations, CaseSearch search, TimeProvider time) : ICaseClocks
{
    public async Task<CaseTimes?> Of(Guid @case, CancellationToken cancel)
    {
        if (await search.Seen.FirstOrDefaultAsync(c => c.Id == @case, cancel) is not { } one) return null;

        var type = organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type);
        var rows = await db.Set<CaseClockRow>().AsNoTracking().Where(row => row.CaseId == @case).OrderBy(row => row.StartedAt).ThenBy(row => row.Name).ToListAsync(cancel);
        return new CaseTimes(SignedOn(one, type), one.OpenedAt, rows.ConvertAll(row => View(row, type)));
    }

    public async Task<IReadOnlyList<CaseComingDue>> ComingDue(int most, CancellationToken cancel)
    {
        var soon = time.GetUtcNow() + CaseBoard.Soon;
        var found = await search.Seen.Where(c => c.IsOpen)
            .Join(db.Set<CaseClockRow>().AsNoTracking().Where(row => row.StoppedAt == null && row.DueAt < soon), c => c.Id, row => row.CaseId, (c, row) => new { Case = c, Row = row })
            .OrderBy(pair => pair.Row.DueAt).Take(most).ToListAsync(cancel);
        return [.. found.DistinctBy(pair => pair.Case.Id).Select(pair => new CaseComingDue(
            search.Summary(pair.Case), View(pair.Row, organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == pair.Case.Type))))];
    }

    private CaseClockView View(CaseClockRow row, CaseType? type)
    {
        var inForce = type?.Clocks.FirstOrDefault(c => c.Name == row.Rule);
        var language = CultureInfo.CurrentUICulture.Name;
        var reading = row.ToClock(inForce).Read(Instant.FromDateTimeOffset(time.GetUtcNow()), organizations.Current.Times.Calendar);
        return new(row.Called(organizations.Current.Pack.English).In(language), row is { StoppedAt: not null, InTime: null } ? null : reading.State, row.StartedAt, row.DueAt, reading.Share, row.Why.In(language),
            row.PausedSince, row.PausedSince is null ? null : row.Pauses[^1].Reason.In(language), row.StoppedAt,
            [.. (inForce?.Warn ?? []).Select(w => w.Percent).Concat((inForce?.Escalate ?? []).Select(e => e.Percent)).Distinct().Order()]);
    }

    private static LocalDate? SignedOn(Case one, CaseType? type) =>
        type?.Ticket.GetValueOrDefault("signed") is { } field && one.Fields.TryGetValue(field, out var written)
        && LocalDatePattern.Iso.Parse(written.ToText()) is { Success: true } date ? date.Value : null;
}
