using System.Collections.Immutable;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Cases;

/// <summary>What outlives an attention: consultations, orders with sub-orders, tickets, claims; all of them cases of some type.</summary>
public interface ICases
{
    /// <summary>Opens a run's case or brings it to what it says now; once for each key. Takes part in the caller's transaction.</summary>
    /// <exception cref="CaseRefusedException">A state that does not follow, a one-per rule broken: says which and why.</exception>
    Task<SavedCase> Save(CaseSave save, CancellationToken cancel);

    /// <summary>Counts a reported fault again, with the same cause: on the case that was found, or a new one of that name.</summary>
    Task<SavedCase> Reiterate(CaseReiteration again, CancellationToken cancel);

    /// <summary>
    /// Writes down what the person who filed a case says of it: whoever opens it sees that, the person too. Once for each key. Takes part in
    /// the caller's transaction.
    /// </summary>
    /// <returns>Whether it is new.</returns>
    Task<bool> Hear(CaseFromPerson said, CancellationToken cancel);

    /// <summary>A person's cases, newest first.</summary>
    Task<IReadOnlyList<CaseSummary>> OfContact(Guid contact, CancellationToken cancel);

    /// <summary>What was opened or changed in an attention.</summary>
    Task<IReadOnlyList<CaseSummary>> OfInteraction(Guid interaction, CancellationToken cancel);

    /// <summary>A run's own cases, in the order in which they were opened.</summary>
    Task<IReadOnlyList<CaseSummary>> OfRun(Guid run, CancellationToken cancel);

    /// <summary>One case, whole.</summary>
    Task<CaseDetails?> Find(Guid id, CancellationToken cancel);

    /// <summary>What the person who filed a case may see of it: what was given, where it stands, and the answers; null where nobody files its type.</summary>
    Task<CaseForPerson?> ForPerson(Guid id, CancellationToken cancel);

    /// <summary>
    /// The cases kept in a record system's name that answer a look-up there, newest first: rows with the record type's fields, the folio
    /// as its number. None where the pack has no case type of that system and id.
    /// </summary>
    Task<IReadOnlyList<Datum>> Facts(LookUpRecord asked, CancellationToken cancel);

    /// <summary>How the cases with a clock stand, of the last so many days and whatever is open.</summary>
    Task<CaseBoard> Board(int days, CancellationToken cancel);

    /// <summary>Cases by filters, newest first; no more than a thousand are looked at.</summary>
    Task<CasePage> Search(CaseFilter filter, CancellationToken cancel);

    /// <summary>The case with this folio, or null.</summary>
    Task<Guid?> ByFolio(string folio, CancellationToken cancel);

    /// <summary>Cases of any unit in the order in which they were opened, from a place on: for programs that follow them.</summary>
    Task<IReadOnlyList<CaseSummary>> Slice(CaseSlice slice, CancellationToken cancel);
}

/// <summary>Which cases are wanted, and from which place on.</summary>
/// <param name="Types">The case types.</param>
/// <param name="Among">Only these; null for all.</param>
/// <param name="State">Only those in this state; null for any.</param>
/// <param name="Since">Only those opened from then on.</param>
/// <param name="After">The last one that was seen, with when it was opened.</param>
/// <param name="Most">How many at most.</param>
public sealed record CaseSlice(
    IReadOnlyCollection<string> Types, IReadOnlyCollection<Guid>? Among, string? State, DateTimeOffset? Since, (DateTimeOffset At, Guid Id)? After, int Most);

/// <summary>A run's case as it must be now.</summary>
/// <param name="Key">Idempotency key of this change: the run's id and the doing's.</param>
/// <param name="Run">The run.</param>
/// <param name="Case">What it says now; its name in the run identifies it.</param>
/// <param name="Interaction">The attention in which it happens.</param>
/// <param name="Contact">The person it is about.</param>
/// <param name="By">Who does it.</param>
public sealed record CaseSave(string Key, Guid Run, OpenCase Case, Guid? Interaction, Guid? Contact, string By)
{
    /// <summary>
    /// For a run that begins with this case, of which nothing is stored yet: adds what the caller stores with it, in the same round trip.
    /// Whoever opens a case then holds the sequence of folios as shortly as can be.
    /// </summary>
    public Action<SavedCase>? Beginning { get; init; }
}

/// <summary>What the person who filed a case says of it.</summary>
public sealed record CaseFromPerson(string Key, Guid Case, Bilingual What, string By);

/// <summary>A fault reported again.</summary>
public sealed record CaseReiteration(string Key, Guid Run, string Of, Datum? Bound, string Called, Guid? Interaction, Guid? Contact, string By);

/// <summary>A case after a change.</summary>
public sealed record SavedCase(Guid Id, string Folio, string State, DateTimeOffset OpenedAt, DateTimeOffset? DueAt);

/// <summary>A case in a list.</summary>
public sealed record CaseSummary(
    Guid Id, string Folio, string Type, string TypeName, string? Kind, string State, string StateName, bool Open, string Title,
    string? To, Guid? Contact, Guid? Interaction, int Reiterations, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, string? DueWhy)
{
    /// <summary>The case in which it goes on, where it was merged.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>Since when it waits for something that its person was asked for; null where it does not.</summary>
    public DateTimeOffset? AwaitingSince { get; init; }
}

/// <summary>A case, whole: its fields with their labels, sub-orders, what happened, the case it is part of and those that are part of it.</summary>
public sealed record CaseDetails(
    CaseSummary Summary, ImmutableArray<(string Label, string Value)> Fields,
    IReadOnlyList<SubOrderView> SubOrders, IReadOnlyList<CaseEventView> Events, CaseSummary? Parent, IReadOnlyList<CaseSummary> Parts);

/// <summary>A case as the person who filed it sees it.</summary>
/// <param name="Id">The case.</param>
/// <param name="Folio">Its number.</param>
/// <param name="State">Its state's id.</param>
/// <param name="StateName">What the state is called.</param>
/// <param name="Open">Whether it waits for something.</param>
/// <param name="Title">Its one line.</param>
/// <param name="OpenedAt">When it came in.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="DueAt">By when the next answer comes.</param>
/// <param name="Given">What the person gave, by field id, label and value.</param>
/// <param name="Answers">What was answered, likewise.</param>
/// <param name="Events">Where it went, oldest first; nothing internal.</param>
public sealed record CaseForPerson(
    Guid Id, string Folio, string State, string StateName, bool Open, string Title, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset? DueAt,
    IReadOnlyList<CaseField> Given, IReadOnlyList<CaseField> Answers, IReadOnlyList<CaseEventView> Events)
{
    /// <summary>The folio of the case in which it goes on, where it was merged: state, clock and answers are that one's.</summary>
    public string? GoesOnIn { get; init; }
}

/// <summary>A field of a case, as it is read.</summary>
public sealed record CaseField(string Id, string Label, string Value);

/// <summary>A sub-order of an order.</summary>
public sealed record SubOrderView(string Name, string State, string StateName, ImmutableArray<(string Label, string Value)> Fields);

/// <summary>Something that happened to a case.</summary>
public sealed record CaseEventView(DateTimeOffset At, string What, string By);

/// <summary>Which cases are wanted; <paramref name="To"/> is a unit's or role's id.</summary>
public sealed record CaseFilter(string? Text, string? Type, string? Kind, string? State, string? To, bool OpenOnly, int Page, int PageSize)
{
    /// <summary>The reason, in the pack's words.</summary>
    public string? Reason { get; init; }

    /// <summary>How their clocks stand.</summary>
    public CaseClockState? Due { get; init; }

    /// <summary>The member who has them, by id, or <see cref="Nobody"/>.</summary>
    public string? Holder { get; init; }

    /// <summary>Those that no member has.</summary>
    public const string Nobody = "-";
}

/// <summary>How an open case's clock stands: past its time, or soon to be.</summary>
public enum CaseClockState
{
    Late,
    Soon,
}

/// <summary>The cases that have a clock: those open, and those that came in lately.</summary>
/// <param name="Days">How many days back those that came in are counted.</param>
/// <param name="Areas">By the unit or role that must work on them.</param>
/// <param name="Reasons">By why the person came.</param>
/// <param name="All">Together.</param>
public sealed record CaseBoard(int Days, IReadOnlyList<CaseBoardRow> Areas, IReadOnlyList<CaseBoardRow> Reasons, CaseCounts All)
{
    /// <summary>What is due within it is about to be late.</summary>
    public static TimeSpan Soon { get; } = TimeSpan.FromHours(12);
}

/// <summary>A line of the board; its name is a unit's or role's id, or a reason; null where there is none.</summary>
public sealed record CaseBoardRow(string? Name, CaseCounts Counts);

/// <summary>How many came in, are open, are about to be late, are late, and were answered in time and out of it.</summary>
public sealed record CaseCounts(int Entered, int Open, int Soon, int Late, int InTime, int OutOfTime)
{
    /// <summary>Answered in time, of all that were answered or are late: percent; null where there are none.</summary>
    public double? Percent => InTime + OutOfTime + Late is var due and > 0 ? 100.0 * InTime / due : null;
}

/// <summary>A page of cases, and how many there are: more than <see cref="CaseFacets.Most"/> are not counted.</summary>
public sealed record CasePage(IReadOnlyList<CaseSummary> Items, int Total);

/// <summary>A change that the case type does not allow; nothing was changed.</summary>
public sealed class CaseRefusedException(Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Why, in both languages.</summary>
    public Bilingual Said { get; } = said;
}
