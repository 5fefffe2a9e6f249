using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Atiende.Cases.Clocks;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Reads cases for institutions: who may read which is part of every query.</summary>
internal sealed class ContractCases(Db db, IOrganizations organizations, TimeProvider clock) : IContractCases
{
    // Cases that are read at once where all are wanted.
    private const int Chunk = 1000;

    // Everything else that happens to a case is the organisation's own matter.
    private static readonly CaseEventKind[] Told = [CaseEventKind.Opened, CaseEventKind.State, CaseEventKind.Reiterated];

    public bool Any => Types.Count > 0;

    public (string Field, IReadOnlyList<string> Values)? Parties =>
        organizations.Current.Pack.People.Roles.SelectMany(role => role.Sees).GroupBy(sees => sees.Key).FirstOrDefault() is { } party
            ? (party.Key, [.. party.Select(sees => sees.Value).Distinct()]) : null;

    public IReadOnlyList<(string Field, string Label)> Dimensions => Labelled(contract => contract.By);

    public IReadOnlyList<(string Field, string Label)> Shown => Labelled(contract => contract.Shows);

    public async Task<ContractCounts> Count(ContractQuery query, CancellationToken cancel) =>
        await Judged(Of(query), null).GroupBy(_ => 1).Select(g => new ContractCounts(
            g.Count(), g.Count(j => j.Kept && !j.Missed && !j.Runs), g.Count(j => j.Missed), g.Count(j => j.Runs && !j.Missed), g.Count(j => j.IsOpen))).FirstOrDefaultAsync(cancel)
        ?? new(0, 0, 0, 0, 0);

    public async Task<IReadOnlyList<ContractRow>> CountBy(ContractQuery query, string field, CancellationToken cancel)
    {
        Known(field);
        var rows = await Judged(Of(query), field).GroupBy(j => j.Key).Select(g => new
        {
            g.Key,
            Counts = new ContractCounts(
                g.Count(), g.Count(j => j.Kept && !j.Missed && !j.Runs), g.Count(j => j.Missed), g.Count(j => j.Runs && !j.Missed), g.Count(j => j.IsOpen)),
        }).ToListAsync(cancel);
        return [.. rows.Select(row => new ContractRow(row.Key, row.Key is null ? "" : Named(field, row.Key), row.Counts))
            .OrderByDescending(row => row.Counts.Entered).ThenBy(row => row.Name, StringComparer.CurrentCulture)];
    }

    public async Task<IReadOnlyList<ContractCase>> List(ContractQuery query, (DateTimeOffset At, Guid Id)? after, int most, CancellationToken cancel)
    {
        var found = Of(query);
        if (after is var (at, id)) found = found.Where(c => c.OpenedAt < at || (c.OpenedAt == at && c.Id < id));
        return await AsShown(await found.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(most).ToListAsync(cancel), cancel);
    }

    public async IAsyncEnumerable<ContractCase> Stream(ContractQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var left = Of(query).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id);
        for (var some = await left.Take(Chunk).ToListAsync(cancel); some.Count > 0;)
        {
            foreach (var one in await AsShown(some, cancel)) yield return one;

            var (at, id) = (some[^1].OpenedAt, some[^1].Id);
            some = some.Count < Chunk ? [] : await left.Where(c => c.OpenedAt > at || (c.OpenedAt == at && c.Id > id)).Take(Chunk).ToListAsync(cancel);
        }
    }

    public async Task<ContractCaseDetails?> Find(Guid id, ContractSight sight, CancellationToken cancel)
    {
        if (await Seen(sight).FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one) return null;

        var type = Types.First(t => t.Id.Value == one.Type);
        var known = type.Fields.Where(f => f.Personal && one.Fields.ContainsKey(f.Id)).Select(f => one.Fields[f.Id].ToText()).ToList();
        var texts = type.Contract!.Texts.Where(t => one.Fields.TryGetValue(t.Value, out var said) && !said.IsEmpty)
            .Select(t => new CaseField(t.Value, Labels.Label(t.Value, Language), Covering.Of(one.Fields[t.Value].ToText(), known)));
        var events = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == id && Told.Contains(e.Kind)).OrderBy(e => e.Number).ToListAsync(cancel);
        var why = await Clocks(Promised).Where(r => r.CaseId == id).OrderBy(r => r.DueAt).Select(r => r.Why).FirstOrDefaultAsync(cancel);
        return new((await AsShown([one], cancel))[0], [.. texts], [.. events.Select(e => new CaseEventView(e.At, e.What.In(Language), ""))], why?.In(Language));
    }

    // Terms that the organisation sets itself inside are not the contract's: only the clocks that its indicators count are.
    private List<string> Promised => [.. organizations.Current.Pack.Indicators.Select(i => i.Clock?.Name.Value).OfType<string>().Distinct()];

    private IQueryable<CaseClockRow> Clocks(List<string> promised) => db.Set<CaseClockRow>().AsNoTracking().Where(r => promised.Contains(r.Name));

    private IQueryable<JudgedCase> Judged(IQueryable<Case> cases, string? by)
    {
        var (now, clocks) = (clock.GetUtcNow(), Clocks(Promised));
        var keyed = by is null ? cases.Select(c => new KeyedCase { Id = c.Id, IsOpen = c.IsOpen }) : cases.Select(Keyed(by));
        return keyed.Select(c => new JudgedCase
        {
            Key = c.Key,
            IsOpen = c.IsOpen,
            Kept = clocks.Any(r => r.CaseId == c.Id && r.InTime == true),
            Missed = clocks.Any(r => r.CaseId == c.Id && (r.InTime == false || (r.StoppedAt == null && r.DueAt < now))),
            Runs = clocks.Any(r => r.CaseId == c.Id && r.StoppedAt == null && (r.DueAt == null || r.DueAt >= now)),
        });
    }

    private Expression<Func<Case, KeyedCase>> Keyed(string field)
    {
        var key = db.PartOf((Case c) => c.Fields, field);
        var one = key.Parameters[0];
        return Expression.Lambda<Func<Case, KeyedCase>>(Expression.MemberInit(Expression.New(typeof(KeyedCase)),
            Expression.Bind(typeof(KeyedCase).GetProperty(nameof(KeyedCase.Id))!, Expression.Property(one, nameof(Case.Id))),
            Expression.Bind(typeof(KeyedCase).GetProperty(nameof(KeyedCase.IsOpen))!, Expression.Property(one, nameof(Case.IsOpen))),
            Expression.Bind(typeof(KeyedCase).GetProperty(nameof(KeyedCase.Key))!, key.Body)), one);
    }

    private List<(string Field, string Label)> Labelled(Func<CaseContract, IReadOnlyList<Procedures.Reading.Name>> fields) =>
        [.. Types.SelectMany(type => fields(type.Contract!)).Select(field => (Field: field.Value, Label: Labels.Label(field.Value, Language))).DistinctBy(field => field.Field)];

    private IReadOnlyList<CaseType> Types => [.. organizations.Current.Pack.Cases.Where(type => type.Contract is not null)];

    private FieldLabels Labels => FieldLabels.Of(organizations.Current.Pack);

    private static string Language => CultureInfo.CurrentUICulture.Name;

    private IQueryable<Case> Of(ContractQuery query)
    {
        var (from, to, now) = (query.From, query.To, clock.GetUtcNow());
        // A matter that was reported twice is counted where it goes on.
        var found = Seen(query.Sight).Where(c => c.MergedInto == null && c.OpenedAt >= from && c.OpenedAt < to);
        if (query.Reasons is { Count: > 0 } reasons) found = found.Where(c => reasons.Contains(c.Reason));
        foreach (var (field, value) in query.Where)
        {
            Known(field);
            found = value.Length > 0 ? found.Where(db.PartIsOneOf((Case c) => c.Fields, field, [value])) : found.Where(Without(field));
        }

        if (query.Standing is not { } standing) return found;
        if (standing is ContractStanding.Open) return found.Where(c => c.IsOpen);

        // The same as Judged says, so that a number and its list agree.
        var clocks = Clocks(Promised);
        var missed = clocks.Where(r => r.InTime == false || (r.StoppedAt == null && r.DueAt < now)).Select(r => r.CaseId);
        var running = clocks.Where(r => r.StoppedAt == null && (r.DueAt == null || r.DueAt >= now)).Select(r => r.CaseId);
        var kept = clocks.Where(r => r.InTime == true).Select(r => r.CaseId);
        return standing switch
        {
            ContractStanding.Late => found.Where(c => missed.Contains(c.Id)),
            ContractStanding.Waiting => found.Where(c => running.Contains(c.Id) && !missed.Contains(c.Id)),
            ContractStanding.InTime => found.Where(c => kept.Contains(c.Id) && !missed.Contains(c.Id) && !running.Contains(c.Id)),
            _ => found.Where(c => !kept.Contains(c.Id) && !missed.Contains(c.Id) && !running.Contains(c.Id)),
        };
    }

    // Who sees nothing in particular and not all sees nothing.
    private IQueryable<Case> Seen(ContractSight sight)
    {
        var types = Types.Select(type => type.Id.Value).ToList();
        var all = db.Set<Case>().AsNoTracking().Where(c => types.Contains(c.Type) && c.MergedInto == null);
        if (sight.All) return all;

        Expression<Func<Case, bool>>? mine = null;
        foreach (var field in sight.Fields.GroupBy(f => f.Field))
        {
            // A pack's choice is stored by its name; what a program wrote may be the choice's key.
            var values = field.SelectMany(f => Alike(f.Field, f.Value)).Distinct().ToList();
            var one = db.PartIsOneOf((Case c) => c.Fields, field.Key, values);
            mine = mine is null ? one : Either(mine, one);
        }

        return mine is null ? all.Where(_ => false) : all.Where(mine);
    }

    private Expression<Func<Case, bool>> Without(string field)
    {
        var part = db.PartOf((Case c) => c.Fields, field);
        return Expression.Lambda<Func<Case, bool>>(Expression.Equal(part.Body, Expression.Constant(null, typeof(string))), part.Parameters);
    }

    private static Expression<Func<Case, bool>> Either(Expression<Func<Case, bool>> one, Expression<Func<Case, bool>> other) => Expression.Lambda<Func<Case, bool>>(
        Expression.OrElse(one.Body, new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private async Task<List<ContractCase>> AsShown(List<Case> some, CancellationToken cancel)
    {
        var ids = some.ConvertAll(c => c.Id);
        var clocks = (await Clocks(Promised).Where(r => ids.Contains(r.CaseId)).ToListAsync(cancel)).ToLookup(r => r.CaseId);
        return some.ConvertAll(one => AsShown(one, [.. clocks[one.Id]]));
    }

    private ContractCase AsShown(Case one, IReadOnlyList<CaseClockRow> clocks)
    {
        var type = Types.First(t => t.Id.Value == one.Type);
        var state = StatePath.Name(type.States, one.State);
        return new(one.Id, one.Folio, Labels.In(state, Language), one.IsOpen, StandingOf(clocks), one.OpenedAt,
            clocks.Where(r => r.StoppedAt is null).Min(r => r.DueAt), one.ClosedAt,
            [.. type.Contract!.Shows.Select(shown => new CaseField(shown.Value, Labels.Label(shown.Value, Language),
                one.Fields.TryGetValue(shown.Value, out var value) ? Labels.Text(Field(shown.Value), value, Language) : ""))]);
    }

    private ContractStanding StandingOf(IReadOnlyList<CaseClockRow> clocks)
    {
        var now = clock.GetUtcNow();
        return clocks.Any(r => r.InTime == false || (r.StoppedAt is null && r.DueAt < now)) ? ContractStanding.Late
            : clocks.Any(r => r.StoppedAt is null) ? ContractStanding.Waiting
            : clocks.Any(r => r.InTime == true) ? ContractStanding.InTime : ContractStanding.Timeless;
    }

    // Field names come from addresses that people may change.
    private void Known(string field)
    {
        if (!Types.Any(type => type.Contract!.By.Concat(type.Contract.Shows).Any(told => told.Value == field)) && Parties?.Field != field)
            throw new ArgumentException($"No case type tells an institution the field '{field}'.", nameof(field));
    }

    private Field? Field(string id) => Types.SelectMany(type => type.Fields).FirstOrDefault(f => f.Id.Value == id);

    private string Named(string field, string value) => Labels.Text(Field(field), Datum.Of(value), Language);

    private IEnumerable<string> Alike(string field, string value)
    {
        yield return value;
        var entries = Field(field)?.Catalogue is { } id ? organizations.Current.Pack.Catalogues.FirstOrDefault(c => c.Id == id.Value)?.Entries : null;
        if (entries?.FirstOrDefault(entry => entry.Name == value) is { } entry) yield return entry.Id;
    }

    private sealed class KeyedCase
    {
        public Guid Id { get; init; }
        public bool IsOpen { get; init; }
        public string? Key { get; init; }
    }

    // Its promised clocks: one was kept, one was missed, one still runs.
    private sealed class JudgedCase
    {
        public string? Key { get; init; }
        public bool IsOpen { get; init; }
        public bool Kept { get; init; }
        public bool Missed { get; init; }
        public bool Runs { get; init; }
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
