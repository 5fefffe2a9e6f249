using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Packs.Walking;

/// <summary>Searches the demonstration rows of a pack in memory, as the room of records searches its tables.</summary>
public sealed class DemonstrationRecords(Pack pack)
{
    /// <summary>What a look-up finds.</summary>
    public LookedUp Find(LookUpRecord asked)
    {
        var type = pack.Systems.First(s => s.Id.Value == asked.System).Records.First(r => r.Id.Value == asked.Record);
        var rows = pack.Rows.Where(r => r.System == asked.System && r.Record == asked.Record).SelectMany(r => r.Rows)
            .Where(row => asked.Keys.Count == 0 || asked.Keys.Any(k => Matches(type, row, k.Key, k.Value)))
            .Where(row => asked.Where.All(w => row.Values.TryGetValue(w.Key, out var value) && value.Means(w.Value)))
            .Where(row => asked.Of is null || Belongs(type, row, asked.Of, asked.Via))
            .Select(row => Datum.Of(row.Values)).ToList();
        return rows switch
        {
            [] => new(asked.As, LookUpOutcome.Nothing),
            _ when asked.Many => new(asked.As, LookUpOutcome.Several, Datum.Of(rows)),
            [var only] => new(asked.As, LookUpOutcome.Found, only),
            _ => new(asked.As, LookUpOutcome.Found, rows[asked.Newest ? ^1 : 0]),
        };
    }

    private static bool Matches(RecordType type, RecordRow row, string field, Datum wanted)
    {
        if (!row.Values.TryGetValue(field, out var value)) return false;
        if (type.Names.Any(n => n.Value == field)) return Folding.Fold(value.ToText()).Contains(Folding.Fold(wanted.ToText()), StringComparison.Ordinal);

        return Digits(value) == Digits(wanted) || (wanted is ListDatum { Items: var many } && many.Any(one => Digits(one) == Digits(value)));
    }

    private static bool Belongs(RecordType type, RecordRow row, Datum of, string? via)
    {
        if (via?.Split('=') is [var own, var theirs])
            return row.Values.TryGetValue(own, out var joined) && of.Part(theirs) is { } other && joined.Means(other);

        var shared = (type.JoinedBy.Count > 0 ? type.JoinedBy : type.Keys).Where(f => of.Part(f) is not null && row.Values.ContainsKey(f)).ToList();
        return shared.Count > 0 && shared.TrueForAll(f => row.Values[f].Means(of.Part(f)!));
    }

    // Numbers are found however they are spaced and dashed.
    private static string Digits(Datum value) =>
        new([.. Folding.Fold(value.ToText()).Where(char.IsLetterOrDigit)]);
}
