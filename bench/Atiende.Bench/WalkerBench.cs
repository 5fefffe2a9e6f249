using System.Diagnostics;
using Atiende.Packs.Reading;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Bench;

/// <summary>Steps a second and bytes a step of the walker on the longest section, beside a bare loop over the same keys.</summary>
internal static class WalkerBench
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 3, 14, 0);

    public static int Run(string packs)
    {
        var (pack, faults) = PackReader.Read(PackFiles.FromFolder(Path.Combine(packs, "bo-comteco")));
        if (pack is null)
        {
            Console.Error.WriteLine(string.Join('\n', faults));
            return 1;
        }

        var procedure = pack.Procedures.MaxBy(p => p.Sections.Sum(s => s.Steps.Count))!;
        var walker = new Walker(new ProcedureIndex(procedure.Document, procedure.Sections), PackRules.Of(pack, new PackTimes(pack)));
        var section = procedure.Sections.MaxBy(s => s.Steps.Count)!.Id.Value;
        var records = new DemonstrationRecords(pack);
        Measure("bare loop over the keys", walker, section, (w, s) => Bare(w, s));
        Measure($"walker, {procedure.Document!.Code} {section}", walker, section, (w, s) => Walk(w, s, records));
        return 0;
    }

    private static void Measure(string name, Walker walker, string section, Func<Walker, string, int> walk)
    {
        for (var i = 0; i < 2_000; i++) walk(walker, section);

        var rates = new List<double>();
        long bytes = 0, steps = 0;
        for (var round = 0; round < 5; round++)
        {
            var (before, clock, done) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew(), 0L);
            while (clock.Elapsed.TotalSeconds < 1) done += walk(walker, section);
            rates.Add(done / clock.Elapsed.TotalSeconds);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            steps += done;
        }

        rates.Sort();
        Console.WriteLine($"{name}: {rates[2]:N0} steps/s (median of 5), {(double)bytes / steps:N0} bytes/step");
    }

    private static int Bare(Walker walker, string section)
    {
        var steps = 0;
        foreach (var step in walker.Procedure.Sections[section].Steps)
        {
            if (walker.Procedure.Find(ProcedureIndex.KeyOf(section, step.Number)) is not null) steps++;
        }

        return steps;
    }

    private static int Walk(Walker walker, string section, DemonstrationRecords records)
    {
        var steps = 0;
        var data = new Dictionary<string, Datum> { ["telefono"] = Datum.Of("4400001"), ["contrato"] = Datum.Of("100001") };
        var walked = walker.Begin(new Begin(section, null, Procedures.Walking.Run.NoFacts), Now);
        while (walked.Run.Status is not RunStatus.Ended && steps < 100)
        {
            var run = walked.Run;
            walked = run.Status switch
            {
                RunStatus.LookingUp => walker.Step(run, records.Find(walked.Doings.OfType<LookUpRecord>().Last()), Now),
                RunStatus.Waiting => walker.Step(run, new TakeOver(), Now),
                _ => walker.Step(run, new Answer(run.Node, data, walker.Procedure[run.Node].Branches.Select(b => b.Key).FirstOrDefault()), Now),
            };
            steps++;
        }

        return steps;
    }
}
