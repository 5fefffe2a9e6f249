using Atiende.Cases.Clocks;
using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Relations;

/// <summary>Merges cases and takes them apart. Nothing is moved: what is of a merged case is read beside that of the one it goes on in.</summary>
internal sealed class CaseMerging(Db db, IGuidance guidance, ITasksAside tasks, IFiling filing, CaseClockKeeper keeper, CaseWaiting waiting, TimeProvider clock)
{
    public Task Merge(Guid id, Guid into, string why, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var (one, other) = await Both(id, into, inner);
        if (await Refusal(one, other, inner) is { } refusal) throw new CaseRefusedException(refusal);

        var now = clock.GetUtcNow();
        var reason = $"Unido a {other.Folio}";
        var claims = await db.Set<CaseClaim>().Where(c => c.CaseId == id).ToListAsync(inner);
        var clocks = await db.Set<CaseClockRow>().Where(c => c.CaseId == id && c.StoppedAt == null).ToListAsync(inner);
        var (runs, aside) = await StopRun(one, reason, by, inner);
        db.Add(new CaseMerge
        {
            Id = Guid.CreateVersion7(now),
            CaseId = id,
            IntoId = into,
            At = now,
            By = by,
            Why = why,
            Before = new(one.IsOpen, one.ClosedAt, one.DueAt, one.DueWhy, [.. claims.Select(c => new HeldClaim(c.Field, c.Value))],
                [.. clocks.Select(c => new StoppedClock(c.Name, c.NextAlarmAt))], [.. runs], [.. aside]),
        });
        db.RemoveRange(claims);
        // Stopped, and neither in time nor late: the matter is counted where it goes on.
        foreach (var stopped in clocks) (stopped.StoppedAt, stopped.NextAlarmAt) = (now, null);
        keeper.Tell();
        (one.MergedInto, one.IsOpen, one.DueAt, one.DueWhy) = (into, false, null, null);
        one.ClosedAt ??= now;
        await db.Say(one, CaseEventKind.Merged, new($"Unido a {other.Folio}: sigue allí y sus plazos se detienen", $"Merged into {other.Folio}: it goes on there and its clocks stop"), by, now, inner);
        await db.Say(other, CaseEventKind.Merged, new($"Se le une {one.Folio}", $"{one.Folio} is merged into it"), by, now, inner);
    }, cancel);

    public Task Unmerge(Guid id, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var merge = await db.Set<CaseMerge>().Where(m => m.CaseId == id && m.UndoneAt == null).OrderByDescending(m => m.At).FirstOrDefaultAsync(inner)
            ?? throw new CaseRefusedException(new("Este caso no está unido a otro.", "This case is not merged into another."));
        var (one, other) = await Both(id, merge.IntoId, inner);
        var before = merge.Before;
        foreach (var claim in before.Claims) await Reclaim(one, claim, inner);
        foreach (var row in await db.Set<CaseClockRow>().Where(c => c.CaseId == id).ToListAsync(inner))
            if (before.Clocks.FirstOrDefault(c => c.Name == row.Name) is { } ran) (row.StoppedAt, row.NextAlarmAt) = (null, ran.NextAlarmAt);
        keeper.Tell();

        (one.MergedInto, one.IsOpen, one.ClosedAt, one.DueAt, one.DueWhy) = (null, before.IsOpen, before.ClosedAt, before.DueAt, before.DueWhy);
        var now = clock.GetUtcNow();
        merge.UndoneAt = now;
        await db.Say(one, CaseEventKind.Merged, new($"Se separa de {other.Folio}: sigue por su cuenta", $"Taken apart from {other.Folio}: it goes on by itself"), by, now, inner);
        await db.Say(other, CaseEventKind.Merged, new($"Se le separa {one.Folio}", $"{one.Folio} is taken out of it"), by, now, inner);
        foreach (var run in before.Runs) await Give(run, new Reopen($"Se separa de {other.Folio}"), by, inner);
        await tasks.BringBack(before.Tasks, inner);
        if (one.IsOpen) await waiting.Follow(one, by, inner); // What it waited for may have come meanwhile.
    }, cancel);

    /// <summary>Why a case cannot go on in another; null where it can.</summary>
    public async Task<Bilingual?> Refusal(Case one, Case other, CancellationToken cancel) =>
        one.Id == other.Id ? new("Es el mismo caso.", "It is the same case.")
        : one.MergedInto is not null ? new($"{one.Folio} ya está unido a otro: deshaga antes esa unión.", $"{one.Folio} is merged into another already: take those apart first.")
        : other.MergedInto is not null ? new($"{other.Folio} ya está unido a otro: una al caso en que sigue.", $"{other.Folio} is merged into another: merge into the one it goes on in.")
        : one.Type != other.Type ? new("Son de distinta clase: vincúlelos, o haga uno parte del otro.", "They are of different types: link them, or make one part of the other.")
        : one.ContactId is { } person && other.ContactId is { } another && person != another
            ? new("Son de dos personas, y cada una espera su respuesta: vincúlelos.", "They are two people's, and each waits for an answer: link them.")
        : one.ParentId == other.Id || other.ParentId == one.Id ? new("Uno es parte del otro: quite antes esa relación.", "One is part of the other: take that away first.")
        : one.IsOpen && !other.IsOpen ? new($"{other.Folio} ya se cerró, y {one.Folio} quedaría sin respuesta: únalos al revés.", $"{other.Folio} is closed, and {one.Folio} would stay without an answer: merge them the other way round.")
        : (await filing.Find(one.Folio, cancel))?.Waits == true ? new("Se está ingresando todavía: espere unos segundos.", "It is still being taken in: wait a few seconds.")
        : null;

    // A run that works on other open cases too goes on with those.
    private async Task<(IReadOnlyList<Guid> Runs, IReadOnlyList<Guid> Tasks)> StopRun(Case one, string reason, string by, CancellationToken cancel)
    {
        if (one.RunId is not { } run || !await guidance.IsBegun(run, cancel)
            || await db.Set<Case>().AnyAsync(c => c.RunId == run && c.Id != one.Id && c.IsOpen, cancel)) return ([], []);

        var aside = await tasks.PutAside(run, reason, by, cancel);
        return (await Give(run, new CloseEarly(reason), by, cancel) ? [run] : [], aside);
    }

    // Nobody's turn: who walks the run stays who walked it.
    private async Task<bool> Give(Guid run, WalkInput input, string by, CancellationToken cancel) =>
        await guidance.Find(run, cancel) is { } view && (await guidance.Give(run, view.Run.Sequence, input, new("", by, []), cancel)).Refusal is null;

    private async Task Reclaim(Case one, HeldClaim claim, CancellationToken cancel)
    {
        if (await db.Set<CaseClaim>().Where(c => c.Type == one.Type && c.Field == claim.Field && c.Value == claim.Value)
            .Join(db.Set<Case>(), c => c.CaseId, c => c.Id, (_, c) => c.Folio).FirstOrDefaultAsync(cancel) is { } holder)
            throw new CaseRefusedException(new(
                $"No se pueden separar: entretanto se abrió {holder} por lo mismo. Termine ese antes.", $"They cannot be taken apart: {holder} was opened for the same meanwhile. Finish it first."));

        db.Add(new CaseClaim { Type = one.Type, Field = claim.Field, Value = claim.Value, CaseId = one.Id });
    }

    private async Task<(Case One, Case Other)> Both(Guid id, Guid other, CancellationToken cancel)
    {
        // In one order, so that two who merge the same two do not wait for each other.
        foreach (var each in new[] { id, other }.Order()) await db.HoldCase(each, cancel);
        return (await db.Set<Case>().FirstAsync(c => c.Id == id, cancel), await db.Set<Case>().FirstAsync(c => c.Id == other, cancel));
    }
}
