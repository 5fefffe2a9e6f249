namespace Atiende.PhoneBook;

/// <summary>The organisation's directory: extensions, units, telephone guide and commercial guide, as its pack has them.</summary>
public interface IPhoneBook
{
    /// <summary>The entries that answer what was typed, best first, without regard to accents, case or order of words; all by name where nothing was.</summary>
    /// <param name="text">Words or digits, each the beginning of a word is enough.</param>
    /// <param name="kind">Only of this kind, or all.</param>
    /// <param name="most">How many at most.</param>
    PhoneBookAnswer Search(string? text, PhoneBookKind? kind, int most);
}

/// <summary>What an entry is.</summary>
public enum PhoneBookKind
{
    /// <summary>An internal extension.</summary>
    Extension,

    /// <summary>A unit of the organisation.</summary>
    Unit,

    /// <summary>A line of the telephone guide.</summary>
    Phone,

    /// <summary>A line of the commercial guide.</summary>
    Business,
}

/// <summary>What was found.</summary>
/// <param name="Hits">The best.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record PhoneBookAnswer(IReadOnlyList<PhoneBookHit> Hits, int Total);

/// <summary>An entry of the directory.</summary>
/// <param name="Id">Its id in the pack.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Who or what it is.</param>
/// <param name="Number">Its number; null where it is reserved, and then neither number nor place are ever given.</param>
/// <param name="Unit">The unit it belongs to.</param>
/// <param name="Place">Where it is.</param>
public sealed record PhoneBookHit(string Id, PhoneBookKind Kind, string Name, string? Number, string? Unit, string? Place)
{
    /// <summary>Whether the number is reserved.</summary>
    public bool Reserved => Number is null;
}
