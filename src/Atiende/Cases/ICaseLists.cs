namespace Atiende.Cases;

/// <summary>Lists of cases that an area works from: pages by place, counts, what came in since, and the columns and filters that people keep.</summary>
public interface ICaseLists
{
    /// <summary>A page of the cases that the asker may see.</summary>
    Task<CaseListPage> Page(CaseListQuery query, CancellationToken cancel);

    /// <summary>How many there are, by each filter: each counted without its own choice, so that another may be made.</summary>
    Task<CaseFacets> Facets(CaseFilter filter, CancellationToken cancel);

    /// <summary>These cases as they are now, in this order; those that may be seen.</summary>
    Task<IReadOnlyList<CaseRow>> Rows(IReadOnlyList<Guid> ids, IReadOnlyList<string> columns, CancellationToken cancel);

    /// <summary>How many cases that the filter finds came in after one, at most a hundred.</summary>
    Task<int> Newer(CaseFilter filter, Guid than, CancellationToken cancel);

    /// <summary>The newest cases that the filter finds, by id.</summary>
    Task<IReadOnlyList<Guid>> Ids(CaseFilter filter, int most, CancellationToken cancel);

    /// <summary>The columns that may be shown of a case type, or of all.</summary>
    IReadOnlyList<CaseColumn> Columns(string? type);
}

/// <summary>What a list is ordered by.</summary>
public enum CaseOrder
{
    /// <summary>When it was opened.</summary>
    Opened,

    /// <summary>By when it must have moved: those that have such a time.</summary>
    Due,

    /// <summary>Its number.</summary>
    Folio,
}

/// <summary>Which part of a list is wanted; with a text the order is that of opening.</summary>
/// <param name="Filter">Which cases.</param>
/// <param name="Order">What orders them.</param>
/// <param name="Ascending">Whether the earliest, or the lowest, is first.</param>
/// <param name="Columns">The columns' ids.</param>
public sealed record CaseListQuery(CaseFilter Filter, CaseOrder Order, bool Ascending, IReadOnlyList<string> Columns)
{
    /// <summary>The place after which the page begins: <see cref="CaseListPage.Next"/> of the page before.</summary>
    public string? After { get; init; }

    /// <summary>The place before which the page ends: <see cref="CaseListPage.Previous"/> of the page after.</summary>
    public string? Before { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Previous">The place for the page before; null where it is the first.</param>
/// <param name="Next">The place for the page after; null where it is the last.</param>
/// <param name="Newest">What came in after this case is not on it.</param>
public sealed record CaseListPage(IReadOnlyList<CaseRow> Rows, string? Previous, string? Next, Guid Newest);

/// <summary>A row of a list.</summary>
/// <param name="One">The case.</param>
/// <param name="Cells">What the chosen columns show, by their ids; those with a way of their own to be shown are not in it.</param>
/// <param name="Holder">The member who has it, by id.</param>
public sealed record CaseRow(CaseSummary One, IReadOnlyDictionary<string, string> Cells, string? Holder);

/// <summary>A column: one of every case, or a field of the case type.</summary>
/// <param name="Id">Its id; a field's begins with <see cref="FieldPrefix"/>.</param>
/// <param name="Label">What a field is called; null for a column of every case.</param>
public sealed record CaseColumn(string Id, string? Label)
{
    /// <summary>Before a field's id.</summary>
    public const string FieldPrefix = "f.";

    /// <summary>The columns of every case, but for the folio, which is always there.</summary>
    public static IReadOnlyList<string> OfAll { get; } = ["what", "type", "kind", "state", "to", "holder", "reason", "person", "due", "opened", "closed"];

    /// <summary>Those that are shown where nobody chose.</summary>
    public static IReadOnlyList<string> AtFirst { get; } = ["what", "type", "state", "to", "due", "opened"];

    /// <summary>The same for the cases of one type.</summary>
    public static IReadOnlyList<string> OfTypeAtFirst { get; } = ["what", "state", "to", "holder", "due", "opened"];
}

/// <summary>Counts by filter.</summary>
/// <param name="Total">How many there are; no more than <see cref="Most"/> are counted.</param>
/// <param name="Types">By case type.</param>
/// <param name="States">By state.</param>
/// <param name="Reasons">By reason.</param>
/// <param name="Receivers">By unit or role.</param>
/// <param name="Late">Past their time, and soon to be.</param>
public sealed record CaseFacets(int Total, CaseFacet Types, CaseFacet States, CaseFacet Reasons, CaseFacet Receivers, CaseFacet Late)
{
    /// <summary>More than so many are not counted: of a long list it is said that there are more.</summary>
    public const int Most = 1000;

    /// <summary>Nothing.</summary>
    public static CaseFacets None { get; } = new(0, CaseFacet.None, CaseFacet.None, CaseFacet.None, CaseFacet.None, CaseFacet.None);
}

/// <summary>Counts by a filter's values.</summary>
/// <param name="Counts">Cases by value.</param>
/// <param name="More">Whether there are more cases than were counted: then these are of the newest.</param>
public sealed record CaseFacet(IReadOnlyDictionary<string, int> Counts, bool More)
{
    /// <summary>Of no cases.</summary>
    public static CaseFacet None { get; } = new(new Dictionary<string, int>(), false);
}
