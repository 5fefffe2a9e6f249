using System.Text.Json.Nodes;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Packs.Scenarios;

/// <summary>
/// Walks a scenario through a pack's procedures: answers are given where their steps come, look-ups find the demonstration rows,
/// and steps that need nothing are walked through. Fields that are not given are not demanded.
/// </summary>
public sealed class ScenarioWalk
{
    private const int InputsMax = 2000;

    private readonly Pack _pack;
    private readonly PackTimes _times;
    private readonly PackWords _words;
    private readonly List<Walker> _walkers;
    private readonly DemonstrationRecords _records;

    /// <summary>Prepares a pack for walking scenarios.</summary>
    public ScenarioWalk(Pack pack)
    {
        (_pack, _times, _words, _records) = (pack, new(pack), new(pack), new(pack));
        // A scenario answers for the machines too, so they stand like anyone else.
        var rules = PackRules.Of(pack, _times);
        var standing = rules.Standing;
        rules = rules with { Standing = role => standing(role) is RoleStanding.Machine ? RoleStanding.Spectator : standing(role) };
        _walkers = [.. pack.Procedures.Concat(pack.Menus).Select(p => new Walker(new ProcedureIndex(p.Document, p.Sections), rules))];
    }

    /// <summary>Whether the scenario begins in a procedure of this pack.</summary>
    public bool Knows(Scenario scenario) => WalkerOf(scenario.Start) is not null || DocumentsOf().Contains(scenario.Doc, StringComparer.Ordinal);

    /// <summary>Walks one scenario; the result is the line to print, with "error" where it could not go on.</summary>
    public JsonObject Walk(Scenario scenario)
    {
        if (WalkerOf(scenario.Start) is not { } walker) return new() { ["id"] = scenario.Id, ["path"] = new JsonArray(), ["error"] = $"No step carries the ref {scenario.Start}." };

        var drive = new Drive(scenario, walker, _records, _words, _pack, NowOf(scenario));
        return drive.ToTheEnd(InputsMax, new EffectPrinter(_pack, _words, _times, walker.Procedure));
    }

    private Walker? WalkerOf(string start) => _walkers.Find(w => w.Procedure.ByRef(start) is not null);

    private IEnumerable<string> DocumentsOf() => _pack.Refs.Keys.Select(r => r.Split('/')[0]).Distinct(StringComparer.Ordinal);

    private Instant NowOf(Scenario scenario)
    {
        var zone = scenario.Zone is { } named ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(named) ?? _times.Zone : _times.Zone;
        // Without a clock of its own a scenario is walked on a working morning, the same each time.
        return (scenario.Now ?? new LocalDateTime(2026, 3, 3, 10, 0)).InZoneLeniently(zone).ToInstant();
    }

    /// <summary>One scenario under way.</summary>
    private sealed class Drive(Scenario scenario, Walker walker, DemonstrationRecords records, PackWords words, Pack pack, Instant now)
    {
        private readonly Queue<ScenarioAnswer> _answers = new(scenario.Answers);
        private readonly List<Doing> _doings = [];
        private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);
        // Places in the path of branches that no one chose: what is only taken for granted is no step walked.
        private readonly HashSet<int> _assumed = [];
        private Run _run = new();
        private string? _choice;
        private ScenarioAnswer? _last;

        public JsonObject ToTheEnd(int inputsMax, EffectPrinter printer)
        {
            string? error = null;
            try
            {
                Take(new Begin("", walker.Procedure.ByRef(scenario.Start)!.Key, Facts()));
                for (var i = 0; _run.Status is not RunStatus.Ended && error is null; i++)
                    error = i < inputsMax ? Next() : $"More than {inputsMax} inputs without an end.";
                if (error is null && _answers.TryPeek(out var left)) error = $"The answer at {left.StepRef} was never reached.";
            }
            catch (InvalidOperationException endless)
            {
                error = endless.Message;
            }

            var line = new JsonObject
            {
                ["id"] = scenario.Id,
                ["path"] = new JsonArray([.. _run.Path.Where((_, i) => !_assumed.Contains(i)).Select(k => walker.Procedure[k].Node.Ref).OfType<string>().Select(r => (JsonNode)r)]),
            };
            if (error is null)
            {
                line["end"] = End();
                line["effects"] = new JsonArray([.. printer.Print(_doings, _runs, now)]);
            }
            else line["error"] = error;
            return line;
        }

        private string End() => _run switch
        {
            { End: { How: RunEnding.Continues, ContinuesIn: { } code } } => $"EXT:{code}",
            { TransferredTo: { } number } => $"TRANSFER:{number}",
            _ => "FIN",
        };

        private string? Next()
        {
            switch (_run.Status)
            {
                case RunStatus.LookingUp:
                    return Take(_doings.OfType<Question>().Last(q => _run.LookingUp.Contains(q.As, StringComparer.Ordinal)) switch
                    {
                        LookUpRecord search => records.Find(search),
                        AskRoute routing => Routed(routing),
                        var other => throw new NotSupportedException($"No one answers {other.GetType().Name}."),
                    });
                case RunStatus.Waiting:
                    return Take(new TakeOver());
                default:
                    return Stand();
            }
        }

        private LookedUp Routed(AskRoute asked) => PackRouting.Answer(pack, words, asked);

        private string? Stand()
        {
            var here = walker.Procedure[_run.Node];
            var data = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase);
            if (_run.CameBackTo != _run.Node && here.Node.Ref is { } reference && _answers.TryPeek(out var next) && next.StepRef == reference)
            {
                _last = _answers.Dequeue();
                _choice = _last.Choice;
                foreach (var (name, value) in _last.Data) data[name] = value;
            }

            // Facts come first: what is typed here may be what preselects.
            if (data.Count > 0 && here.Node.Decide.Count > 0)
            {
                if (Take(new Provide(_run.Node, data)) is { } refused) return refused;
                while (_run.Status is RunStatus.LookingUp)
                {
                    if (Next() is { } failed) return failed;
                }
            }

            string? key = null;
            if (here.Node.Decide.Count > 0)
            {
                key = Chosen(here);
                if (key is null && (here.Node.Call is null || _run.CameBackTo == _run.Node))
                    return $"At {here.Node.Ref ?? here.Key} no answer says which branch is taken.";
                if (key is not null) Ahead(walker.Procedure[key], data);
            }

            return Take(new Answer(_run.Node, data, key));
        }

        private string? Chosen(NodeEntry here)
        {
            if (_choice is { } wanted && Match(here, wanted) is { } chosen)
            {
                _choice = null;
                return chosen;
            }

            // The choice is kept for the branch below.
            if (_choice is { } deeper && Above(here, deeper) is { } above) return above;

            var offers = walker.Offers(_run, now);
            if (offers.FirstOrDefault(o => o.Preselected) is { } spokenFor) return spokenFor.Key;
            if (offers.FirstOrDefault(o => o.Branch.Assumed) is { } assumed)
            {
                _assumed.Add(_run.Path.Count);
                return assumed.Key;
            }

            return offers.Count == 1 ? offers[0].Key : null;
        }

        private string? Match(NodeEntry here, string wanted)
        {
            var branches = here.Branches.ToList();
            var byRef = branches.Find(b => b.Branch.Ref == wanted);
            if (byRef.Key is not null) return byRef.Key;

            return branches.Find(b => b.Branch.Go is { } go && walker.Procedure.Resolve(go, here.Section)?.Node.Ref == wanted).Key;
        }

        /// <summary>The branch under which the wanted one stands, where a branch of a branch was named at once.</summary>
        private string? Above(NodeEntry here, string wanted) =>
            here.Branches.Select(b => walker.Procedure[b.Key]).FirstOrDefault(b => b.Branches.Any(c => c.Branch.Ref == wanted) || Above(b, wanted) is not null)?.Key;

        /// <summary>A branch that no one stands at takes the data its answer gives while it is chosen.</summary>
        private void Ahead(NodeEntry branch, Dictionary<string, Datum> data)
        {
            if (branch.Stands || branch.Node.Ref is null || !_answers.TryPeek(out var next) || next.StepRef != branch.Node.Ref) return;

            _last = _answers.Dequeue();
            foreach (var (name, value) in _last.Data) data[name] = value;
        }

        private string? Take(WalkInput input)
        {
            var walked = walker.Step(_run, input, now);
            if (walked.Refusal is { } refusal) return $"At {_run.Node}: {refusal}.";

            _run = walked.Run;
            _doings.AddRange(walked.Doings);
            foreach (var doing in walked.Doings) _runs[doing.Id] = _run;
            return null;
        }

        private Dictionary<string, Datum> Facts()
        {
            var facts = new Dictionary<string, Datum>(scenario.Given, StringComparer.OrdinalIgnoreCase)
            {
                ["organizacion"] = Datum.Of(pack.Identity.ShortName),
                ["agente"] = Datum.Of("quien atiende"),
            };
            if (scenario.Channel is not { } channel) return facts;

            facts["canal"] = Datum.Of(channel);
            if (words.Channel(channel) is not { } known) return facts;

            facts["channel"] = Datum.Of(known.Called.Select(Datum.Of));
            if (known.Line is { } line) facts["line"] = Datum.Of(line);
            return facts;
        }
    }
}
