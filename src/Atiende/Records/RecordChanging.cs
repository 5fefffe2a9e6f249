using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Parts = System.Collections.Immutable.ImmutableSortedDictionary<string, Atiende.Values.Datum>;

namespace Atiende.Records;

/// <summary>Changes records of the built-in store: once for each key, by the type's states, with what was before and after.</summary>
internal sealed class RecordChanging(Db db, RecordSearch search, RecordIndex index, RecordIds ids, TimeProvider clock)
{
    /// <summary>The origin of a record that was created here.</summary>
    public const string Here = "update";

    /// <summary>Creates or changes a record as a procedure or a page says.</summary>
    public Task<FoundRecord> Update(RecordShape type, UpdateRecord change, string key, string by, CancellationToken cancel) =>
        db.Write(async inner =>
        {
            if (await db.Set<RecordChange>().AsNoTracking().FirstOrDefaultAsync(c => c.Key == key, inner) is { } done)
                return new FoundRecord(type, done.RecordId, StateOf(type, done.After), BuiltIn(done.RecordId, done.After));

            var row = change.Of is { } of ? await Bound(type, of, inner) : null;
            var before = (row?.Facts as RowDatum)?.Parts ?? Nothing;
            var after = Facts(type, before, change);
            CheckState(type, before, after, change.State);
            var facts = Datum.Of(after);
            row = row is null ? Create(type, facts, by) : await Change(type, row, facts, by, inner);
            db.Add(new RecordChange
            {
                Id = ids.Next(),
                RecordId = row.Id,
                Key = key,
                At = row.ChangedAt,
                By = by,
                Before = Datum.Of(before),
                After = facts,
            });
            await db.SaveChangesAsync(inner);
            return BuiltInRecords.Found(type, row);
        }, cancel);

    private static Parts Nothing { get; } =
        ((RowDatum)Datum.Of(Array.Empty<KeyValuePair<string, Datum>>())).Parts;

    private static Datum BuiltIn(Guid id, Datum facts) => Datum.Of(((RowDatum)facts).Parts.SetItem("id", Datum.Of(id.ToString())));

    internal static string? StateOf(RecordShape type, Datum facts) =>
        type.Type.StateField is { } field ? facts.Part(field)?.ToText() : null;

    private async Task<RecordRow> Bound(RecordShape type, Datum of, CancellationToken cancel)
    {
        if (of is ListDatum { Items: var several })
            of = several is [var only] ? only : throw new RecordRefusedException($"{type.Type.Name}: hay {several.Length} registros; elija uno.");

        Guid? id = of.Part("id") is { } bound && Guid.TryParse(bound.ToText(), out var parsed) ? parsed : await Identified(type, of, cancel);
        var (system, record) = (type.System.Id.Value, type.Type.Id.Value);
        return await db.Set<RecordRow>().FirstOrDefaultAsync(r => r.Id == id && r.System == system && r.Type == record, cancel)
            ?? throw new RecordRefusedException($"{type.Type.Name}: el registro ya no existe en {type.System.Name}.");
    }

    // A record that a step knows without its id is the one that its keys name.
    private async Task<Guid?> Identified(RecordShape type, Datum of, CancellationToken cancel)
    {
        foreach (var key in type.Type.Keys.Where(k => of.Part(k) is { IsEmpty: false }))
        {
            var found = await search.ByKey(type, key, RecordValues.Asked(type, key, of.Part(key)!)).Take(2).ToListAsync(cancel);
            if (found is [var only]) return only;
        }

        return null;
    }

    private Parts Facts(
        RecordShape type, Parts before, UpdateRecord change)
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(type.Organization.Times.Zone).Date;
        var facts = before.ToBuilder();
        foreach (var (name, value) in change.Set)
        {
            var field = type.Field(name) ?? throw new RecordRefusedException($"{type.Type.Name} no tiene el dato «{name}».");
            if (RecordFields.Read(type, field, value, today) is { } read) facts[field.Id] = read;
            else facts.Remove(field.Id);
        }

        if (type.Type is { StateField: { } stated, States: { Count: > 0 } states })
        {
            var state = change.State ?? facts.GetValueOrDefault(stated)?.ToText() ?? (before.Count == 0 ? states[0].Id.Value : null);
            if (state is not null) facts[stated] = Datum.Of(StateNamed(type, state).Id.Value);
        }

        return facts.ToImmutable();
    }

    private static State StateNamed(RecordShape type, string state) =>
        type.Type.States.FirstOrDefault(s => s.Id.Value == state)
        ?? type.Type.States.FirstOrDefault(s => Folding.Same(s.Name, state))
        ?? throw new RecordRefusedException($"{type.Type.Name}: «{state}» no es un estado; hay {string.Join(", ", type.Type.States.Select(s => s.Name ?? s.Id))}.");

    // A state that is asked for must follow, be it the same again; one that a form merely repeats need not.
    private static void CheckState(RecordShape type, Parts before, Parts after, string? asked)
    {
        if (type.Type.StateField is not { } field || type.Type.States.Count == 0) return;
        if (!before.TryGetValue(field, out var was) || !after.TryGetValue(field, out var now)) return;
        if (asked is null && was.Means(now)) return;

        var wanted = StateNamed(type, now.ToText());
        if (!wanted.From.Any(f => f.Value == was.ToText()))
            throw new RecordRefusedException($"{type.Type.Name}: de «{RecordFields.StateName(type, was.ToText())}» no se pasa a «{wanted.Name ?? wanted.Id}».");
    }

    private RecordRow Create(RecordShape type, Datum facts, string by)
    {
        var now = clock.GetUtcNow();
        var row = new RecordRow
        {
            Id = ids.Next(),
            System = type.System.Id,
            Type = type.Type.Id,
            State = StateOf(type, facts),
            Facts = facts,
            CreatedAt = now,
            ChangedAt = now,
            ChangedBy = by,
            Origin = Here,
            OriginHash = null,
            Revision = 1,
        };
        db.Add(row);
        index.Add(type, row.Id, facts);
        return row;
    }

    private async Task<RecordRow> Change(RecordShape type, RecordRow row, Datum facts, string by, CancellationToken cancel)
    {
        (row.Facts, row.State, row.ChangedAt, row.ChangedBy) = (facts, StateOf(type, facts), clock.GetUtcNow(), by);
        row.Revision++;
        await index.Change(type, row.Id, facts, cancel);
        return row;
    }
}
