using Atiende.Cases;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>
/// Asks the systems on behalf of the other rooms: each through one small interface, for a while and no longer; a system that is slow or
/// broken is an answer, not an exception.
/// </summary>
internal sealed partial class RecordDesk(
    IOrganizations organizations, BuiltInRecords builtIn, IEnumerable<IRecordConnector> connectors, RecordReading reading, ICases cases, IPersonSight sight,
    RecordPatience patience, ILogger<RecordDesk> log) : IRecords
{
    public async Task<LookedUp> LookUp(LookUpRecord asked, CancellationToken cancel)
    {
        if (RecordShape.Of(organizations.Current, asked.System, asked.Record) is not { } type)
            return new(asked.As, LookUpOutcome.Failed, Problem: $"No hay registros {asked.System}.{asked.Record}.");

        var (answer, problem) = await Ask(type.System.Id, (system, inner) => system.LookUp(type, asked, inner), cancel);
        if (answer is null) return new(asked.As, LookUpOutcome.Failed, Problem: problem!.Spanish);

        answer = WithCases(asked, answer, await cases.Facts(asked, cancel));
        await reading.Note(type, answer, asked.Node, cancel);
        return answer;
    }

    // What was opened here in the system's name is found there too; of several the newest is wanted, and that was opened here last.
    private static LookedUp WithCases(LookUpRecord asked, LookedUp answer, IReadOnlyList<Datum> opened)
    {
        if (opened.Count == 0 || answer.Outcome is LookUpOutcome.Failed) return answer;
        if (asked.Many) return new(asked.As, LookUpOutcome.Several, Datum.Of(opened.Concat(answer.Found is ListDatum { Items: var held } ? held : [])));

        return answer.Outcome is LookUpOutcome.Nothing || asked.Newest ? new(asked.As, LookUpOutcome.Found, opened[0]) : answer;
    }

    public async Task<Datum> Update(UpdateRecord change, string key, string by, CancellationToken cancel)
    {
        var type = RecordShape.Of(organizations.Current, change.System, change.Record)
            ?? throw new RecordRefusedException($"No hay registros {change.System}.{change.Record}.");
        var system = Of(type.System.Id);
        // The built-in store takes part in the caller's transaction, which is not to be given up half-way.
        if (ReferenceEquals(system, builtIn)) return (await builtIn.Update(type, change, key, by, cancel)).Facts;

        var (answer, problem) = await Ask(type.System.Id, (asked, inner) => asked.Update(type, change, key, by, inner), cancel);
        return answer?.Facts ?? throw new RecordRefusedException(problem!.Spanish);
    }

    public async Task<RecordAnswer> About(PersonKeys person, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var (found, failed) = await AskAll(null, null, (system, types, inner) => system.About(types, person, RecordPatience.AboutMost, inner), cancel);
        await reading.Note(found, "about", cancel);
        return new([.. found.Select(record => RecordHits.Of(record, roles, masked: false))], failed);
    }

    public async Task<RecordAnswer> Search(RecordQuestion asked, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        // One more than wanted says whether there are more.
        var wider = asked with { Text = asked.Text.Trim(), Most = asked.Most + 1 };
        var (found, failed) = await AskAll(asked.System, asked.Record, (system, types, inner) => system.Search(types, wider, inner), cancel);
        var seen = found.Where(record => RecordSight.Answers(record, wider.Text, roles)).Take(asked.Most).ToList();
        await reading.NoteList(seen, "search", cancel);
        return new([.. seen.Select(hit => RecordHits.Of(hit, roles, masked: !sight.Whole))], failed, found.Count > asked.Most);
    }

    public async Task<RecordAnswer> Read(string system, string record, Guid id, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        if (RecordShape.Of(organizations.Current, system, record) is not { } type) return new([], []);

        var (found, problem) = await Ask(type.System.Id, async (of, inner) => (IReadOnlyList<FoundRecord>)[.. new[] { await of.Read(type, id, inner) }.OfType<FoundRecord>()], cancel);
        if (problem is not null) return new([], [new(type.System.Name, problem)]);

        await reading.Note(found!, "page", cancel);
        return new([.. found!.Select(hit => RecordHits.Of(hit, roles, masked: false))], []);
    }

    public RecordHit? Describe(string system, string record, Datum facts, IReadOnlyCollection<string> roles) =>
        RecordShape.Of(organizations.Current, system, record) is { } type
            ? RecordHits.Of(new(type, Guid.TryParse(facts.Part("id")?.ToText(), out var id) ? id : Guid.Empty,
                type.Type.StateField is { } state ? facts.Part(state)?.ToText() : null, facts), roles, masked: false)
            : null;

    private IRecordSystem Of(string system) =>
        connectors.FirstOrDefault(c => c.Serves(organizations.Current.Id, system)) ?? (IRecordSystem)builtIn;

    // All at once, so that one slow system does not make a person wait for the sum; only the built-in store uses the request's database.
    private async Task<(IReadOnlyList<FoundRecord> Found, IReadOnlyList<RecordFailure> Failed)> AskAll(
        string? system, string? record, Func<IRecordSystem, IReadOnlyList<RecordShape>, CancellationToken, Task<IReadOnlyList<FoundRecord>>> ask,
        CancellationToken cancel)
    {
        var types = RecordShape.AllOf(organizations.Current)
            .Where(t => (system is null || t.System.Id.Value == system) && (record is null || t.Type.Id.Value == record));
        var asked = types.GroupBy(t => Of(t.System.Id) is IRecordConnector ? t.System.Id.Value : "").Select(of => of.ToList()).ToList();
        var answers = await Task.WhenAll(asked.Select(own => Ask(own[0].System.Id, (of, inner) => ask(of, own, inner), cancel)));
        return ([.. answers.SelectMany(a => a.Answer ?? [])],
            [.. asked.Zip(answers).Where(a => a.Second.Problem is not null).Select(a => new RecordFailure(a.First[0].System.Name, a.Second.Problem!))]);
    }

    // What the system answered, or what to tell a person of why it did not.
    private async Task<(T? Answer, Bilingual? Problem)> Ask<T>(
        string system, Func<IRecordSystem, CancellationToken, Task<T>> ask, CancellationToken cancel) where T : class
    {
        var name = organizations.Current.Words.System(system);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience.Limit);
        try
        {
            // A connector that does not heed the token is left behind all the same.
            return (await ask(Of(system), limit.Token).WaitAsync(limit.Token), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            LogSlow(system, patience.Limit.TotalSeconds);
            return (null, new($"{name} no respondió en {patience.Limit.TotalSeconds:0} s.", $"{name} did not answer within {patience.Limit.TotalSeconds:0} s."));
        }
        catch (TooWideException wide)
        {
            return (null, new($"{name}: {wide.Said.Spanish}", $"{name}: {wide.Said.English}"));
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or RecordRefusedException))
        {
            LogBroken(broken, system);
            return (null, new($"{name} no está disponible.", $"{name} is not available."));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Record system {System} did not answer in {Seconds} s")]
    private partial void LogSlow(string system, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Record system {System} failed")]
    private partial void LogBroken(Exception problem, string system);
}

/// <summary>How long a record system is waited for.</summary>
internal sealed record RecordPatience(TimeSpan Limit)
{
    /// <summary>Most records of a type about one person.</summary>
    public const int AboutMost = 50;
}
