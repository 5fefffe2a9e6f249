using Atiende.Accounts;
using Atiende.Fabric;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>Notes who read which records about people, and where.</summary>
internal sealed class RecordReading(IAudit audit, IHttpContextAccessor http)
{
    // Work that no request began, such as a run's step after a restart.
    private const string Program = "atiende";
    private const string Read = "record.read";

    // A longer list is noted as one reading of its type.
    private const int EachMost = 20;

    /// <summary>Notes what a look-up brought.</summary>
    public Task Note(RecordShape type, LookedUp answer, string node, CancellationToken cancel)
    {
        IReadOnlyList<Datum> found = answer.Found switch
        {
            null => [],
            ListDatum { Items: var many } => many,
            var one => [one],
        };
        return Note([.. found.Select(facts => (type, facts.Part("id")?.ToText() ?? ""))], $"look-up {node}", cancel);
    }

    /// <summary>Notes what a search or a person's page brought.</summary>
    public Task Note(IReadOnlyList<FoundRecord> found, string why, CancellationToken cancel) =>
        Note([.. found.Select(record => (record.Type, record.Id.ToString()))], why, cancel);

    /// <summary>Notes a masked list: which types it showed and how many of each.</summary>
    public async Task NoteList(IReadOnlyList<FoundRecord> shown, string why, CancellationToken cancel)
    {
        foreach (var of in shown.Where(r => IsAboutPeople(r.Type)).GroupBy(r => r.Type))
            await audit.Write(new(Who, Read, $"records:{of.Key.Scope}", $"{why}: {of.Count()}"), cancel);
    }

    private async Task Note(IReadOnlyList<(RecordShape Type, string Id)> read, string why, CancellationToken cancel)
    {
        foreach (var of in read.Where(r => IsAboutPeople(r.Type)).GroupBy(r => r.Type))
        {
            var records = of.ToList();
            if (records.Count > EachMost)
                await audit.Write(new(Who, Read, $"records:{of.Key.Scope}", $"{why}: {records.Count}"), cancel);
            else
                foreach (var (_, id) in records) await audit.Write(new(Who, Read, $"record:{id}", $"{why}: {of.Key.Scope}"), cancel);
        }
    }

    private string Who => http.HttpContext?.User.MemberId() ?? Program;

    private static bool IsAboutPeople(RecordShape type) => type.Type.Person.Count > 0 || type.Type.Fields.Any(f => f.Personal);
}
