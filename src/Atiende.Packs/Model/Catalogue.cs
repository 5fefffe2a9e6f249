using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>A list to choose from: <c>catalogues/ID.csv</c> with columns id, name, and where needed parent, en, ref, active.</summary>
public sealed record Catalogue(string Id, string File, IReadOnlyList<CatalogueEntry> Entries);

/// <summary>One choice of a catalogue.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Id">Its key.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Parent">The key of the entry it belongs to, in the catalogue above.</param>
/// <param name="English">Its name in English.</param>
/// <param name="Ref">Row of the traceability table.</param>
public sealed record CatalogueEntry(Place At, string Id, string Name, string? Parent, string? English, string? Ref);
