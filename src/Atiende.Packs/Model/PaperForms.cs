using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>Pads of numbered forms that lie at establishments: <c>paper.yaml</c>. A pack without it has none.</summary>
[Means("Pads of numbered forms that people fill in by hand: what is printed, where pads and sheets are kept, who issues and enters them.")]
public sealed record PaperForms
{
    public Place At { get; init; }

    [Means("The heading of each sheet.")]
    public required string Title { get; init; }

    [Means("The form that is printed, by id.")]
    public required Name Form { get; init; }

    [Means("What the cover says to who keeps the pad, in Markdown: a text of the pack, by id.")]
    public required Name Cover { get; init; }

    [Means("The first folio that may be printed here; those before were printed elsewhere.")]
    public required int FirstFolio { get; init; }

    [Means("The most folios of one pad.")]
    public int LargestPad { get; init; } = 100;

    [Means("The roles that issue pads; where none is named, whoever administers.")]
    public IReadOnlyList<Name> IssuedBy { get; init; } = [];

    [Means("Who sends photographs: what people choose from.")]
    public IReadOnlyList<string> Senders { get; init; } = [];

    [Means("After how many days without a photograph an establishment is late.")]
    public int LateAfterDays { get; init; } = 1;

    [Means("The record type of the establishments.")]
    public required PaperSites Sites { get; init; }

    [Means("The record type of the pads.")]
    public required PadRecords Pads { get; init; }

    [Means("The record type of the sheets.")]
    public required SheetRecords Sheets { get; init; }

    [Means("Which photographs are taken.")]
    public CaseFiles Photos { get; init; } = new();

    [Means("How a sheet is entered.")]
    public required PaperEntry Entry { get; init; }
}

/// <summary>Where the establishments are kept.</summary>
public sealed record PaperSites
{
    public Place At { get; init; }

    [Means("The record system, by id.")]
    public required Name System { get; init; }

    [Means("The record type, by id.")]
    public required Name Record { get; init; }

    [Means("Its field with the establishment's number.")]
    public required Name Key { get; init; }

    [Means("Its field with the establishment's name.")]
    public required Name Name { get; init; }
}

/// <summary>Where the pads are kept.</summary>
public sealed record PadRecords
{
    public Place At { get; init; }

    [Means("The record system, by id.")]
    public required Name System { get; init; }

    [Means("The record type, by id.")]
    public required Name Record { get; init; }

    [Means("Its field with the pad's number.")]
    public required Name Number { get; init; }

    [Means("Its field with the establishment's number.")]
    public required Name Site { get; init; }

    [Means("Its field with the first folio.")]
    public required Name First { get; init; }

    [Means("Its field with the last folio.")]
    public required Name Last { get; init; }

    [Means("Its field with the day of issue.")]
    public Name? Delivered { get; init; }

    [Means("What pads that are issued here are called before their number, such as T-.")]
    public required string Called { get; init; }
}

/// <summary>Where the sheets are kept, and what their states mean.</summary>
public sealed record SheetRecords
{
    public Place At { get; init; }

    [Means("The record system, by id.")]
    public required Name System { get; init; }

    [Means("The record type, by id.")]
    public required Name Record { get; init; }

    [Means("Its field with the folio; the printed form's field of the same name is not written by hand.")]
    public required Name Folio { get; init; }

    [Means("Its field with the establishment's number.")]
    public required Name Site { get; init; }

    [Means("Its field with the day written on the sheet.")]
    public Name? Written { get; init; }

    [Means("Its field with when it was entered.")]
    public Name? Entered { get; init; }

    [Means("The state of a sheet that was printed and nothing is known of yet.")]
    public required Name Issued { get; init; }

    [Means("The state of a sheet whose photograph came.")]
    public required Name Received { get; init; }

    [Means("The state of a sheet that was entered.")]
    public required Name Done { get; init; }

    [Means("The state of a sheet that counts for nothing.")]
    public required Name Void { get; init; }
}

/// <summary>How a sheet becomes a case.</summary>
public sealed record PaperEntry
{
    public Place At { get; init; }

    [Means("The roles that enter sheets; where none is named, whoever administers.")]
    public IReadOnlyList<Name> By { get; init; } = [];

    [Means("The forms that the fields stand in, by id; the first that has a field counts.")]
    public required IReadOnlyList<Name> Forms { get; init; }

    [Means("The fields that are typed, in order.")]
    public required IReadOnlyList<Name> Fields { get; init; }

    [Means("Which of them is the day written on the sheet.")]
    public Name? Written { get; init; }

    [Means("The fields of the filed case, each with the typed field that fills it; those with one name need no line.")]
    public IReadOnlyDictionary<string, string> Becomes { get; init; } = new Dictionary<string, string>();
}
