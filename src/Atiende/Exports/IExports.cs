namespace Atiende.Exports;

/// <summary>
/// Tables that people take with them: made in the background into the data folder, whatever their length, with progress; theirs alone, and gone
/// after a few days. Each is written to the audit trail when it is asked for and when it is fetched.
/// </summary>
public interface IExports
{
    /// <summary>Begins to make one; whoever asks may see what it holds, which the caller has made sure of.</summary>
    Task<Guid> Begin(ExportAsk ask, CancellationToken cancel);

    /// <summary>One of a member's; null where it is not there or another's.</summary>
    Task<ExportView?> Find(Guid id, string member, CancellationToken cancel);

    /// <summary>A member's, newest first.</summary>
    Task<IReadOnlyList<ExportView>> Of(string member, CancellationToken cancel);

    /// <summary>Takes one away before its time.</summary>
    Task Drop(Guid id, string member, CancellationToken cancel);

    /// <summary>Where the file lies, once it is made; its fetching is written down.</summary>
    Task<string?> Fetch(Guid id, string member, CancellationToken cancel);
}

/// <summary>What can be taken as a table. A room registers its own: <c>services.AddScoped&lt;IExportSource, CasesExport&gt;()</c>.</summary>
public interface IExportSource
{
    /// <summary>Its id, as addresses name it.</summary>
    string Id { get; }

    /// <summary>The policy of those who may take it.</summary>
    string Policy { get; }

    /// <summary>The table, read while it is written. No request is under way: who reads it, and in which language, is in what was asked.</summary>
    Task<ExportTable> Open(ExportAsk ask, CancellationToken cancel);
}

/// <summary>A file's format.</summary>
public enum ExportFormat
{
    /// <summary>A workbook; several sheets where one is full.</summary>
    Xlsx,

    /// <summary>Comma-separated, UTF-8 with its mark.</summary>
    Csv,
}

/// <summary>What was asked for.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Query">Filters, as the address of the list says them: what stands after the question mark.</param>
/// <param name="Format">The file's format.</param>
/// <param name="Language">Of the headings: es or en.</param>
/// <param name="Reader">Who reads it.</param>
public sealed record ExportAsk(string Source, string Query, ExportFormat Format, string Language, ExportReader Reader);

/// <summary>Who reads an export, as they were when they asked.</summary>
/// <param name="Member">The member's id.</param>
/// <param name="Units">The only units whose matters they see; null for all.</param>
/// <param name="Sees">The only cases they read, where they are of the contracting institution: <c>field=value</c>.</param>
/// <param name="Personal">Whether personal data is shown whole; masked otherwise.</param>
public sealed record ExportReader(string Member, IReadOnlyList<string>? Units, IReadOnlyList<string> Sees, bool Personal);

/// <summary>A table: its name, columns and rows. A cell is a text, a number, a truth, a <see cref="DateTimeOffset"/> or nothing.</summary>
/// <param name="Name">What it is called; the file's and the sheet's name.</param>
/// <param name="Columns">The headings.</param>
/// <param name="Total">How many rows there are, where that is known.</param>
/// <param name="Zone">The clock on which instants are written.</param>
/// <param name="Rows">The rows, as they are read.</param>
public sealed record ExportTable(string Name, IReadOnlyList<string> Columns, long? Total, TimeZoneInfo Zone, IAsyncEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>How an export stands.</summary>
public enum ExportState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It is being made.</summary>
    Running,

    /// <summary>It can be fetched.</summary>
    Done,

    /// <summary>It could not be made.</summary>
    Failed,
}

/// <summary>An export, as who asked for it sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">What it is of.</param>
/// <param name="Format">The file's format.</param>
/// <param name="State">How it stands.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Rows">Rows written so far.</param>
/// <param name="Total">Rows in all, where that is known.</param>
/// <param name="Bytes">The file's size, once it is made.</param>
/// <param name="Name">The file's name, once it is made.</param>
/// <param name="GoneAt">When it is taken away.</param>
public sealed record ExportView(
    Guid Id, string Source, ExportFormat Format, ExportState State, DateTimeOffset At, long Rows, long? Total, long Bytes, string Name, DateTimeOffset GoneAt);
