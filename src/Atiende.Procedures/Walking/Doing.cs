using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Atiende.Procedures.Language;
using Atiende.Values;

namespace Atiende.Procedures.Walking;

/// <summary>What the outside world must now do. Its id is the same however often the run is replayed: an idempotency key within the run.</summary>
/// <param name="Id">"sequence.number".</param>
/// <param name="Node">The key of the node that asked for it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(LookUpRecord), "look-up")]
[JsonDerivedType(typeof(AskRoute), "route")]
[JsonDerivedType(typeof(CheckRoute), "check-route")]
[JsonDerivedType(typeof(SaveCase), "save")]
[JsonDerivedType(typeof(RepeatCase), "reiterate")]
[JsonDerivedType(typeof(UpdateRecord), "update")]
[JsonDerivedType(typeof(SendMail), "mail")]
[JsonDerivedType(typeof(TransferCall), "transfer")]
[JsonDerivedType(typeof(HandOver), "hand-over")]
[JsonDerivedType(typeof(Promise), "promise")]
[JsonDerivedType(typeof(Direct), "direct")]
[JsonDerivedType(typeof(Print), "print")]
[JsonDerivedType(typeof(UpdateFolder), "folder")]
[JsonDerivedType(typeof(Report), "report")]
[JsonDerivedType(typeof(Review), "review")]
[JsonDerivedType(typeof(Disclose), "disclose")]
[JsonDerivedType(typeof(Check), "check")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(PassTo), "pass-to")]
public abstract record Doing(string Id, string Node);

/// <summary>Ask the outside world; answered by <see cref="LookedUp"/> under the same name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Node">The node.</param>
/// <param name="As">The name bound.</param>
public abstract record Question(string Id, string Node, string As) : Doing(Id, Node);

/// <summary>Ask the routing rules in force where a case goes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Node">The node.</param>
/// <param name="Case">The case as the run knows it.</param>
/// <param name="As">The name bound.</param>
public sealed record AskRoute(string Id, string Node, OpenCase Case, string As) : Question(Id, Node, As);

/// <summary>Search a record system; answered by <see cref="LookedUp"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Node">The node.</param>
/// <param name="System">The system, by id.</param>
/// <param name="Record">The record type, by id.</param>
/// <param name="Keys">Record field to the value searched; any of them identifies.</param>
/// <param name="Where">Record field to the value it must hold.</param>
/// <param name="Of">The record to which what is found must belong.</param>
/// <param name="Via">record-field=bound-field.</param>
/// <param name="As">The name bound.</param>
/// <param name="Many">Whether a list is wanted.</param>
/// <param name="Newest">Whether the newest of several is taken.</param>
public sealed record LookUpRecord(
    string Id, string Node, string System, string Record, ImmutableSortedDictionary<string, Datum> Keys,
    ImmutableSortedDictionary<string, Datum> Where, Datum? Of, string? Via, string As, bool Many, bool Newest)
    : Question(Id, Node, As);

/// <summary>Open the run's own case, or bring it to what it is now.</summary>
public sealed record SaveCase(string Id, string Node, OpenCase Case, bool Opened) : Doing(Id, Node);

/// <summary>Count a reported fault again, with the same cause.</summary>
public sealed record RepeatCase(string Id, string Node, string Of, Datum? Bound, string Record) : Doing(Id, Node);

/// <summary>Create or change a record of a system.</summary>
public sealed record UpdateRecord(
    string Id, string Node, string System, string Record, Datum? Of, ImmutableSortedDictionary<string, Datum> Set,
    string? State, string? As, string? Called) : Doing(Id, Node);

/// <summary>Send a notice by mail.</summary>
public sealed record SendMail(string Id, string Node, string Notice, string To, Due? Due) : Doing(Id, Node);

/// <summary>Transfer the live call, or tell number and options where there is none.</summary>
public sealed record TransferCall(
    string Id, string Node, string Number, ImmutableList<string> Options, string? Tell, bool Live) : Doing(Id, Node);

/// <summary>Put a task into inboxes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Node">The node.</param>
/// <param name="To">Roles or units, by id.</param>
/// <param name="How">By what way.</param>
/// <param name="About">What about.</param>
/// <param name="Data">What is handed over.</param>
/// <param name="Due">By when.</param>
/// <param name="AnotherPerson">Whether the one who hands over may not take it.</param>
/// <param name="Called">What the receivers are called together.</param>
/// <param name="IsTheRun">Whether it is the run itself that goes on there, so that no task of its own is needed.</param>
/// <param name="As">Its name in the run: it takes the place of an earlier one of that name.</param>
public sealed record HandOver(
    string Id, string Node, ImmutableList<string> To, string? How, string? About,
    ImmutableSortedDictionary<string, Datum> Data, Due? Due, bool AnotherPerson, string? Called, bool IsTheRun, string? As)
    : Doing(Id, Node);

/// <summary>Record that a person looked at where a case was sent, and where it should have gone.</summary>
public sealed record CheckRoute(string Id, string Node, string Of, string? To) : Doing(Id, Node);

/// <summary>Keep a promise to the person.</summary>
public sealed record Promise(string Id, string Node, string About, string? To, string Owner, Due? Due, bool Kept) : Doing(Id, Node);

/// <summary>Direct the person to a unit, desk or place.</summary>
public sealed record Direct(string Id, string Node, string To, string? For) : Doing(Id, Node);

/// <summary>Print or hand over a document.</summary>
public sealed record Print(string Id, string Node, string Document) : Doing(Id, Node);

/// <summary>Update files of the shared folder.</summary>
public sealed record UpdateFolder(string Id, string Node, ImmutableList<string> Files, string? System) : Doing(Id, Node);

/// <summary>Prepare or deliver a report.</summary>
public sealed record Report(string Id, string Node, string Name, string? Ref, string? To) : Doing(Id, Node);

/// <summary>Record a review.</summary>
public sealed record Review(string Id, string Node, string Name, ImmutableList<string> Figures) : Doing(Id, Node);

/// <summary>Record that a found value was told.</summary>
public sealed record Disclose(string Id, string Node, string Fact, Datum? Value) : Doing(Id, Node);

/// <summary>Record a check and what it found.</summary>
public sealed record Check(string Id, string Node, string Name, bool Holds) : Doing(Id, Node);

/// <summary>Record what the person was told: a notice, or the words of the node itself.</summary>
public sealed record Tell(string Id, string Node, string? Notice, string? Ref) : Doing(Id, Node);

/// <summary>Put the run into the inbox of a role, or release it to a colleague of the same role.</summary>
public sealed record PassTo(string Id, string Node, string Role, string? From, bool AnotherPerson, string? Reason) : Doing(Id, Node)
{
    /// <summary>The unit whose members alone may take it, by id or name; anybody of the role without it.</summary>
    public string? Unit { get; init; }
}
