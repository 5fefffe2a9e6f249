using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Activities;

/// <summary>The activities' table.</summary>
internal sealed class ActivityStore(Db db, IAudit audit, TimeProvider clock) : IActivities
{
    private const int TakenAwayMost = 50;

    public async Task<IReadOnlyList<ActivityView>> Within(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<string> parties, CancellationToken cancel) =>
        [.. (await Seen(parties).Where(a => a.StartsAt >= from && a.StartsAt < to).OrderBy(a => a.StartsAt).ThenBy(a => a.Id).ToListAsync(cancel)).Select(View)];

    public async Task<IReadOnlyList<ActivityView>> TakenAway(CancellationToken cancel) =>
        [.. (await db.Set<ActivityRow>().AsNoTracking().Where(a => a.TakenAwayAt != null).OrderByDescending(a => a.TakenAwayAt).Take(TakenAwayMost).ToListAsync(cancel)).Select(View)];

    public async Task<ActivityView?> Find(Guid id, IReadOnlyList<string> parties, CancellationToken cancel) =>
        await Seen(parties).FirstOrDefaultAsync(a => a.Id == id, cancel) is { } row ? View(row) : null;

    public Task<Guid> Save(Guid? id, ActivityDraft draft, string by, CancellationToken cancel)
    {
        Check(draft);
        return db.Write(async inner =>
        {
            var now = clock.GetUtcNow();
            var row = id is { } known ? await db.Set<ActivityRow>().FirstAsync(a => a.Id == known, inner) : null;
            var isNew = row is null;
            row ??= new()
            {
                Id = Guid.CreateVersion7(now),
                Title = draft.Title,
                Kind = draft.Kind,
                StartsAt = draft.StartsAt!.Value,
                AllDay = draft.AllDay,
                State = draft.State,
                ChangedAt = now,
                ChangedBy = by,
            };
            if (isNew) db.Add(row);
            (row.Title, row.Kind, row.StartsAt, row.AllDay, row.EndsAt) = (draft.Title.Trim(), draft.Kind, draft.StartsAt!.Value, draft.AllDay, draft.EndsAt);
            (row.Region, row.Establishments, row.Party) = (Some(draft.Region), Some(draft.Establishments), Some(draft.Party));
            (row.Responsible, row.State, row.Notes) = (Some(draft.Responsible), draft.State, Some(draft.Notes));
            (row.ChangedAt, row.ChangedBy) = (now, by);
            await audit.Write(new(by, isNew ? "activity.planned" : "activity.changed", $"activity:{row.Id}", row.State.ToString()), inner);
            return row.Id;
        }, cancel);
    }

    public Task<bool> TakeAway(Guid id, bool away, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        var changed = await db.Set<ActivityRow>().Where(a => a.Id == id && (a.TakenAwayAt == null) == away)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.TakenAwayAt, away ? now : null), inner);
        if (changed == 1) await audit.Write(new(by, away ? "activity.taken-away" : "activity.given-back", $"activity:{id}", ""), inner);
        return changed == 1;
    }, cancel);

    // An institution sees what concerns it or all; the staff, of whom no party is given, everything.
    private IQueryable<ActivityRow> Seen(IReadOnlyList<string> parties)
    {
        var all = db.Set<ActivityRow>().AsNoTracking().Where(a => a.TakenAwayAt == null);
        return parties.Count == 0 ? all : all.Where(a => a.Party == null || parties.Contains(a.Party));
    }

    private static void Check(ActivityDraft draft)
    {
        var problems = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(draft.Title)) problems["title"] = "activities.wrong.title";
        else if (draft.Title.Trim().Length > ActivityTable.TitleLength) problems["title"] = "activities.wrong.long";
        if (draft.StartsAt is null) problems["day"] = "activities.wrong.day";
        else if (draft.EndsAt is { } ends && ends < draft.StartsAt) problems["until"] = "activities.wrong.until";
        foreach (var (field, text) in new[] { ("establishments", draft.Establishments), ("notes", draft.Notes) })
            if (text?.Length > ActivityTable.TextLength) problems[field] = "activities.wrong.long";

        if (problems.Count > 0) throw new ActivityRefusedException(problems);
    }

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static ActivityView View(ActivityRow row) => new(row.Id,
        new(row.Title, row.Kind, row.StartsAt, row.AllDay, row.EndsAt, row.Region, row.Establishments, row.Party, row.Responsible, row.State, row.Notes),
        row.StartsAt, row.ChangedAt, row.ChangedBy);
}
