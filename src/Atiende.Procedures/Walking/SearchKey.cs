namespace Atiende.Procedures.Walking;

/// <summary>By what a look-up searches: <c>telefono</c>, or <c>servicio=telefono</c> for data of another name than the record's field.</summary>
/// <param name="Datum">The data gathered.</param>
/// <param name="Field">The record's field.</param>
public readonly record struct SearchKey(string Datum, string Field)
{
    /// <summary>Reads it as written in <c>by</c>.</summary>
    public static SearchKey Read(string written) =>
        written.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? new(written[..at], written[(at + 1)..]) : new(written, written);
}
