using System.Collections.Immutable;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>Foreign facts: what the organisation's systems know. Built in, or through a connector, the same to a caller.</summary>
public interface IRecords
{
    /// <summary>Answers a look-up; a system that fails or is slow answers <see cref="LookUpOutcome.Failed"/>, it never throws.</summary>
    Task<LookedUp> LookUp(LookUpRecord asked, CancellationToken cancel);

    /// <summary>Creates or changes a record, once for each key; what it is now comes back.</summary>
    /// <param name="change">What is to be done; <see cref="UpdateRecord.Of"/> carries the record's "id" part where one was found.</param>
    /// <param name="key">Idempotency key: the run's id and the doing's.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RecordRefusedException">A state that does not follow, a value that is none: says field and reason.</exception>
    Task<Datum> Update(UpdateRecord change, string key, string by, CancellationToken cancel);

    /// <summary>Records about a person, by document, telephone, mail or name of the contact, all systems; each reading is logged.</summary>
    Task<RecordAnswer> About(PersonKeys person, IReadOnlyCollection<string> roles, CancellationToken cancel);

    /// <summary>Records that answer a question, masked as lists are; only by what these roles may see.</summary>
    Task<RecordAnswer> Search(RecordQuestion asked, IReadOnlyCollection<string> roles, CancellationToken cancel);

    /// <summary>One record as these roles may see it, not masked; the reading is logged. Without a hit where there is none.</summary>
    Task<RecordAnswer> Read(string system, string record, Guid id, IReadOnlyCollection<string> roles, CancellationToken cancel);

    /// <summary>A record that a look-up found, as these roles may see it; null where the organisation has no such type.</summary>
    RecordHit? Describe(string system, string record, Datum facts, IReadOnlyCollection<string> roles);
}

/// <summary>By what a person is known.</summary>
public sealed record PersonKeys(string? Document, IReadOnlyList<string> Telephones, IReadOnlyList<string> Mails, string? Name);

/// <summary>What is looked for in lists of records.</summary>
/// <param name="Text">A key or name, or how it begins; empty for all of one type, the latest first.</param>
/// <param name="System">Only this system, by id.</param>
/// <param name="Record">Only this type, by id.</param>
/// <param name="State">Only records in this state, by id.</param>
/// <param name="Most">How many at most.</param>
public sealed record RecordQuestion(string Text, string? System, string? Record, string? State, int Most);

/// <summary>What the systems answered, and which did not.</summary>
/// <param name="Hits">The records.</param>
/// <param name="Failed">The systems without an answer: what they hold is not among the records.</param>
/// <param name="More">Whether there are more than were asked for.</param>
public sealed record RecordAnswer(IReadOnlyList<RecordHit> Hits, IReadOnlyList<RecordFailure> Failed, bool More = false);

/// <summary>A system that did not answer.</summary>
/// <param name="System">What it is called.</param>
/// <param name="Said">What to tell a person.</param>
public sealed record RecordFailure(string System, Bilingual Said);

/// <summary>A record found: its title and the fields the asker's roles may see, label to value as it is read.</summary>
/// <param name="Id">Its id; empty for what was not kept here.</param>
/// <param name="System">Its system, by id.</param>
/// <param name="SystemName">What the system is called.</param>
/// <param name="Record">Its type, by id.</param>
/// <param name="RecordName">What the type is called.</param>
/// <param name="Title">Its one line, without its state, which stands beside it.</param>
/// <param name="State">What its state is called.</param>
/// <param name="Fields">What the asker may see, in the type's order; masked in lists where it is personal.</param>
/// <param name="Facts">The same fields by id, not masked: for programs, never for a list.</param>
public sealed record RecordHit(
    Guid Id, string System, string SystemName, string Record, string RecordName, string Title, string? State,
    ImmutableArray<(string Label, string Value)> Fields, Datum Facts);

/// <summary>A change of a record that its type does not allow.</summary>
public sealed class RecordRefusedException(Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Refused in words of the organisation's own language.</summary>
    public RecordRefusedException(string message) : this(new Bilingual(message, message)) { }

    /// <summary>Why.</summary>
    public Bilingual Said { get; } = said;
}
