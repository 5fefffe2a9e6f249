using Atiende.Values;

namespace Atiende.Records;

/// <summary>
/// Records as lines, for programs that count them: nothing is masked and no reading is written down, so it is for types that hold nobody's
/// data. Only what is kept here; a system outside has none.
/// </summary>
public interface IRecordLines
{
    /// <summary>A type's records in the order in which they were made; none where the organisation has no such type.</summary>
    Task<IReadOnlyList<RecordLine>> Of(RecordLineFilter wanted, CancellationToken cancel);
}

/// <summary>Which lines are wanted.</summary>
/// <param name="System">The system, by id.</param>
/// <param name="Record">The type, by id.</param>
public sealed record RecordLineFilter(string System, string Record)
{
    /// <summary>Not those in this state, by id.</summary>
    public string? NotIn { get; init; }

    /// <summary>Only those that hold one of these values in a field that is a key of the type.</summary>
    public (string Field, IReadOnlyCollection<string> Values)? By { get; init; }
}

/// <summary>A record as a line: its state's id, its facts, when it was last changed.</summary>
public sealed record RecordLine(Guid Id, string? State, Datum Facts, DateTimeOffset ChangedAt)
{
    /// <summary>A field's value as text; empty where there is none.</summary>
    public string this[string field] => Facts.Part(field)?.ToText() ?? "";
}
