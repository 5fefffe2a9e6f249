using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>
/// A line of the directory of extensions: <c>directory.csv</c> with columns
/// id, kind (extension, unit, phone, business), name, number, unit, place, keywords, reserved.
/// </summary>
public sealed record DirectoryEntry(
    Place At, string Id, string Kind, string Name, string Number, string? Unit, string? Place, string? Keywords, bool Reserved);
