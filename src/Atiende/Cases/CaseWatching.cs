using Atiende.Cases.Clocks;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Atiende.Cases;

/// <summary>Tells the watches of cases to which something happened, as it is saved: whoever writes an event, by whatever way, is heard.</summary>
internal sealed class CaseWatching(IEnumerable<ICaseWatch> watches, IOrganizations organizations) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is Db db && Moved(db) is { Count: > 0 } moved)
        {
            foreach (var watch in watches) await watch.Changed(db, moved, cancellationToken);
            db.StampOrganization(); // What they added came after the rest was looked at.
        }

        return result;
    }

    private List<CaseMoved> Moved(Db db)
    {
        // A warning of a clock changes nothing of the case; the state that stops one is an event of its own.
        var events = db.ChangeTracker.Entries<CaseEvent>().Where(e => e.State is EntityState.Added && e.Entity.Kind is not CaseEventKind.Clock)
            .Select(e => e.Entity).ToLookup(e => e.CaseId);
        if (events.Count == 0) return [];

        var stopped = db.ChangeTracker.Entries<CaseClockRow>().Where(IsStoppedNow).Select(row => row.Entity.CaseId).ToHashSet();
        return [.. db.ChangeTracker.Entries<Case>().Where(one => events.Contains(one.Entity.Id))
            .Select(one => Of(one, [.. events[one.Entity.Id]], stopped.Contains(one.Entity.Id)))];
    }

    // By an answer: a clock that ends for another reason was neither kept nor missed.
    private static bool IsStoppedNow(EntityEntry<CaseClockRow> row) => row.Entity is { StoppedAt: not null, InTime: not null }
        && (row.State is EntityState.Added || (row.State is EntityState.Modified && row.OriginalValues.GetValue<DateTimeOffset?>(nameof(CaseClockRow.StoppedAt)) is null));

    private CaseMoved Of(EntityEntry<Case> entry, IReadOnlyList<CaseEvent> events, bool isStopped)
    {
        var one = entry.Entity;
        var isNew = events.Any(e => e.Kind is CaseEventKind.Opened);
        return new(one.Id, one.Folio, one.Type, one.State, one.IsOpen, one.OpenedAt, one.ClosedAt, one.DueAt, isNew,
            IsAnswered: isStopped || (!isNew && events.Any(e => e.Kind is CaseEventKind.Fields) && AnswersChanged(entry)),
            IsClosed: !one.IsOpen && (isNew || entry.OriginalValues.GetValue<bool>(nameof(Case.IsOpen))));
    }

    private bool AnswersChanged(EntityEntry<Case> entry)
    {
        if (organizations.Find(entry.Entity.OrganizationId)?.Pack.Cases.FirstOrDefault(t => t.Id.Value == entry.Entity.Type)?.Filing is not { Answers.Count: > 0 } filing) return false;

        var before = entry.OriginalValues.GetValue<System.Collections.Immutable.ImmutableSortedDictionary<string, Values.Datum>>(nameof(Case.Fields));
        return filing.Answers.Any(a => entry.Entity.Fields.TryGetValue(a.Value, out var now) && !now.IsEmpty && (!before.TryGetValue(a.Value, out var was) || !was.Equals(now)));
    }
}
