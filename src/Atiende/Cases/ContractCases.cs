using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
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
    // Everything else that happens to a case is the organisation's own matter.
    private static readonly CaseEventKind[] Told = [CaseEventKind.Opened, CaseEventKind.State, CaseEventKind.Clock, CaseEventKind.Reiterated];

    public bool Any => Types.Count > 0;

    public (string Field, IReadOnlyList<string> Values)? Parties =>
        organizations.Current.Pack.People.Roles.SelectMany(role => role.Sees).GroupBy(sees => sees.Key).FirstOrDefault() is { } party
            ? (party.Key, [.. party.Select(sees => sees.Value).Distinct()]) : null;

    public IReadOnlyList<(string Field, string Label)> Dimensions => Labelled(contract => contract.By);

    public IReadOnlyList<(string Field, string Label)> Shown => Labelled(contract => contract.Shows);

    public async Task<ContractCounts> Count(ContractQuery query, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await Of(query).GroupBy(_ => 1).Select(g => new ContractCounts(
            g.Count(), g.Count(c => c.InTime == true), g.Count(c => c.InTime == false || (c.InTime == null && c.DueAt < now)),
            g.Count(c => c.InTime == null && c.DueAt >= now), g.Count(c => c.IsOpen))).FirstOrDefaultAsync(cancel) ?? new(0, 0, 0, 0, 0);
    }

    public async Task<IReadOnlyList<ContractRow>> CountBy(ContractQuery query, string field, CancellationToken cancel)
    {
        Known(field);
        var now = clock.GetUtcNow();
        var rows = await Of(query).GroupBy(db.PartOf((Case c) => c.Fields, field)).Select(g => new
        {
            g.Key,
            Counts = new ContractCounts(
                g.Count(), g.Count(c => c.InTime == true), g.Count(c => c.InTime == false || (c.InTime == null && c.DueAt < now)),
                g.Count(c => c.InTime == null && c.DueAt >= now), g.Count(c => c.IsOpen)),
        }).ToListAsync(cancel);
        return [.. rows.Select(row => new ContractRow(row.Key, row.Key is null ? "" : Named(field, row.Key), row.Counts))
            .OrderByDescending(row => row.Counts.Entered).ThenBy(row => row.Name, StringComparer.CurrentCulture)];
    }

    public async Task<IReadOnlyList<ContractCase>> List(ContractQuery query, (DateTimeOffset At, Guid Id)? after, int most, CancellationToken cancel)
    {
        var found = Of(query);
        if (after is var (at, id)) found = found.Where(c => c.OpenedAt < at || (c.OpenedAt == at && c.Id < id));
        return [.. (await found.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(most).ToListAsync(cancel)).Select(AsShown)];
    }

    public async IAsyncEnumerable<ContractCase> Stream(ContractQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var one in Of(query).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).AsAsyncEnumerable().WithCancellation(cancel))
            yield return AsShown(one);
    }

    public async Task<ContractCaseDetails?> Find(Guid id, ContractSight sight, CancellationToken cancel)
    {
        if (await Seen(sight).FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one) return null;

        var type = Types.First(t => t.Id.Value == one.Type);
        var known = type.Fields.Where(f => f.Personal && one.Fields.ContainsKey(f.Id)).Select(f => one.Fields[f.Id].ToText()).ToList();
        var texts = type.Contract!.Texts.Where(t => one.Fields.TryGetValue(t.Value, out var said) && !said.IsEmpty)
            .Select(t => new CaseField(t.Value, Labels.Label(t.Value, Language), Covering.Of(one.Fields[t.Value].ToText(), known)));
        var events = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == id && Told.Contains(e.Kind)).OrderBy(e => e.Number).ToListAsync(cancel);
        return new(AsShown(one), [.. texts], [.. events.Select(e => new CaseEventView(e.At, e.What.In(Language), ""))], one.DueWhy?.In(Language));
    }

    private List<(string Field, string Label)> Labelled(Func<CaseContract, IReadOnlyList<Procedures.Reading.Name>> fields) =>
        [.. Types.SelectMany(type => fields(type.Contract!)).Select(field => (Field: field.Value, Label: Labels.Label(field.Value, Language))).DistinctBy(field => field.Field)];

    private IReadOnlyList<CaseType> Types => [.. organizations.Current.Pack.Cases.Where(type => type.Contract is not null)];

    private FieldLabels Labels => FieldLabels.Of(organizations.Current.Pack);

    private static string Language => CultureInfo.CurrentUICulture.Name;

    private IQueryable<Case> Of(ContractQuery query)
    {
        var (from, to, now) = (query.From, query.To, clock.GetUtcNow());
        var found = Seen(query.Sight).Where(c => c.OpenedAt >= from && c.OpenedAt < to);
        if (query.Reasons is { Count: > 0 } reasons) found = found.Where(c => reasons.Contains(c.Reason));
        foreach (var (field, value) in query.Where)
        {
            Known(field);
            found = value.Length > 0 ? found.Where(db.PartIsOneOf((Case c) => c.Fields, field, [value])) : found.Where(Without(field));
        }

        return query.Standing switch
        {
            ContractStanding.InTime => found.Where(c => c.InTime == true),
            ContractStanding.Late => found.Where(c => c.InTime == false || (c.InTime == null && c.DueAt < now)),
            ContractStanding.Waiting => found.Where(c => c.InTime == null && c.DueAt >= now),
            ContractStanding.Open => found.Where(c => c.IsOpen),
            ContractStanding.Timeless => found.Where(c => c.InTime == null && c.DueAt == null),
            _ => found,
        };
    }

    // Who sees nothing in particular and not all sees nothing.
    private IQueryable<Case> Seen(ContractSight sight)
    {
        var types = Types.Select(type => type.Id.Value).ToList();
        var all = db.Set<Case>().AsNoTracking().Where(c => types.Contains(c.Type));
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

    private ContractCase AsShown(Case one)
    {
        var type = Types.First(t => t.Id.Value == one.Type);
        var state = StatePath.Name(type.States, one.State);
        return new(one.Id, one.Folio, Labels.In(state, Language), one.IsOpen, StandingOf(one), one.OpenedAt, one.DueAt, one.ClosedAt,
            [.. type.Contract!.Shows.Select(shown => new CaseField(shown.Value, Labels.Label(shown.Value, Language),
                one.Fields.TryGetValue(shown.Value, out var value) ? Labels.Text(Field(shown.Value), value, Language) : ""))]);
    }

    private ContractStanding StandingOf(Case one) => one switch
    {
        { InTime: true } => ContractStanding.InTime,
        { InTime: false } => ContractStanding.Late,
        { DueAt: { } due } => due < clock.GetUtcNow() ? ContractStanding.Late : ContractStanding.Waiting,
        _ => ContractStanding.Timeless,
    };

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

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
