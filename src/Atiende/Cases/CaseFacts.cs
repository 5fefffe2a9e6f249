using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Atiende.Cases;

/// <summary>
/// Cases as the record system sees them in whose name they are kept: where a pack gives a record type and a case type of one system
/// the same id (a damage of the commercial system), what was opened here is found by a look-up there.
/// </summary>
internal sealed class CaseFacts(Db db, IOrganizations organizations)
{
    // Cases that one look-up looks at.
    private const int Most = 50;

    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>The cases that answer a look-up, newest first.</summary>
    public async Task<IReadOnlyList<Datum>> Find(LookUpRecord asked, CancellationToken cancel)
    {
        var organization = organizations.Current;
        if (organization.Pack.Cases.FirstOrDefault(c => c.Id.Value == asked.Record && c.System.Value == asked.System) is not { } type
            || organization.Words.Record(asked.System, asked.Record) is not { } record) return [];

        var wanted = Wanted(asked, record);
        if (wanted.Count == 0) return [];

        var values = wanted.Select(w => w.Value).ToList();
        var fields = wanted.Select(w => w.Field).ToList();
        var ids = db.Set<CaseValue>().Where(v => v.Type == type.Id.Value && fields.Contains(v.Field) && values.Contains(v.Value)).Select(v => v.CaseId);
        var cases = await db.Set<Case>().AsNoTracking().Where(c => ids.Contains(c.Id)).OrderByDescending(c => c.OpenedAt).Take(Most).ToListAsync(cancel);
        return [.. cases.Select(one => FactsOf(one, type, record, organization.Times)).Where(row => Answers(row, asked, wanted, record))];
    }

    /// <summary>The values of a case by which a look-up finds it.</summary>
    public static IEnumerable<(string Field, string Value)> Values(Case one, CaseType type, RecordType record)
    {
        if (FolioField(type, record) is { } folio) yield return (folio, CasePlan.Bare(Datum.Of(one.Folio)));

        foreach (var field in record.Keys.Concat(record.JoinedBy).Select(k => k.Value).Distinct(StringComparer.Ordinal))
        {
            if (one.Fields.TryGetValue(field, out var value) && CasePlan.Bare(value) is { Length: > 0 } bare) yield return (field, bare);
        }
    }

    // What any of is enough; the record that it must belong to where no key is given.
    private static List<(string Field, string Value)> Wanted(LookUpRecord asked, RecordType record)
    {
        var given = asked.Keys.Count > 0 ? asked.Keys.SelectMany(k => (k.Value is ListDatum { Items: var many } ? many : [k.Value]).Select(v => (k.Key, v)))
            : asked.Via?.Split('=') is [var own, var theirs] ? asked.Of?.Part(theirs) is { } joined ? [(own, joined)] : []
            : Shared(record).Select(f => (f, asked.Of?.Part(f))).Where(p => p.Item2 is { IsEmpty: false }).Select(p => (p.f, p.Item2!)).Take(1);
        return [.. given.Select(g => (Field: g.Item1, Value: CasePlan.Bare(g.Item2))).Where(g => g.Value.Length > 0)];
    }

    private static bool Answers(Datum row, LookUpRecord asked, List<(string Field, string Value)> wanted, RecordType record) =>
        wanted.Exists(w => row.Part(w.Field) is { } value && CasePlan.Bare(value) == w.Value)
        && asked.Where.All(w => row.Part(w.Key) is { } value && value.Means(w.Value))
        && (asked.Of is null || asked.Via is not null
            || Shared(record).All(f => asked.Of.Part(f) is not { } theirs || row.Part(f) is not { } ours || CasePlan.Bare(ours) == CasePlan.Bare(theirs)));

    private static IEnumerable<string> Shared(RecordType record) => (record.JoinedBy.Count > 0 ? record.JoinedBy : record.Keys).Select(k => k.Value);

    private static Datum FactsOf(Case one, CaseType type, RecordType record, PackTimes times)
    {
        var facts = one.Fields.ToDictionary(f => f.Key, f => f.Value, StringComparer.OrdinalIgnoreCase);
        facts["id"] = Datum.Of(one.Id.ToString());
        if (FolioField(type, record) is { } folio) facts[folio] = Datum.Of(one.Folio);
        if (record.StateField is { } state) facts[state] = Datum.Of(one.State);
        var opened = NodaTime.Instant.FromDateTimeOffset(one.OpenedAt).InZone(times.Zone).LocalDateTime;
        // A date that the case does not hold is the day on which the fault was reported.
        foreach (var field in record.Fields.Where(f => f.Type is FieldKind.Date or FieldKind.DateTime && !facts.ContainsKey(f.Id)))
            facts[field.Id] = Datum.Of(field.Type is FieldKind.Date ? LocalDatePattern.Iso.Format(opened.Date) : Minute.Format(opened));

        return Datum.Of(facts);
    }

    // The number that the system gives is our folio: the key that no field of the case holds.
    private static string? FolioField(CaseType type, RecordType record) =>
        record.Keys.Select(k => k.Value).FirstOrDefault(key => type.Fields.All(f => f.Id.Value != key));
}
