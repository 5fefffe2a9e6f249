using System.Globalization;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.Actions;

/// <summary>The actions' table, which says what the cases' fields say.</summary>
internal sealed class ActionStore(Db db, IOrganizations organizations, TimeProvider clock) : IActions
{
    public Task Follow(ActionsOfCase said, CancellationToken cancel) => db.Write(async inner =>
    {
        if (organizations.Current.Pack.Cases.FirstOrDefault(c => c.Id.Value == said.Type)?.Actions is not { } parts) return;

        await db.Set<ActionRow>().Where(a => a.CaseId == said.Case).ExecuteDeleteAsync(inner);
        var number = 0;
        foreach (var row in (said.Rows as ListDatum)?.Items.OfType<RowDatum>() ?? [])
        {
            string? Part(string? column) => column is not null && row.Part(column) is { IsEmpty: false } value ? Cut(value.ToText(), ActionTable.TextLength) : null;
            string? Day(string? column) => Part(column) is { Length: >= 10 } day ? day[..10] : null;
            if (Part(parts.Action) is not { } action) continue;

            var owner = Cut(Part(parts.Owner) ?? "", ActionTable.OwnerLength);
            db.Add(new ActionRow
            {
                CaseId = said.Case,
                Number = ++number,
                Type = said.Type,
                Folio = said.Folio,
                Unit = said.Unit,
                Action = action,
                Owner = owner,
                OwnerKey = Folding.Fold(owner),
                Due = Day(parts.Date),
                Check = Part(parts.Check),
                CheckedOn = Day(parts.Checked),
                Worked = parts.Effective is { } effective ? row.Part(effective)?.AsTruth() : null,
                Evidence = Part(parts.Evidence),
            });
        }
    }, cancel);

    public async Task<ActionList> List(ActionFilter filter, CancellationToken cancel)
    {
        var today = Text(Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(organizations.Current.Times.Zone).Date);
        var seen = db.Set<ActionRow>().AsNoTracking();
        if (filter.Units is { } units) seen = seen.Where(a => a.Unit != null && units.Contains(a.Unit));
#pragma warning disable CA1310 // The database compares days as they are written.
        var owners = (await seen.Where(a => a.CheckedOn == null).GroupBy(a => a.OwnerKey)
            .Select(g => new { Owner = g.Min(a => a.Owner), Open = g.Count(), Late = g.Count(a => a.Due != null && a.Due.CompareTo(today) < 0) })
            .ToListAsync(cancel)).OrderByDescending(o => o.Late).ThenByDescending(o => o.Open).ThenBy(o => o.Owner, StringComparer.CurrentCulture);
#pragma warning restore CA1310

        if (filter.Owner is { } wanted)
        {
            var key = Folding.Fold(wanted);
            seen = seen.Where(a => a.OwnerKey == key);
        }

        seen = filter.State switch
        {
            ActionState.Open => seen.Where(a => a.CheckedOn == null),
            ActionState.Late => seen.Where(a => a.CheckedOn == null && a.Due != null && a.Due.CompareTo(today) < 0),
            ActionState.Worked => seen.Where(a => a.CheckedOn != null && a.Worked != false),
            ActionState.Failed => seen.Where(a => a.CheckedOn != null && a.Worked == false),
            _ => seen,
        };
        var total = await seen.CountAsync(cancel);
        var rows = await seen.OrderBy(a => a.CheckedOn != null).ThenBy(a => a.Due == null).ThenBy(a => a.Due).ThenBy(a => a.Folio).ThenBy(a => a.Number)
            .Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize).ToListAsync(cancel);
        return new([.. rows.Select(row => View(row, today))], total, [.. owners.Select(o => (o.Owner!, o.Open, o.Late))]);
    }

    private static ActionView View(ActionRow row, string today) => new(
        row.CaseId, row.Folio, row.Unit, row.Action, row.Owner, Day(row.Due), row.Check, Day(row.CheckedOn), row.Worked, row.Evidence,
        row switch
        {
            { CheckedOn: null, Due: { } due } when string.CompareOrdinal(due, today) < 0 => ActionState.Late,
            { CheckedOn: null } => ActionState.Open,
            { Worked: false } => ActionState.Failed,
            _ => ActionState.Worked,
        });

    private static string Text(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Cut(string text, int most) => text.Length > most ? text[..(most - 1)] + "…" : text;
}
