using Atiende.Packs.Model;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Atiende.Cases.Lists;

/// <summary>A list as its address says it: filters, order and place, so that it can be kept, sent and gone back to.</summary>
public sealed record CaseListAddress
{
    private const string Path = "/cases";

    // Longest value of a part; what is longer is nobody's filter.
    private const int Longest = 200;

    private static readonly string[] Filters = ["q", "type", "kind", "state", "to", "open", "reason", "due", "holder"];
    private static readonly string[] Orders = ["order", "asc"];
    private static readonly string[] Places = ["after", "before"];

    private readonly SortedDictionary<string, string> parts = new(StringComparer.Ordinal);

    private CaseListAddress(IEnumerable<KeyValuePair<string, StringValues>> from)
    {
        foreach (var (name, value) in from)
        {
            if (value.ToString().Trim() is { Length: > 0 and <= Longest } said && Filters.Concat(Orders).Concat(Places).Contains(name)) parts[name] = said;
        }
    }

    /// <summary>What an address says.</summary>
    public static CaseListAddress Of(IQueryCollection query) => new(query);

    /// <summary>An address as it was kept: what stands after the question mark.</summary>
    public static CaseListAddress Of(string? query) => new(QueryHelpers.ParseQuery(query));

    /// <summary>What it says of a part.</summary>
    public string? this[string name] => parts.GetValueOrDefault(name);

    /// <summary>The case type: the one chosen, or the only one there is.</summary>
    public CaseType? Type(Pack pack) => pack.Cases is [var only] ? only : pack.Cases.FirstOrDefault(type => type.Id.Value == this["type"]);

    /// <summary>Which cases; kind and state are of the type, and of another would find nothing.</summary>
    public CaseFilter Filter(Pack pack)
    {
        var type = Type(pack);
        return new(this["q"], this["type"], type is null ? null : this["kind"], type?.States.Any(state => state.Id.Value == this["state"]) == true ? this["state"] : null,
            this["to"], this["open"] == "true", 1, CaseListing.PageSize)
        {
            Reason = this["reason"],
            Due = Enum.TryParse<CaseClockState>(this["due"], ignoreCase: true, out var due) ? due : null,
            Holder = this["holder"],
        };
    }

    /// <summary>What it is ordered by.</summary>
    public CaseOrder Order => string.IsNullOrEmpty(this["q"]) && Enum.TryParse<CaseOrder>(this["order"], ignoreCase: true, out var order) ? order : CaseOrder.Opened;

    /// <summary>Whether the earliest, or the lowest, is first.</summary>
    public bool Ascending => this["asc"] == "true";

    /// <summary>The part of the list that it names.</summary>
    public CaseListQuery Query(Pack pack, IReadOnlyList<string> columns) =>
        new(Filter(pack), Order, Ascending, columns) { After = this["after"], Before = this["before"] };

    /// <summary>Whether it says anything that leaves cases out.</summary>
    public bool IsFiltered => parts.Keys.Any(Filters.Contains);

    /// <summary>The same from the first page on, with some parts said otherwise; null takes a part away.</summary>
    public CaseListAddress With(params (string Name, string? Value)[] changes)
    {
        var all = parts.Where(part => !Places.Contains(part.Key)).ToDictionary(part => part.Key, part => new StringValues(part.Value), StringComparer.Ordinal);
        foreach (var (name, value) in changes) all[name] = value;
        return new(all);
    }

    /// <summary>What stands after the question mark.</summary>
    public string Text => string.Join('&', parts.Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));

    /// <summary>Filters and order alone: what is kept under a name.</summary>
    public string Kept => With().Text;

    /// <summary>The list's address.</summary>
    public string Href => To();

    /// <summary>The list's address with something besides.</summary>
    public string To(string? besides = null) => string.Join('&', new[] { Text, besides }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } query ? $"{Path}?{query}" : Path;
}
