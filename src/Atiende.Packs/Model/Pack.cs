using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Packs.Model;

/// <summary>Everything about an organisation, read from its folder. Only a pack without faults is made.</summary>
public sealed record Pack
{
    public required PackIdentity Identity { get; init; }
    public required Calendar Calendar { get; init; }
    public required People People { get; init; }
    public required Lines Lines { get; init; }
    public required IReadOnlyList<Catalogue> Catalogues { get; init; }
    public required IReadOnlyList<Form> Forms { get; init; }
    public required IReadOnlyList<RecordSystem> Systems { get; init; }
    public required IReadOnlyList<CaseType> Cases { get; init; }
    public required IReadOnlyList<RoutingTable> Routing { get; init; }
    public required IReadOnlyList<PackText> Texts { get; init; }
    public required IReadOnlyList<Notice> Notices { get; init; }
    public required IReadOnlyList<PrintedDocument> Documents { get; init; }
    public required IReadOnlyList<Indicator> Indicators { get; init; }
    public required IReadOnlyList<DirectoryEntry> Directory { get; init; }

    /// <summary>The public pages; null where the organisation has none.</summary>
    public PublicPortal? Portal { get; init; }

    /// <summary>The pads of forms that people fill in by hand; null where there are none.</summary>
    public PaperForms? Paper { get; init; }

    /// <summary>The controlled documents, each with its sections in printed order.</summary>
    public required IReadOnlyList<Procedure> Procedures { get; init; }

    /// <summary>The menus that machines walk: IVR and chat, as sections of a document without control.</summary>
    public required IReadOnlyList<Procedure> Menus { get; init; }

    /// <summary>Demonstration data: the rows of each record type.</summary>
    public required IReadOnlyList<RecordRows> Rows { get; init; }

    /// <summary>English beside the Spanish: <c>lang/en.csv</c>, columns es, en.</summary>
    public required IReadOnlyDictionary<string, string> English { get; init; }

    /// <summary>Where each ref of the traceability table stands first: ref to place.</summary>
    public required IReadOnlyDictionary<string, Place> Refs { get; init; }
}

/// <summary>A controlled document with its sections; a machine's menu has no document.</summary>
public sealed record Procedure(ControlledDocument? Document, IReadOnlyList<Section> Sections);

/// <summary>The demonstration rows of a record type.</summary>
public sealed record RecordRows(string System, string Record, string File, IReadOnlyList<RecordRow> Rows);

/// <summary>One row: field id to value.</summary>
public sealed record RecordRow(Place At, IReadOnlyDictionary<string, Datum> Values);
