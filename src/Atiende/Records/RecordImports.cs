using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>Imports CSV files into the built-in store, each in one transaction.</summary>
internal sealed class RecordImports(
    Db db, IOrganizations organizations, IEnumerable<IRecordConnector> connectors, ImportPlanner planner, ImportApplying applying,
    Bell<ImportWork> bell, TimeProvider clock) : IRecordImports
{
    private const int FileNameMax = 200;

    public async Task<ImportReport> Import(ImportFile file, bool preview, string by, Action<int, int>? progress, CancellationToken cancel)
    {
        var type = TypeOf(file.System, file.Record);
        if (preview) return await Preview(type, file, cancel);

        return await db.Write(async inner =>
        {
            var import = New(file, by, ImportState.Confirmed, new(null, 0, 0, 0, [], []));
            db.Add(import);
            await db.SaveChangesAsync(inner);
            await Carry(type, import.Id, file, by, progress, inner);
            var report = (await db.Set<RecordImport>().SingleAsync(i => i.Id == import.Id, inner)).Report;
            // A file that changed nothing is no import: its faults go to whoever started it.
            if (report.Faults.Count > 0) await db.Set<RecordImport>().Where(i => i.Id == import.Id).ExecuteDeleteAsync(inner);
            if (report.Faults.Count > 0) db.ChangeTracker.Clear();
            return report;
        }, cancel);
    }

    public async Task<Guid> Receive(ImportFile file, string by, CancellationToken cancel)
    {
        var report = await Preview(TypeOf(file.System, file.Record), file, cancel);
        return await db.Write(_ =>
        {
            var import = New(file, by, report.Faults.Count > 0 ? ImportState.Faulty : ImportState.Waiting, report);
            db.Add(import);
            return Task.FromResult(import.Id);
        }, cancel);
    }

    public Task Confirm(Guid id, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var import = await Waiting(id, inner);
        (import.State, import.EndedBy, import.Failed) = (ImportState.Confirmed, by, false);
        db.AfterCommit(bell.Ring);
    }, cancel);

    public Task Drop(Guid id, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var import = await Waiting(id, inner);
        (import.State, import.EndedBy, import.EndedAt, import.Text) = (ImportState.Dropped, by, clock.GetUtcNow(), null);
    }, cancel);

    public Task<int> Undo(string id, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var import = Guid.TryParse(id, out var known) ? await db.Set<RecordImport>().FirstOrDefaultAsync(i => i.Id == known, inner) : null;
        if (import is not { State: ImportState.Done })
            throw new RecordRefusedException(new Bilingual("No hay una carga con ese identificador, o ya se deshizo.", "There is no such import, or it was taken back already."));

        (import.State, import.EndedBy, import.EndedAt) = (ImportState.Undone, by, clock.GetUtcNow());
        return await applying.Undo(import.Id, by, inner);
    }, cancel);

    public async Task<ImportView?> Find(Guid id, CancellationToken cancel) =>
        (await db.Set<RecordImport>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel))?.View;

    public async Task<(IReadOnlyList<ImportView> Imports, int Total)> List(int skip, int most, CancellationToken cancel)
    {
        var imports = db.Set<RecordImport>().AsNoTracking();
        // Without the files themselves.
        var found = await imports.OrderByDescending(i => i.Id).Skip(skip).Take(most).Select(i => new ImportView(
            i.Id, i.System, i.Record, i.FileName, i.AddOnly, i.State, i.Report, i.By, i.At, i.EndedBy, i.EndedAt, i.Failed)).ToListAsync(cancel);
        return (found, await imports.CountAsync(cancel));
    }

    /// <summary>The imports that are confirmed and not stored yet, in the order they were brought.</summary>
    internal async Task<IReadOnlyList<Guid>> Confirmed(CancellationToken cancel) =>
        await db.Set<RecordImport>().Where(i => i.State == ImportState.Confirmed).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(cancel);

    /// <summary>Stores a confirmed import, all of it or nothing; what another node took meanwhile is left to it.</summary>
    internal Task Carry(Guid id, Action<int, int>? progress, CancellationToken cancel) => db.Write(async inner =>
    {
        var import = await db.Set<RecordImport>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, inner);
        if (import is not null) await Carry(TypeOf(import.System, import.Record), id, import.File, import.EndedBy ?? import.By, progress, inner);
    }, cancel);

    /// <summary>Puts a confirmed import that could not be stored back, to be confirmed again.</summary>
    internal Task GiveBack(Guid id, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<RecordImport>().FirstOrDefaultAsync(i => i.Id == id && i.State == ImportState.Confirmed, inner) is { } import)
            (import.State, import.Failed) = (ImportState.Waiting, true);
    }, cancel);

    private async Task Carry(RecordShape type, Guid id, ImportFile file, string by, Action<int, int>? progress, CancellationToken cancel)
    {
        // Whoever marks it first has it until the end of the transaction: nobody stores it twice.
        if (await db.Set<RecordImport>().Where(i => i.Id == id && i.State == ImportState.Confirmed)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Done), cancel) == 0) return;

        var (rows, faults) = ImportRows.Read(type, file.Text, clock.GetUtcNow());
        var plan = faults.Count > 0 ? new([], []) : await planner.Plan(type, rows, file.AddOnly, faults, cancel);
        if (faults.Count == 0) await applying.Apply(type, plan.Rows, id, by, progress, cancel);

        db.ChangeTracker.Clear();
        var import = await db.Set<RecordImport>().SingleAsync(i => i.Id == id, cancel);
        import.State = faults.Count > 0 ? ImportState.Faulty : ImportState.Done;
        import.Report = plan.Report(faults.Count > 0 ? null : $"{id:N}", rows.Count, faults);
        (import.Text, import.EndedBy, import.EndedAt) = (null, by, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }

    private async Task<ImportReport> Preview(RecordShape type, ImportFile file, CancellationToken cancel)
    {
        var (rows, faults) = ImportRows.Read(type, file.Text, clock.GetUtcNow());
        var plan = faults.Count > 0 ? new([], []) : await planner.Plan(type, rows, file.AddOnly, faults, cancel);
        return plan.Report(null, rows.Count, faults);
    }

    private RecordShape TypeOf(string system, string record)
    {
        var type = RecordShape.Of(organizations.Current, system, record)
            ?? throw new RecordRefusedException(new Bilingual($"No hay registros {system}.{record}.", $"There are no records {system}.{record}."));
        return connectors.Any(c => c.Serves(organizations.Current.Id, system))
            ? throw new RecordRefusedException(new Bilingual(
                $"Los registros de {type.System.Name} se llevan en su propio sistema: cárguelos allí.",
                $"The records of {type.System.Name} are kept in its own system: import them there."))
            : type;
    }

    private async Task<RecordImport> Waiting(Guid id, CancellationToken cancel) =>
        await db.Set<RecordImport>().FirstOrDefaultAsync(i => i.Id == id && i.State == ImportState.Waiting, cancel)
            ?? throw new RecordRefusedException(new Bilingual("Esta carga ya no espera: alguien la confirmó o la descartó.", "This import does not wait any more: somebody confirmed or dropped it."));

    private RecordImport New(ImportFile file, string by, ImportState state, ImportReport report)
    {
        var now = clock.GetUtcNow();
        var name = Path.GetFileName(file.Name.Replace('\\', '/'));
        return new()
        {
            Id = Guid.CreateVersion7(now),
            System = file.System,
            Record = file.Record,
            FileName = name.Length > FileNameMax ? name[..FileNameMax] : name,
            AddOnly = file.AddOnly,
            State = state,
            Report = report,
            Text = state is ImportState.Faulty ? null : file.Text,
            By = by,
            At = now,
        };
    }
}
