using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Bench;

/// <summary>Look-ups and searches among many records of one type, as a step and a person who types do them, beside a bare query of the same database.</summary>
internal static class RecordsBench
{
    private const string Organization = "sv-hacienda";
    private const int PerFile = 50_000;
    private const int Questions = 2_000;
    private static readonly string[] Names = ["Ana", "Bruno", "Carla", "Diego", "Elena", "Fabián", "Gloria", "Hugo", "Inés", "Jorge", "Karla", "Luis"];

    public static async Task<int> Run(string packs, string connection, int count)
    {
        var data = Directory.CreateTempSubdirectory("atiende-records-").FullName;
        var settings = Settings.Load(new DirectoryInfo(data)) with { ConnectionString = connection, PacksFolder = Path.GetFullPath(packs) };
        await using var services = await AtiendeHost.Services(settings, CancellationToken.None);
        await services.GetRequiredService<IPackLoader>().Load(PackFiles.FromFolder(Path.Combine(packs, Organization)), "bench", dryRun: false, CancellationToken.None);
        var filling = Stopwatch.StartNew();
        for (var from = await Filled(services); from < count; from += PerFile) await Fill(services, from, Math.Min(PerFile, count - from));
        Console.WriteLine($"{count:n0} records of one type; imported in {filling.Elapsed.TotalSeconds:0} s");
        await using (var scope = services.CreateScopeOf(Organization))
            await scope.ServiceProvider.GetRequiredService<Db>().Database.ExecuteSqlRawAsync(connection.Length > 0 ? "ANALYZE" : "PRAGMA optimize");

        var chance = new Random(20261122);
        int Any() => chance.Next(count);
        await Ask(services, "bare SELECT 1", (scope, _) => scope.GetRequiredService<Db>().Database.ExecuteSqlRawAsync("SELECT 1"), Any);
        await Ask(services, "look-up by document", (scope, n) => LookUp(scope, "DUI", Document(n)), Any);
        await Ask(services, "look-up by telephone", (scope, n) => LookUp(scope, "telefono", Telephone(n)), Any);
        await Ask(services, "search by name and a surname, no accents", (scope, n) => Search(scope, Fold(Called(n))), Any);
        await Ask(services, "search by the beginning of both", (scope, n) => Search(scope, Fold(Called(n))[..^2]), Any);
        Directory.Delete(data, recursive: true);
        return 0;
    }

    private static async Task<int> Filled(ServiceProvider services)
    {
        await using var scope = services.CreateScopeOf(Organization);
        return await scope.ServiceProvider.GetRequiredService<Db>().Database
            .SqlQueryRaw<int>("SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM \"Records\" WHERE \"Type\" = 'beneficiario' AND \"Origin\" LIKE 'import:%'").SingleAsync();
    }

    private static async Task Fill(ServiceProvider services, int from, int count)
    {
        var text = new StringBuilder("DUI,nombre,telefono,datos\n");
        for (var n = from; n < from + count; n++) text.Append(CultureInfo.InvariantCulture, $"{Document(n)},{Called(n)},{Telephone(n)},registrado\n");
        await using var scope = services.CreateScopeOf(Organization);
        var report = await scope.ServiceProvider.GetRequiredService<IRecordImports>().Import(
            new("glpwebv2", "beneficiario", "bench.csv", text.ToString(), AddOnly: true), preview: false, "bench", null, CancellationToken.None);
        if (report.Faults.Count > 0) throw new InvalidOperationException(report.Faults[0].ToString());

        Console.Error.WriteLine($"  {from + count:n0}");
    }

    private static async Task Ask(ServiceProvider services, string name, Func<IServiceProvider, int, Task> ask, Func<int> any)
    {
        var took = new List<double>(Questions);
        for (var i = -100; i < Questions; i++)
        {
            var n = any();
            await using var scope = services.CreateScopeOf(Organization);
            var clock = Stopwatch.StartNew();
            await ask(scope.ServiceProvider, n);
            if (i >= 0) took.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"{name}: {Figures.Of(took)}");
    }

    private static async Task LookUp(IServiceProvider scope, string key, string value)
    {
        var nothing = ImmutableSortedDictionary<string, Datum>.Empty;
        var found = await scope.GetRequiredService<IRecords>().LookUp(
            new("1", "bench", "glpwebv2", "beneficiario", nothing.Add(key, Datum.Of(value)), nothing, null, null, "beneficiario", Many: false, Newest: false), CancellationToken.None);
        if (found.Outcome is not LookUpOutcome.Found) throw new InvalidOperationException($"{key} was not found: {found.Outcome} {found.Problem}");
    }

    private static async Task Search(IServiceProvider scope, string text)
    {
        var found = await scope.GetRequiredService<IRecords>().Search(new(text, "glpwebv2", "beneficiario", null, 20), ["operador"], CancellationToken.None);
        if (found.Hits.Count == 0) throw new InvalidOperationException("A name was not found.");
    }

    // The check digit of a DUI: nine less each digit's place, the remainder of ten taken from ten.
    private static string Document(int n)
    {
        var digits = (50_000_000 + n).ToString("00000000", CultureInfo.InvariantCulture);
        var sum = digits.Select((digit, place) => (digit - '0') * (9 - place)).Sum();
        return $"{digits}-{(10 - sum % 10) % 10}";
    }

    private static string Telephone(int n) => (n % 2 == 0 ? 6_000_0000 + n : 7_000_0000 + n).ToString("0000-0000", CultureInfo.InvariantCulture);

    private static string Called(int n) => $"{Names[n % Names.Length]} Ejemplo{n / 40:x} Prueba{n % 9973:x}";

    private static string Fold(string name) => name.Replace('á', 'a').Replace('é', 'e').ToUpperInvariant();
}
