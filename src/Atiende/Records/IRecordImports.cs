using Atiende.Values;

namespace Atiende.Records;

/// <summary>Brings records from a CSV file: previewed, all of it or nothing, and taken back as long as nothing came after.</summary>
public interface IRecordImports
{
    /// <summary>Imports a file at once, or only says what it would do. With a fault in any row nothing is stored.</summary>
    /// <param name="file">The type, the file's text and how its rows are taken.</param>
    /// <param name="preview">Whether nothing is stored.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="progress">Told the rows done and the rows there are.</param>
    /// <param name="cancel">Stops it; nothing is stored then.</param>
    /// <exception cref="RecordRefusedException">There is no such type, or a system outside keeps its records.</exception>
    Task<ImportReport> Import(ImportFile file, bool preview, string by, Action<int, int>? progress, CancellationToken cancel);

    /// <summary>Keeps a file, with what it would do, until it is confirmed or dropped; one with faults is told and not kept.</summary>
    /// <exception cref="RecordRefusedException">There is no such type, or a system outside keeps its records.</exception>
    Task<Guid> Receive(ImportFile file, string by, CancellationToken cancel);

    /// <summary>Has a file that waits imported; it begins at once and goes on after a restart.</summary>
    /// <exception cref="RecordRefusedException">It does not wait any more.</exception>
    Task Confirm(Guid id, string by, CancellationToken cancel);

    /// <summary>Forgets a file that waits.</summary>
    /// <exception cref="RecordRefusedException">It does not wait any more.</exception>
    Task Drop(Guid id, string by, CancellationToken cancel);

    /// <summary>Takes a whole import back; the result is how many records it concerned.</summary>
    /// <exception cref="RecordRefusedException">There is none of that id, or a record of it was changed since.</exception>
    Task<int> Undo(string id, string by, CancellationToken cancel);

    /// <summary>An import, waiting or past; null where there is none.</summary>
    Task<ImportView?> Find(Guid id, CancellationToken cancel);

    /// <summary>Imports, the latest first.</summary>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    Task<(IReadOnlyList<ImportView> Imports, int Total)> List(int skip, int most, CancellationToken cancel);
}

/// <summary>A file to import.</summary>
/// <param name="System">The record system, by id.</param>
/// <param name="Record">The record type, by id.</param>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Text">Its text.</param>
/// <param name="AddOnly">Whether each row is a new record; otherwise one that has the type's first key already is changed.</param>
public sealed record ImportFile(string System, string Record, string Name, string Text, bool AddOnly);

/// <summary>What an import did, or would do.</summary>
/// <param name="Id">By which it is taken back; null where nothing was stored.</param>
/// <param name="Added">Records that are new.</param>
/// <param name="Changed">Records that change.</param>
/// <param name="Unchanged">Rows that say what is known.</param>
/// <param name="Faults">What is wrong; with any, nothing is stored.</param>
/// <param name="First">The first rows and what they do, masked as lists are.</param>
public sealed record ImportReport(
    string? Id, int Added, int Changed, int Unchanged, IReadOnlyList<ImportFault> Faults, IReadOnlyList<ImportSample> First);

/// <summary>One of the first rows.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Title">The record's title, masked.</param>
/// <param name="Does">What the row does.</param>
/// <param name="Values">What it brings: of a known record only what changes; masked.</param>
public sealed record ImportSample(int Line, string Title, ImportDoing Does, IReadOnlyList<ImportValue> Values);

/// <summary>A value that a row brings.</summary>
/// <param name="Label">The field.</param>
/// <param name="Before">What is known; null where nothing is.</param>
/// <param name="After">What it becomes.</param>
public sealed record ImportValue(string Label, string? Before, string After);

/// <summary>What a row does.</summary>
public enum ImportDoing
{
    /// <summary>Adds a record.</summary>
    Adds,

    /// <summary>Changes one.</summary>
    Changes,

    /// <summary>Nothing: it says what is known.</summary>
    Nothing,
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">The column; null where it is the whole row.</param>
/// <param name="Said">What is wrong and what to change; never the value.</param>
public sealed record ImportFault(int Line, string? Column, Bilingual Said)
{
    /// <summary>Line, column and message.</summary>
    public override string ToString() => $"línea {Line}{(Column is null ? "" : $", columna {Column}")}: {Said.Spanish}";
}

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>Looked through; it waits to be confirmed or dropped.</summary>
    Waiting,

    /// <summary>Rows of it are wrong: nothing was stored, and the file is not kept.</summary>
    Faulty,

    /// <summary>Confirmed: it is being stored, all of it or nothing.</summary>
    Confirmed,

    /// <summary>Stored.</summary>
    Done,

    /// <summary>Taken back.</summary>
    Undone,

    /// <summary>Dropped before anything was stored.</summary>
    Dropped,
}

/// <summary>An import as it is seen.</summary>
/// <param name="Id">Its id.</param>
/// <param name="System">The system, by id.</param>
/// <param name="Record">The type, by id.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="AddOnly">Whether each row is a new record.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Report">What it would do, or did.</param>
/// <param name="By">Who brought it.</param>
/// <param name="At">When.</param>
/// <param name="EndedBy">Who confirmed, dropped or took it back last.</param>
/// <param name="EndedAt">When it was stored, dropped or taken back.</param>
/// <param name="Failed">Whether the last try failed for another reason than its rows; nothing of it was stored.</param>
public sealed record ImportView(
    Guid Id, string System, string Record, string FileName, bool AddOnly, ImportState State, ImportReport Report,
    string By, DateTimeOffset At, string? EndedBy, DateTimeOffset? EndedAt, bool Failed);
