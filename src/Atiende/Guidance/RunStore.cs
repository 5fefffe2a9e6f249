using System.Text.Json;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NodaTime;

namespace Atiende.Guidance;

/// <summary>Runs as their events say. What was walked lately is kept in memory, checked by its number.</summary>
internal sealed class RunStore(Db db, IMemoryCache cache, ProcedureShelf shelf)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(20);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>A run's row, to be changed in the caller's transaction.</summary>
    public Task<RunRow?> Row(Guid id, CancellationToken cancel) => db.Set<RunRow>().FirstOrDefaultAsync(r => r.Id == id, cancel);

    /// <summary>The walker of a run's version.</summary>
    public Walker WalkerOf(RunRow row) => Kept(row).Walker;

    /// <summary>The version of its document that a run stays on, with its walker.</summary>
    public (ProcedureVersion Version, Walker Walker) Kept(RunRow row) =>
        shelf.Find(row.Document, row.Version)
        ?? throw new InvalidOperationException($"Version {row.Version} of {row.Document} is gone, though run {row.Id} stays on it.");

    /// <summary>The run that a row's events make.</summary>
    public async Task<Run> Load(RunRow row, CancellationToken cancel)
    {
        if (cache.TryGetValue((row.OrganizationId, row.Id), out Run? kept) && kept!.Sequence == row.Sequence) return kept;

        var run = WalkerOf(row).Replay((await Events(row.Id, cancel)).Select(e => (Read(e.Input), Instant.FromDateTimeOffset(e.At))));
        Keep(row, run);
        return run;
    }

    /// <summary>A run's events, in order.</summary>
    public Task<List<RunEventRow>> Events(Guid id, CancellationToken cancel) =>
        db.Set<RunEventRow>().AsNoTracking().Where(e => e.RunId == id).OrderBy(e => e.Sequence).ToListAsync(cancel);

    /// <summary>Writes one event and where the run stands now.</summary>
    public void Append(RunRow row, string node, Run run, WalkInput input, Actor by, DateTimeOffset at)
    {
        db.Add(new RunEventRow
        {
            RunId = row.Id,
            Sequence = run.Sequence,
            At = at,
            ByMember = by.Member,
            ByName = by.Name,
            Node = node,
            Input = Write(input),
        });
        row.Sequence = run.Sequence;
        row.Node = run.Node;
        row.Section = WalkerOf(row).Procedure[run.Node].Section.Id;
        row.Status = run.Status;
        row.Role = run.Role;
        row.ChangedAt = at;
        row.Ending = EndingOf(run.End);
        db.AfterCommit(() => Keep(row, run));
    }

    /// <summary>Whether the event of this number is this input by this member.</summary>
    public async Task<bool> WasGiven(Guid id, int sequence, WalkInput input, Actor by, CancellationToken cancel)
    {
        var written = await db.Set<RunEventRow>().AsNoTracking().FirstOrDefaultAsync(e => e.RunId == id && e.Sequence == sequence, cancel);
        return written is not null && written.ByMember == by.Member && written.Input == Write(input);
    }

    /// <summary>An input as it was written.</summary>
    public static WalkInput Read(string json) => JsonSerializer.Deserialize<WalkInput>(json, Json)!;

    /// <summary>An input as it is written.</summary>
    public static string Write(WalkInput input) => JsonSerializer.Serialize(input, Json);

    /// <summary>Leaves the memory of a run whose events were changed: it was forgotten.</summary>
    public void Drop(RunRow row) => cache.Remove((row.OrganizationId, row.Id));

    private static string? EndingOf(RunEnd? end)
    {
        if (end is null) return null;
        var text = string.Join(": ", new[] { end.How.ToString(), end.ContinuesIn ?? end.Reason }.OfType<string>());
        return text.Length > 400 ? text[..400] : text;
    }

    private void Keep(RunRow row, Run run) => cache.Set((row.OrganizationId, row.Id), run, new MemoryCacheEntryOptions { SlidingExpiration = KeptFor });
}
