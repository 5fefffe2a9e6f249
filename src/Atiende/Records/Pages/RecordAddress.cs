namespace Atiende.Records.Pages;

/// <summary>Addresses of the pages of records, and what titles need.</summary>
internal static class RecordAddress
{
    /// <summary>The page of a type.</summary>
    public static string Of(RecordShape type) => Of(type.System.Id, type.Type.Id);

    /// <summary>The page of a type by its ids.</summary>
    public static string Of(string system, string record) => $"/records/{Uri.EscapeDataString(system)}/{Uri.EscapeDataString(record)}";

    /// <summary>What is asked for, behind an address: only what differs from the start.</summary>
    public static string Query(string? text, string? state, int show) => QueryString.Create(new (string Key, string? Value)[]
    {
        ("q", string.IsNullOrWhiteSpace(text) ? null : text), ("state", string.IsNullOrEmpty(state) ? null : state),
        ("show", show > RecordHitsList.Step ? $"{show}" : null),
    }.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value))).ToString();

    /// <summary>A name of the pack as a heading begins.</summary>
    public static string Capital(string name) => name.Length > 0 ? char.ToUpper(name[0], System.Globalization.CultureInfo.CurrentCulture) + name[1..] : name;
}
