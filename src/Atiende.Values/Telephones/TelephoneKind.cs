namespace Atiende.Values.Telephones;

/// <summary>What sort of line a number reaches.</summary>
public enum TelephoneKind
{
    /// <summary>A fixed line.</summary>
    Landline,
    /// <summary>A mobile; it can receive WhatsApp and text messages.</summary>
    Mobile,
    /// <summary>Free for the caller: 800 numbers.</summary>
    TollFree,
    /// <summary>The caller pays a part: Chile's 600 numbers.</summary>
    SharedCost,
    /// <summary>A service number of three or four digits, dialled inside its country only: 101, 911.</summary>
    Short,
    /// <summary>A number of a country whose plan is not known here; only its length is checked.</summary>
    Foreign,
}
