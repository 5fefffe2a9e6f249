using Microsoft.EntityFrameworkCore;

namespace Atiende.Storage;

/// <summary>The unit of work: all of it is stored, or nothing.</summary>
public sealed partial class Db
{
    // Tries of one unit before its collision is an error, and the wait before the second; each further wait doubles.
    private const int Tries = 6;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(5);

    private readonly List<Action> afterCommit = [];
    private readonly List<Action> afterFailure = [];

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<CancellationToken, Task> work, CancellationToken cancel = default) =>
        Write(async inner => { await work(inner); return true; }, cancel);

    /// <summary>
    /// Runs the work in one transaction, saves and commits. A call inside another's work takes part in that transaction.
    /// When the database reports a collision with another writer the whole work is run again, so it must read what it changes itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are changes that were made before the work began.</exception>
    public async Task<T> Write<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel = default)
    {
        if (Database.CurrentTransaction is not null)
        {
            var part = await work(cancel);
            await SaveChangesAsync(cancel);
            return part;
        }

        if (ChangeTracker.HasChanges()) throw new InvalidOperationException("Make changes inside Write, not before it.");

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(work, cancel);
            }
            catch (Exception collision) when (attempt < Tries && Collisions.IsOne(collision))
            {
                await Task.Delay(FirstWait * (1 << (attempt - 1)), cancel);
            }
        }
    }

    /// <summary>Does something once the transaction is stored, never when it is not: hints to open pages, wake-ups of jobs.</summary>
    public void AfterCommit(Action action)
    {
        if (Database.CurrentTransaction is null) throw new InvalidOperationException("AfterCommit is called inside Write.");

        afterCommit.Add(action);
    }

    /// <summary>Does something once it is certain that the transaction is not stored; never where its end is not known.</summary>
    internal void AfterFailure(Action action) => afterFailure.Add(action);

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampOrganization();
        if (Database.CurrentTransaction is not null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        using var turn = await gate.Enter(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Not used: all saving is asynchronous.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Save with SaveChangesAsync.");

    private async Task<T> Once<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        T result;
        var ending = false;
        ChangeTracker.Clear();
        afterCommit.Clear();
        afterFailure.Clear();
        using (await gate.Enter(cancel))
        {
            // A unit that fails is undone whole, so its parts need no savepoints, each of which is two round trips.
            Database.AutoSavepointsEnabled = false;
            await using var transaction = await Database.BeginTransactionAsync(cancel);
            try
            {
                result = await work(cancel);
                await SaveChangesAsync(cancel);
                ending = true;
                await transaction.CommitAsync(cancel);
            }
            catch
            {
                ChangeTracker.Clear();
                if (!ending) afterFailure.ForEach(action => action());
                throw;
            }
        }

        foreach (var action in afterCommit.ToArray())
            action();

        afterCommit.Clear();
        return result;
    }

    /// <summary>What is new belongs to the current organisation; what belongs to another is a mistake of ours and goes nowhere.</summary>
    internal void StampOrganization()
    {
        foreach (var entry in ChangeTracker.Entries<IBelongsToOrganization>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;

            var id = entry.Property(row => row.OrganizationId);
            if (entry.State == EntityState.Added && string.IsNullOrEmpty(id.CurrentValue) && organization.Id is not null)
                id.CurrentValue = organization.Id;

            if (string.IsNullOrEmpty(id.CurrentValue) || (!organization.IsSystem && id.CurrentValue != organization.Id))
                throw new InvalidOperationException(
                    $"{entry.Metadata.ClrType.Name} of '{id.CurrentValue}' saved while working for '{organization.Id}'.");
        }
    }
}
