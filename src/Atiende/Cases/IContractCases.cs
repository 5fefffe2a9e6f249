namespace Atiende.Cases;

/// <summary>
/// Cases as those read them to whom the organisation answers for its contract: each institution only its own, and of each case what the pack's
/// <c>contract</c> names, without personal data. Nothing else of a case leaves through here.
/// </summary>
public interface IContractCases
{
    /// <summary>Whether any case type is told to an institution.</summary>
    bool Any { get; }

    /// <summary>The field by which institutions are told apart and its values, as the pack's roles see them.</summary>
    (string Field, IReadOnlyList<string> Values)? Parties { get; }

    /// <summary>The fields by which figures are told apart, by id and label.</summary>
    IReadOnlyList<(string Field, string Label)> Dimensions { get; }

    /// <summary>The fields shown of each case, by id and label.</summary>
    IReadOnlyList<(string Field, string Label)> Shown { get; }

    /// <summary>How many came in, and how they were answered.</summary>
    Task<ContractCounts> Count(ContractQuery query, CancellationToken cancel);

    /// <summary>The same for each value of a field, most first.</summary>
    Task<IReadOnlyList<ContractRow>> CountBy(ContractQuery query, string field, CancellationToken cancel);

    /// <summary>Cases, newest first, from a place on.</summary>
    Task<IReadOnlyList<ContractCase>> List(ContractQuery query, (DateTimeOffset At, Guid Id)? after, int most, CancellationToken cancel);

    /// <summary>All of them, oldest first, as they are read from the database.</summary>
    IAsyncEnumerable<ContractCase> Stream(ContractQuery query, CancellationToken cancel);

    /// <summary>One with its texts and what happened; null where it is not there, or not for who asks.</summary>
    Task<ContractCaseDetails?> Find(Guid id, ContractSight sight, CancellationToken cancel);
}

/// <summary>Whose cases are read: those with one of these values of a field. The staff reads those of all.</summary>
/// <param name="Fields">Field and value, any of them.</param>
/// <param name="All">Whether there is no limit; then <paramref name="Fields"/> is empty.</param>
public sealed record ContractSight(IReadOnlyList<(string Field, string Value)> Fields, bool All)
{
    /// <summary>What a member may read: an institution its own, the staff all.</summary>
    public static ContractSight Of(IReadOnlyList<(string Field, string Value)> sees) => new(sees, sees.Count == 0);
}

/// <summary>Which cases are counted or listed.</summary>
/// <param name="Sight">Whose.</param>
/// <param name="From">Those that came in from then on.</param>
/// <param name="To">And before then.</param>
public sealed record ContractQuery(ContractSight Sight, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Only those with these values, by field; an empty value means that the field holds nothing.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Only those of these reasons; all without any.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Only those that stand so.</summary>
    public ContractStanding? Standing { get; init; }
}

/// <summary>How a case stands against its time.</summary>
public enum ContractStanding
{
    /// <summary>Answered within its time.</summary>
    InTime,

    /// <summary>Answered late, or its time is over and it has no answer.</summary>
    Late,

    /// <summary>Not answered, and still within its time.</summary>
    Waiting,

    /// <summary>Not closed, whatever its answer.</summary>
    Open,

    /// <summary>Of a reason for which no time is promised.</summary>
    Timeless,
}

/// <summary>Figures of some cases. Those without a promised time are entered and open alone.</summary>
public sealed record ContractCounts(int Entered, int InTime, int Late, int Waiting, int Open)
{
    /// <summary>Answered in time of all whose time is over or was kept: percent; null where there are none yet.</summary>
    public double? Percent => InTime + Late > 0 ? 100.0 * InTime / (InTime + Late) : null;

    /// <summary>Both together.</summary>
    public static ContractCounts operator +(ContractCounts one, ContractCounts other) => new(
        one.Entered + other.Entered, one.InTime + other.InTime, one.Late + other.Late, one.Waiting + other.Waiting, one.Open + other.Open);
}

/// <summary>The figures of one value of a field; null for those without.</summary>
public sealed record ContractRow(string? Value, string Name, ContractCounts Counts);

/// <summary>A case as an institution reads it in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Folio">Its number.</param>
/// <param name="State">The state's name.</param>
/// <param name="Open">Whether it is not closed.</param>
/// <param name="Standing">How it stands against its time.</param>
/// <param name="OpenedAt">When it came in.</param>
/// <param name="DueAt">By when it must be answered, while it is not.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Shown">The fields it may read, by id, label and value, in the type's order; a field that holds nothing is empty.</param>
public sealed record ContractCase(
    Guid Id, string Folio, string State, bool Open, ContractStanding Standing, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? ClosedAt,
    IReadOnlyList<CaseField> Shown);

/// <summary>A case as an institution reads it whole.</summary>
/// <param name="One">What the list has.</param>
/// <param name="Texts">What was asked and answered, personal data covered.</param>
/// <param name="Events">Its states and clocks, oldest first; not by whom.</param>
/// <param name="DueWhy">How the time was counted.</param>
public sealed record ContractCaseDetails(ContractCase One, IReadOnlyList<CaseField> Texts, IReadOnlyList<CaseEventView> Events, string? DueWhy);
