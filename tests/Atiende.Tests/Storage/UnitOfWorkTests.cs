using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Atiende.Tests.Storage;

public sealed class UnitOfWorkTests
{
    private const string Ministry = "sv-hacienda";

    [Theory, BothEngines]
    public async Task What_fails_half_way_leaves_nothing(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var scope = store.In(Ministry);
        var db = scope.Db();

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => db.Write(async cancel =>
        {
            db.Add(new FolioSequence { Period = 0, Series = "a", Last = 1 });
            await db.SaveChangesAsync(cancel);
            throw new InvalidTimeZoneException();
        }));

        Assert.Empty(await db.Set<FolioSequence>().ToListAsync());
        await db.Write(_ => Task.FromResult(db.Add(new FolioSequence { Period = 0, Series = "b", Last = 1 })));
        Assert.Equal(["b"], await db.Set<FolioSequence>().Select(folio => folio.Series).ToListAsync());
    }

    [Theory, BothEngines]
    public async Task A_call_inside_anothers_work_takes_part_in_it(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var scope = store.In(Ministry);
        var db = scope.Db();

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => db.Write(async cancel =>
        {
            await db.Write(_ => Task.FromResult(db.Add(new FolioSequence { Period = 0, Series = "inner", Last = 1 })), cancel);
            throw new InvalidTimeZoneException();
        }));

        Assert.Empty(await db.Set<FolioSequence>().ToListAsync());
    }

    [Theory, BothEngines]
    public async Task A_counter_that_all_read_and_write_loses_no_step(Engine engine)
    {
        await using var store = await Store.On(engine);
        await Put(store, new FolioSequence { Period = 0, Series = "shared", Last = 0 });

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => AddOne(store, engine))));

        await using var scope = store.In(Ministry);
        Assert.Equal(30, (await scope.Db().Set<FolioSequence>().SingleAsync()).Last);
    }

    [Theory, BothEngines]
    public async Task A_collision_runs_the_whole_unit_again_and_then_gives_up(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var scope = store.In(Ministry);
        var runs = 0;
        var hints = 0;

        Task Collide(int times) => scope.Db().Write(_ =>
        {
            scope.Db().AfterCommit(() => hints++);
            return ++runs > times ? Task.CompletedTask : throw new PostgresException("", "", "", PostgresErrorCodes.SerializationFailure);
        });

        await Collide(2);
        Assert.Equal((3, 1), (runs, hints));

        runs = 0;
        await Assert.ThrowsAsync<PostgresException>(() => Collide(100));
        Assert.Equal((6, 1), (runs, hints));
    }

    [Theory, BothEngines]
    public async Task Changes_made_before_the_work_are_refused_not_lost(Engine engine)
    {
        await using var store = await Store.On(engine);
        await using var scope = store.In(Ministry);
        scope.Db().Add(new FolioSequence { Period = 0, Series = "early", Last = 1 });

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Db().Write(_ => Task.CompletedTask));
    }

    // PostgreSQL lets two read the same row; asking it to serialize makes the second collide, and so run again.
    private static async Task AddOne(Store store, Engine engine)
    {
        await using var scope = store.In(Ministry);
        var db = scope.Db();
        await db.Write(async cancel =>
        {
            if (engine == Engine.PostgreSql)
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(1)", cancel);

            var before = await db.Set<FolioSequence>().SingleAsync(cancel);
            db.Remove(before);
            await db.SaveChangesAsync(cancel);
            db.Add(new FolioSequence { Period = 0, Series = before.Series, Last = before.Last + 1 });
        });
    }

    private static async Task Put(Store store, FolioSequence folio)
    {
        await using var scope = store.In(Ministry);
        await scope.Db().Write(_ => Task.FromResult(scope.Db().Add(folio)));
    }
}
