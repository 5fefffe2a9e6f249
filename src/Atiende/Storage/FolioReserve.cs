using System.Collections.Concurrent;
using Npgsql;

namespace Atiende.Storage;

/// <summary>Which numbers: an organisation's, of a series and period.</summary>
internal sealed record FolioSeries(string Organization, string Series, int Period);

/// <summary>
/// Reserves numbers for all who wait for one at once, and stores that before it hands them out, so that none is given twice. What is not
/// used is handed out next; it never reserves for who may come later, so a quiet series has no gaps.
/// </summary>
internal sealed class FolioReserve(string connectionString) : IDisposable
{
    // Connections of its own: those who wait hold theirs, and must not wait for each other.
    private const int Connections = 4;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Connections, MinPoolSize = 0, ApplicationName = "atiende folios" });

    private readonly ConcurrentDictionary<FolioSeries, Sequence> sequences = new();

    /// <summary>A number that nobody had.</summary>
    public async Task<long> Take(FolioSeries of, CancellationToken cancel)
    {
        var sequence = sequences.GetOrAdd(of, _ => new());
        var mine = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sequence)
        {
            if (sequence.Free.Count > 0)
            {
                var least = sequence.Free.Min;
                sequence.Free.Remove(least);
                return least;
            }

            sequence.Waiting.Enqueue(mine);
            if (!sequence.Reserving)
            {
                sequence.Reserving = true;
                _ = Task.Run(() => Reserve(of, sequence), CancellationToken.None);
            }
        }

        try
        {
            return await mine.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            // A number that comes when its asker has gone is handed out next; a reservation that failed gave none.
            _ = mine.Task.ContinueWith(given => GiveBack(of, given.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>The number was not used, for certain.</summary>
    public void GiveBack(FolioSeries of, long number)
    {
        var sequence = sequences.GetOrAdd(of, _ => new());
        lock (sequence) sequence.Free.Add(number);
    }

    public void Dispose() => source.Dispose();

    private async Task Reserve(FolioSeries of, Sequence sequence)
    {
        while (true)
        {
            int wanted;
            lock (sequence)
            {
                wanted = sequence.Waiting.Count;
                sequence.Reserving = wanted > 0;
                if (wanted == 0) return;
            }

            try
            {
                var last = await Store(of, wanted);
                lock (sequence)
                    for (var number = last - wanted + 1; number <= last; number++) sequence.Waiting.Dequeue().SetResult(number);
            }
#pragma warning disable CA1031 // Whatever is wrong is each waiter's answer.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                lock (sequence)
                    for (; wanted > 0; wanted--) sequence.Waiting.Dequeue().SetException(wrong);
            }
        }
    }

    // The last of so many numbers; they are this process's once it returns.
    private async Task<long> Store(FolioSeries of, int many)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"SELECT set_config('{OrganizationLock.Setting}', $1, false)") { Parameters = { new() { Value = of.Organization } } },
                new("""
                    INSERT INTO "Folios" ("OrganizationId", "Series", "Period", "Last") VALUES ($1, $2, $3, $4)
                    ON CONFLICT ("OrganizationId", "Series", "Period") DO UPDATE SET "Last" = "Folios"."Last" + $4
                    RETURNING "Last"
                    """)
                {
                    Parameters = { new() { Value = of.Organization }, new() { Value = of.Series }, new() { Value = of.Period }, new() { Value = (long)many } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    private sealed class Sequence
    {
        public SortedSet<long> Free { get; } = [];
        public Queue<TaskCompletionSource<long>> Waiting { get; } = new();
        public bool Reserving { get; set; }
    }
}
