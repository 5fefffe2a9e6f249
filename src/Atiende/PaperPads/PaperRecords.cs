using System.Collections.Immutable;
using System.Globalization;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Values;

namespace Atiende.PaperPads;

/// <summary>
/// Establishments, pads and sheets as the organisation's record systems hold them: there the procedures look them up and change them, so there
/// they are kept, and nowhere else.
/// </summary>
internal sealed class PaperRecords(IOrganizations organizations, IRecords records, IRecordLines lines)
{
    private const string Node = "paper-pads";

    /// <summary>What the pack says of paper; null where there is none.</summary>
    public PaperForms? Said => organizations.Current.Pack.Paper;

    /// <summary>What the pack says of paper.</summary>
    public PaperForms Paper => Said ?? throw new InvalidOperationException($"{organizations.Current.Id} has no pads.");

    /// <summary>The establishments with what is known of them, by number.</summary>
    public async Task<IReadOnlyList<Site>> Sites(CancellationToken cancel) => [.. (await lines.Of(OfSites, cancel)).Select(SiteOf)];

    /// <summary>One establishment, or null.</summary>
    public async Task<Site?> Site(string number, CancellationToken cancel) =>
        (await lines.Of(OfSites with { By = (Paper.Sites.Key, [number]) }, cancel)).Select(SiteOf).FirstOrDefault(s => s.Number == number);

    /// <summary>The pads, or those of one establishment.</summary>
    public async Task<IReadOnlyList<Pad>> Pads(string? site, CancellationToken cancel)
    {
        var all = new RecordLineFilter(Paper.Pads.System, Paper.Pads.Record);
        return [.. (await lines.Of(site is null ? all : all with { By = (Paper.Pads.Site, [site]) }, cancel)).Select(PadOf).OfType<Pad>().Where(p => site is null || p.Site == site)];
    }

    /// <summary>The sheets of which something is known, or those of one establishment.</summary>
    public async Task<IReadOnlyList<Sheet>> UsedSheets(string? site, CancellationToken cancel)
    {
        var used = OfSheets with { NotIn = Paper.Sheets.Issued };
        return [.. (await lines.Of(site is null ? used : used with { By = (Paper.Sheets.Site, [site]) }, cancel)).Select(SheetOf).OfType<Sheet>()
            .Where(s => site is null || s.Site == site)];
    }

    /// <summary>Those of the folios that there are already.</summary>
    public async Task<IReadOnlyList<Sheet>> Sheets(IReadOnlyCollection<long> folios, CancellationToken cancel) =>
        [.. (await lines.Of(OfSheets with { By = (Paper.Sheets.Folio, [.. folios.Select(Text)]) }, cancel)).Select(SheetOf).OfType<Sheet>().Where(s => folios.Contains(s.Folio))];

    /// <summary>Writes a pad down.</summary>
    public Task Add(Pad pad, string by, CancellationToken cancel)
    {
        var set = new Dictionary<string, Datum>
        {
            [Paper.Pads.Number] = Datum.Of(pad.Number),
            [Paper.Pads.Site] = Datum.Of(pad.Site),
            [Paper.Pads.First] = Datum.Of(Text(pad.First)),
            [Paper.Pads.Last] = Datum.Of(Text(pad.Last)),
        };
        if (Paper.Pads.Delivered is { } delivered && pad.Delivered is { } day) set[delivered] = Datum.Of(day);
        return records.Update(Change(Paper.Pads.System, Paper.Pads.Record, null, set, null), $"{Node}:pad:{pad.Number}", by, cancel);
    }

    /// <summary>Brings a sheet to a state; one that is not there yet is made. Once for each key.</summary>
    public async Task Move(long folio, string site, SheetState to, IReadOnlyDictionary<string, Datum> also, string key, string by, CancellationToken cancel)
    {
        var folios = OfSheets with { By = (Paper.Sheets.Folio, [Text(folio)]) };
        var there = (await lines.Of(folios, cancel)).FirstOrDefault(line => line[Paper.Sheets.Folio] == Text(folio));
        var set = new Dictionary<string, Datum>(also);
        if (there is null) (set[Paper.Sheets.Folio], set[Paper.Sheets.Site]) = (Datum.Of(Text(folio)), Datum.Of(site));
        var of = there is null ? null : Datum.Of([KeyValuePair.Create("id", Datum.Of(there.Id.ToString()))]);
        await records.Update(Change(Paper.Sheets.System, Paper.Sheets.Record, of, set, StateOf(to)), key, by, cancel);
    }

    /// <summary>A folio as it is written.</summary>
    public static string Text(long folio) => folio.ToString(CultureInfo.InvariantCulture);

    private RecordLineFilter OfSites => new(Paper.Sites.System, Paper.Sites.Record);

    private RecordLineFilter OfSheets => new(Paper.Sheets.System, Paper.Sheets.Record);

    private Site SiteOf(RecordLine line) => new(line[Paper.Sites.Key], line[Paper.Sites.Name], line.Facts);

    private Pad? PadOf(RecordLine line) => Number(line[Paper.Pads.First]) is { } first && Number(line[Paper.Pads.Last]) is { } last && last >= first
        ? new(line[Paper.Pads.Number], line[Paper.Pads.Site], first, last, Paper.Pads.Delivered is { } day && line[day] is { Length: > 0 } said ? said : null) : null;

    private Sheet? SheetOf(RecordLine line) => Number(line[Paper.Sheets.Folio]) is { } folio ? new(folio, line[Paper.Sheets.Site], StateOf(line.State)) : null;

    private SheetState StateOf(string? state) =>
        state == Paper.Sheets.Issued.Value ? SheetState.Issued
        : state == Paper.Sheets.Received.Value ? SheetState.Received
        : state == Paper.Sheets.Done.Value ? SheetState.Entered
        : state == Paper.Sheets.Void.Value ? SheetState.Void : SheetState.Written;

    private string StateOf(SheetState state) => state switch
    {
        SheetState.Issued => Paper.Sheets.Issued,
        SheetState.Received => Paper.Sheets.Received,
        SheetState.Entered => Paper.Sheets.Done,
        SheetState.Void => Paper.Sheets.Void,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No sheet is brought to this state here."),
    };

    private static UpdateRecord Change(string system, string record, Datum? of, IReadOnlyDictionary<string, Datum> set, string? state) =>
        new(Node, Node, system, record, of, set.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase), state, null, null);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>An establishment: its number, what it is called, and what else is known of it.</summary>
public sealed record Site(string Number, string Name, Datum Facts);
