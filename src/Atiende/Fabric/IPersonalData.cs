using System.Text.Json.Nodes;
using Atiende.Values;

namespace Atiende.Fabric;

/// <summary>
/// A room's part in what is known of people: what it holds of somebody, and how it forgets it. Each room that stores such data has one, found by
/// its type; a test walks the model and fails at a column of text that none forgets and nobody declared to be about no person.
/// </summary>
public interface IPersonalData
{
    /// <summary>The columns whose content it forgets, as <c>Table.Column</c>.</summary>
    IReadOnlyCollection<string> Forgets { get; }

    /// <summary>Adds to the subject what of this room belongs to what the subject has already: a person's cases, a case's walk.</summary>
    Task Gather(PersonalSubject subject, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>What the room holds that the person may take home.</summary>
    Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<HeldPart>>([]);

    /// <summary>What is still open and must end before the person can be forgotten: numbers that people see.</summary>
    Task<IReadOnlyList<string>> Obstacles(PersonalSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Forgets who it was and what was said; what was done, when, why and how it ended stays. Takes part in the caller's transaction, in which
    /// append-only tables may be changed (<see cref="Storage.Forgetting"/>).
    /// </summary>
    Task Forget(PersonalSubject subject, CancellationToken cancel);
}

/// <summary>A room that keeps that somebody asked for deletion, and hears when that was refused. Found by its type.</summary>
public interface IHearsOfRefusals
{
    /// <summary>It was refused: it may be asked for again. Takes part in the caller's transaction.</summary>
    Task Refused(Guid? portalPerson, CancellationToken cancel);
}

/// <summary>Whose data, and what belongs to it.</summary>
public sealed class PersonalSubject
{
    /// <summary>The people attended.</summary>
    public HashSet<Guid> Contacts { get; } = [];

    /// <summary>Accounts of the portal.</summary>
    public HashSet<Guid> PortalPeople { get; } = [];

    /// <summary>Attentions.</summary>
    public HashSet<Guid> Interactions { get; } = [];

    /// <summary>Cases.</summary>
    public HashSet<Guid> Cases { get; } = [];

    /// <summary>Walks through procedures.</summary>
    public HashSet<Guid> Runs { get; } = [];

    /// <summary>Mail addresses, lower case.</summary>
    public HashSet<string> Mails { get; } = new(StringComparer.Ordinal);

    /// <summary>The names and documents by which they may have been searched for.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How much it is, to see whether more was found.</summary>
    public int Size => Contacts.Count + PortalPeople.Count + Interactions.Count + Cases.Count + Runs.Count + Mails.Count;
}

/// <summary>A part of what is held of a person.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Data">The data.</param>
public sealed record HeldPart(string Key, Bilingual Title, JsonNode Data)
{
    /// <summary>The files that belong to it.</summary>
    public IReadOnlyList<HeldFile> Files { get; init; } = [];
}

/// <summary>A file that is held: its name in the folder of files, and where its content lies.</summary>
public sealed record HeldFile(string Name, string Path);
