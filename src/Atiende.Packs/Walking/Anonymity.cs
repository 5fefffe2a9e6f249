using System.Collections.Immutable;
using System.Globalization;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Packs.Walking;

/// <summary>
/// What of some data says nothing of a person and stays for the figures: choices and states in the pack's own words, numbers, times, yes and no.
/// What is written freely, and whatever the pack calls personal, does not. One rule for cases, walks, tasks and requests.
/// </summary>
public sealed class Anonymity
{
    /// <summary>What stands where something was: that there was something may have decided a way.</summary>
    public const string Gone = "—";

    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "HH:mm", "HH:mm:ss"];

    private readonly HashSet<string> _personal;
    private readonly HashSet<string> _kept;
    private readonly HashSet<string> _words;

    /// <summary>The rule of a pack that was checked.</summary>
    public Anonymity(Pack pack)
    {
        var fields = Fields(pack).ToList();
        _personal = fields.Where(f => f.Personal || f.Secret).Select(f => f.Id.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _kept = (pack.Retention?.Cases.SelectMany(c => c.Keeps).Select(k => k.Value) ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _kept.ExceptWith(_personal);
        _words = Words(pack, fields).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A case's fields without what is a person's.</summary>
    public ImmutableSortedDictionary<string, Datum> Without(ImmutableSortedDictionary<string, Datum> fields) =>
        fields.Where(f => Says(f.Key, f.Value)).ToImmutableSortedDictionary(f => f.Key, f => f.Value, fields.KeyComparer);

    /// <summary>Data whose presence decided a way: what is a person's is replaced by <see cref="Gone"/>.</summary>
    public Dictionary<string, Datum> Masked(IReadOnlyDictionary<string, Datum> data) =>
        data.ToDictionary(d => d.Key, d => Masked(d.Key, d.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>An input of a walk that goes the same way and says nothing of a person.</summary>
    public WalkInput Without(WalkInput input) => input switch
    {
        Begin begin => begin with { Facts = Masked(begin.Facts) },
        Provide provide => provide with { Data = Masked(provide.Data) },
        Answer answer => answer with { Data = Masked(answer.Data) },
        LookedUp found => found with { Found = found.Found is { } datum ? Masked("", datum) : null, Problem = found.Problem is null ? null : Gone },
        EffectDone done => done with { Results = done.Results },
        EffectFailed failed => failed with { Problem = Gone },
        Skip skip => skip with { Reason = Gone },
        CloseEarly close => close with { Reason = Word(close.Reason) },
        Escalate escalate => escalate with { Reason = Gone },
        _ => input,
    };

    /// <summary>A text where it is one of the pack's words; else <see cref="Gone"/>.</summary>
    public string Word(string text) => _words.Contains(text.Trim()) ? text : Gone;

    private Datum Masked(string field, Datum value) => value switch
    {
        RowDatum row => Datum.Of(row.Parts.Select(p => KeyValuePair.Create(p.Key, Masked(p.Key, p.Value)))),
        ListDatum list => Datum.Of(list.Items.Select(item => Masked(field, item))),
        _ => value.IsEmpty || Says(field, value) ? value : Datum.Of(Gone),
    };

    // Whether it may stay as it is.
    private bool Says(string field, Datum value) => !_personal.Contains(field) && value switch
    {
        TruthDatum or NumberDatum => true,
        TextDatum text => _kept.Contains(field) || text.IsEmpty || _words.Contains(text.Text.Trim()) || IsMoment(text.Text),
        ListDatum list => list.Items.All(item => Says(field, item)),
        RowDatum row => row.Parts.All(part => Says(part.Key, part.Value)),
        _ => false,
    };

    private static bool IsMoment(string text) =>
        DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static IEnumerable<Field> Fields(Pack pack)
    {
        var own = pack.Cases.SelectMany(c => c.Fields).Concat(pack.Forms.SelectMany(f => f.Fields))
            .Concat(pack.Systems.SelectMany(s => s.Records).SelectMany(r => r.Fields))
            .Concat(pack.Procedures.Concat(pack.Menus).SelectMany(p => p.Sections).SelectMany(s => s.Steps).SelectMany(Asked));
        return own.SelectMany(field => field.Columns.Prepend(field));
    }

    private static IEnumerable<Field> Asked(Step step) => (step.Ask?.Fields ?? []).Concat(step.Decide.SelectMany(Asked));

    private static IEnumerable<Field> Asked(Branch branch) => (branch.Ask?.Fields ?? []).Concat(branch.Decide.SelectMany(Asked));

    private static IEnumerable<string> Words(Pack pack, IReadOnlyList<Field> fields)
    {
        foreach (var entry in pack.Catalogues.SelectMany(c => c.Entries))
        {
            yield return entry.Id;
            yield return entry.Name;
        }

        foreach (var option in fields.SelectMany(f => f.Options)) yield return option;
        foreach (var kind in pack.Cases.SelectMany(c => c.Kinds)) yield return kind.Name;
        foreach (var state in pack.Cases.SelectMany(c => c.States.Concat(c.SubOrderStates)).Concat(pack.Systems.SelectMany(s => s.Records).SelectMany(r => r.States)))
        {
            yield return state.Id;
            if (state.Name is { } name) yield return name;
        }

        foreach (var role in pack.People.Roles)
        {
            yield return role.Id;
            yield return role.Name;
        }

        foreach (var unit in pack.People.Units)
        {
            yield return unit.Id;
            yield return unit.Name;
        }

        foreach (var channel in pack.Identity.Channels)
        {
            yield return Procedures.Reading.Shape.Kebab(channel.Channel.ToString());
            foreach (var called in channel.Called) yield return called;
        }

        foreach (var line in pack.Lines.ServiceLines) yield return line.Id;
        yield return pack.Identity.ShortName;
    }
}
