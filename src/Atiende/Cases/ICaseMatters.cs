using System.Collections.Immutable;
using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Cases;

/// <summary>A case for those rooms that write to its person or open it again, of any unit: whoever asks has been let in already.</summary>
public interface ICaseMatters
{
    /// <summary>What is known of a case; null where there is none, or the pack no longer knows its type.</summary>
    Task<CaseMatter?> Find(Guid id, CancellationToken cancel);

    /// <summary>Cases of a type that were closed since a time, in the order of their closing.</summary>
    Task<IReadOnlyList<CaseMatter>> ClosedSince(string type, DateTimeOffset since, int most, CancellationToken cancel);

    /// <summary>
    /// Opens a closed case again in a state of its type; its history and what its clocks say stay. The run that goes on with it is its further
    /// run. Once for each key; takes part in the caller's transaction.
    /// </summary>
    /// <returns>Whether it was opened; false where it was open already, or the key was used.</returns>
    Task<bool> Reopen(CaseOpenedAgain again, CancellationToken cancel);
}

/// <summary>A case as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Folio">Its number.</param>
/// <param name="Type">Its type.</param>
/// <param name="State">Its state's id.</param>
/// <param name="Open">Whether it waits for something.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Run">The run that opened it.</param>
/// <param name="Name">What that run calls it.</param>
/// <param name="Contact">Whom it is about.</param>
/// <param name="To">The unit or role that must work on it.</param>
/// <param name="Fields">Its data.</param>
public sealed record CaseMatter(
    Guid Id, string Folio, CaseType Type, string State, bool Open, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, Guid? Run, string Name,
    Guid? Contact, string? To, ImmutableSortedDictionary<string, Datum> Fields)
{
    /// <summary>The case in which it goes on, where it was merged.</summary>
    public Guid? Into { get; init; }

    /// <summary>A person's part, such as mail, as the case's own data say it; null where they do not.</summary>
    public string? Person(string part) =>
        Type.Filing?.Contact.GetValueOrDefault(part) is { } field && Fields.TryGetValue(field, out var value) && !value.IsEmpty ? value.ToText() : null;
}

/// <summary>A case to be opened again.</summary>
/// <param name="Key">Idempotency key.</param>
/// <param name="Case">The case.</param>
/// <param name="State">The state in which it then is.</param>
/// <param name="Run">The run that goes on with it.</param>
/// <param name="Said">What its history says of it; the person reads it too.</param>
/// <param name="By">Who opens it.</param>
public sealed record CaseOpenedAgain(string Key, Guid Case, string State, Guid Run, Bilingual Said, string By);
