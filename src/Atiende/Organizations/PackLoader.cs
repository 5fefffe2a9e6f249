using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Packs.Reading;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Organizations;

/// <summary>Loads a pack's folder into the database: all of it or nothing, and nothing that has errors.</summary>
internal sealed class PackLoader(IServiceProvider services, Settings settings, OrganizationCache cache) : IPackLoader
{
    // Who loads what the program ships.
    private const string Program = "atiende";

    public async Task<PackLoading> Load(PackFiles given, string by, bool dryRun, CancellationToken cancel)
    {
        var (pack, faults) = PackReader.Read(given);
        if (pack is null) return new(null, faults, [], []);

        await using var scope = services.CreateScopeOf(pack.Identity.Id);
        var load = ActivatorUtilities.CreateInstance<PackLoad>(scope.ServiceProvider);
        try
        {
            return await scope.ServiceProvider.GetRequiredService<Db>().Write(async inner =>
            {
                var loading = await load.Run(pack, given, by, inner);
                return dryRun ? throw new DryRunException(loading) : loading;
            }, cancel);
        }
        catch (DryRunException end)
        {
            return end.Loading;
        }
    }

    public async Task LoadDemonstration(CancellationToken cancel)
    {
        if (!settings.IsDemonstration || cache.All.Count > 0) return;
        if (!Directory.Exists(settings.PacksFolder))
            throw new UsageException($"there is no folder of packs {settings.PacksFolder}; say where it is with \"PacksFolder\" in {settings.InData(SettingsReader.FileName)}");

        foreach (var folder in Directory.EnumerateDirectories(settings.PacksFolder).Where(IsPack).Order(StringComparer.Ordinal))
        {
            var loading = await Load(PackFiles.FromFolder(folder), Program, dryRun: false, cancel);
            if (loading.Faults.FirstOrDefault(f => !f.IsWarning) is { } fault)
                throw new UsageException($"the pack {folder} has errors, so it cannot be loaded: {fault}");
        }
    }

    private static bool IsPack(string folder) => File.Exists(Path.Combine(folder, "pack.yaml"));

    /// <summary>Ends the transaction of a dry run, so that what was tried out leaves nothing behind.</summary>
    private sealed class DryRunException(PackLoading loading) : Exception
    {
        public PackLoading Loading { get; } = loading;
    }
}

/// <summary>One load, in its transaction.</summary>
internal sealed class PackLoad(
    Db db, IEnumerable<IPackUse> uses, IEnumerable<IPackFollower> followers, OrganizationCache cache, TimeProvider clock)
{
    public async Task<PackLoading> Run(Pack given, PackFiles files, string by, CancellationToken cancel)
    {
        var stored = await db.Set<PackFile>().OrderBy(f => f.Path).ToListAsync(cancel);
        var isSame = stored.Count == files.Texts.Count && stored.TrueForAll(f => files.Texts.GetValueOrDefault(f.Path) == f.Text);
        var before = isSame ? given : stored.Count == 0 ? null
            : PackReader.Read(new(given.Identity.Id, stored.ToDictionary(f => f.Path, f => f.Text))).Pack;
        var (merge, after, faults) = await Merge(stored, before, given, files, cancel);
        if (after is null) return new(given.Identity.Id, faults, merge.Changes, []);

        var now = clock.GetUtcNow();
        Store(stored, merge, files, by, now);
        var versions = await KeepVersions(after, merge.Files.Texts, now, cancel);
        var isNew = await Announce(given.Identity.Id, merge, now, cancel);
        await db.SaveChangesAsync(cancel);
        var notes = new List<string>(versions);
        foreach (var follower in followers) notes.AddRange(await follower.Follow(before, after, cancel));
        if (isNew) notes.Add($"{after.Identity.Id} is new here");
        db.AfterCommit(cache.Forget);
        return new(given.Identity.Id, faults, merge.Changes, notes);
    }

    // A file that must stay may make others stay; each turn keeps at least one more, so it ends.
    private async Task<(PackMerge Merge, Pack? After, IReadOnlyList<Procedures.Reading.Fault> Faults)> Merge(
        List<PackFile> stored, Pack? before, Pack given, PackFiles files, CancellationToken cancel)
    {
        var needed = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var merge = PackMerge.Of(stored, files, needed);
            var (after, faults) = merge.Changes.Any(c => c.Fate is FileFate.Kept) ? PackReader.Read(merge.Files) : (given, []);
            if (after is null || before is null) return (merge, after, faults);

            var known = needed.Count;
            foreach (var use in uses)
            {
                foreach (var used in await use.StillUsed(before, after, cancel)) needed.TryAdd(used.File, used.What);
            }

            if (needed.Count == known) return (merge, after, faults);
        }
    }

    private void Store(List<PackFile> stored, PackMerge merge, PackFiles given, string by, DateTimeOffset now)
    {
        var byPath = stored.ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var change in merge.Changes)
        {
            var text = given.Texts.GetValueOrDefault(change.Path, "");
            switch (change.Fate)
            {
                case FileFate.Added:
                    db.Add(new PackFile { Path = change.Path, Text = text, LoadedHash = PackMerge.HashOf(text), ChangedAt = now, ChangedBy = by });
                    break;
                case FileFate.Changed:
                    var file = byPath[change.Path];
                    (file.Text, file.LoadedHash, file.ChangedAt, file.ChangedBy) = (text, PackMerge.HashOf(text), now, by);
                    break;
                case FileFate.Unchanged:
                    // The folder has caught up with what was edited on screen.
                    byPath[change.Path].LoadedHash = PackMerge.HashOf(text);
                    break;
                case FileFate.Removed:
                    db.Remove(byPath[change.Path]);
                    break;
            }
        }
    }

    private async Task<IReadOnlyList<string>> KeepVersions(
        Pack pack, IReadOnlyDictionary<string, string> texts, DateTimeOffset now, CancellationToken cancel)
    {
        var notes = new List<string>();
        var known = await db.Set<ProcedureVersionRow>().Select(v => new { v.Code, v.Id, v.Version, v.Hash }).ToListAsync(cancel);
        foreach (var procedure in pack.Procedures)
        {
            var files = ProcedureText.FilesOf(pack, procedure, texts);
            var (code, version, hash) = (procedure.Document!.Code.Value, procedure.Document.Version, ProcedureText.HashOf(files));
            var same = known.FindAll(v => v.Code == code && v.Version == version);
            if (same.Exists(v => v.Hash == hash)) continue;

            var id = same.Count == 0 ? version : $"{version}~{same.Count + 1}";
            db.Add(new ProcedureVersionRow { Code = code, Id = id, Version = version, Hash = hash, Files = files, LoadedAt = now });
            notes.Add($"version   {code} {id}");
        }

        return notes;
    }

    private async Task<bool> Announce(string id, PackMerge merge, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Set<OrganizationRow>().SingleOrDefaultAsync(cancel) is not { } row)
        {
            db.Add(new OrganizationRow { OrganizationId = id, Revision = 1, LoadedAt = now });
            return true;
        }

        row.LoadedAt = now;
        if (merge.Changes.Any(c => c.Fate is FileFate.Added or FileFate.Changed or FileFate.Removed)) row.Revision++;
        return false;
    }
}
