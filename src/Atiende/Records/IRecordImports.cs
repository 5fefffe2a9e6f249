namespace Atiende.Records;

/// <summary>Brings records from a CSV file: previewed, all of it or nothing, and taken back as long as nothing came after.</summary>
public interface IRecordImports
{
    /// <summary>Imports a file, or only says what it would do. With a fault in any row nothing is stored.</summary>
    /// <param name="file">The type, the file's text and how its rows are taken.</param>
    /// <param name="preview">Whether nothing is stored.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="progress">Told the rows done and the rows there are.</param>
    /// <param name="cancel">Stops it; nothing is stored then.</param>
    Task<ImportReport> Import(ImportFile file, bool preview, string by, Action<int, int>? progress, CancellationToken cancel);

    /// <summary>Takes a whole import back; the result is how many records it concerned.</summary>
    /// <exception cref="RecordRefusedException">There is none of that id, or a record of it was changed since.</exception>
    Task<int> Undo(string id, string by, CancellationToken cancel);
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
/// <param name="First">The first rows as they are read, masked as lists are.</param>
public sealed record ImportReport(
    string? Id, int Added, int Changed, int Unchanged, IReadOnlyList<ImportFault> Faults, IReadOnlyList<string> First);

/// <summary>What is wrong with a row.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">The column; null where it is the whole row.</param>
/// <param name="Message">What is wrong and what to change; never the value.</param>
public sealed record ImportFault(int Line, string? Column, string Message)
{
    /// <summary>Line, column and message.</summary>
    public override string ToString() => $"línea {Line}{(Column is null ? "" : $", columna {Column}")}: {Message}";
}
