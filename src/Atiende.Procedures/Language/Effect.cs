using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Procedures.Language;

/// <summary>Something a node makes happen; a room of the application owns each kind.</summary>
public abstract record Effect
{
    public Place At { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table that live here.")]
    public IReadOnlyList<string> Refs { get; init; } = [];

    [Means("Done only where these facts hold.")]
    public IReadOnlyDictionary<string, FactTest> When { get; init; } = new Dictionary<string, FactTest>();
}

/// <summary>Opens the run's own case of a type, or changes the one already open: registered, retyped, saved, closed.</summary>
[Variant("save")]
[Means("Opens the run's own case (consultation, order, ticket…) or changes it; never a second one under the same name.")]
public sealed record SaveEffect : Effect
{
    [Short]
    [Means("The case type, by id.")]
    public required Name Case { get; init; }

    [Means("The name it is bound under in the run; the case type's id without it. Another name makes another case.")]
    public Name? As { get; init; }

    [Means("Its kind (type of consultation, of order), in the words of the pack.")]
    public string? Kind { get; init; }

    [Means("Its kind where none was given before.")]
    public string? KindIfNone { get; init; }

    [Means("The state it goes to, by id; a new case without it takes the type's first.")]
    public Name? State { get; init; }

    [Means("Field values; {placeholders} are filled in from what is known. An empty placeholder leaves the field as it was.")]
    public IReadOnlyDictionary<string, Datum> Fields { get; init; } = new Dictionary<string, Datum>();

    [Means("Field values set only where the field holds none.")]
    public IReadOnlyDictionary<string, Datum> FieldsIfNone { get; init; } = new Dictionary<string, Datum>();

    [Means("The unit or role that must work on it, by id; or a {placeholder} that holds its id or name.")]
    public Name? To { get; init; }

    [Means("The case, by its name in the run, that this one belongs to.")]
    public Name? Parent { get; init; }
}

/// <summary>Opens, completes or closes a sub-order of the run's own order.</summary>
[Variant("sub-order")]
[Means("Moves a sub-order of the run's own order.")]
public sealed record SubOrderEffect : Effect
{
    [Means("The order, by its name in the run.")]
    public required Name Of { get; init; }

    [Means("The sub-order, in the words of the pack.")]
    public required string Name { get; init; }

    [Means("The state it goes to, by id.")]
    public required Name State { get; init; }

    [Means("Field values of the sub-order.")]
    public IReadOnlyDictionary<string, Datum> Fields { get; init; } = new Dictionary<string, Datum>();
}

/// <summary>Says again a fault already reported, with the same cause, and counts it.</summary>
[Variant("reiterate")]
[Means("Repeats an open case found by a look-up, with the same cause; its count goes up.")]
public sealed record ReiterateEffect : Effect
{
    [Short]
    [Means("The bound record or case.")]
    public required Name Of { get; init; }

    [Means("What the record of the reiteration is called, in the words of the pack.")]
    public required string Record { get; init; }
}

/// <summary>Creates a record of a system, or changes one that was found.</summary>
[Variant("update")]
[Means("Creates a record of a record system or changes one that was found.")]
public sealed record UpdateEffect : Effect
{
    [Means("The record system, by id.")]
    public required Name System { get; init; }

    [Means("The record type, by id.")]
    public required Name Record { get; init; }

    [Means("The bound record to change; without it a new one is created.")]
    public Name? Of { get; init; }

    [Means("The field values to set; {placeholders} are filled in.")]
    public IReadOnlyDictionary<string, Datum> Set { get; init; } = new Dictionary<string, Datum>();

    [Means("The state it goes to, by id of the record type's states.")]
    public Name? State { get; init; }

    [Means("The name under which it is bound afterwards.")]
    public Name? As { get; init; }

    [Means("What the change is called in the trace, where it is not the record type's name.")]
    public string? Called { get; init; }
}

/// <summary>Sends a mail from a notice of the pack.</summary>
[Variant("mail")]
[Means("Sends a notice by mail.")]
public sealed record MailEffect : Effect
{
    [Means("The notice, by id.")]
    public required Name Notice { get; init; }

    [Means("The role or unit it goes to, by id; a role of kind `attended` is the person.")]
    public required Name To { get; init; }

    [Means("By when it must be sent.")]
    public Due? Due { get; init; }
}

/// <summary>Hands the live call over to a number, an extension or a queue.</summary>
[Variant("transfer")]
[Means("Transfers the live call; on a channel without a call, the number and options are told instead.")]
public sealed record TransferEffect : Effect
{
    [Short]
    [Means("Number, or {placeholder}; of several the first that is known is used.")]
    public required IReadOnlyList<string> To { get; init; }

    [Means("Options to press there, in order; the person is told, or they are sent.")]
    public IReadOnlyList<string> Options { get; init; } = [];

    [Means("The notice that tells the person what to press, by id.")]
    public Name? Tell { get; init; }

    [Means("The record system that answers there, by id.")]
    public Name? System { get; init; }
}

/// <summary>Hands work to another role, unit or person, with what was gathered.</summary>
[Variant("hand-over")]
[Means("Puts a task into another role's or unit's inbox, with data.")]
public sealed record HandOverEffect : Effect
{
    [Short]
    [Means("The role or unit, by id, or a {placeholder} that holds its id or name; of several, each gets it.")]
    public required IReadOnlyList<Name> To { get; init; }

    [Means("Its name in the run: a later hand-over of the same name takes its place, and the task of the earlier one is withdrawn.")]
    public Name? As { get; init; }

    [Means("How: manual, by telephone, notice, system.")]
    public string? How { get; init; }

    [Means("What it is about.")]
    public string? About { get; init; }

    [Means("The fields and bound records handed over.")]
    public IReadOnlyList<string> Data { get; init; } = [];

    [Means("By when it must be taken care of.")]
    public Due? Due { get; init; }

    [Means("Only a colleague may take it, not the one who hands it over.")]
    public bool AnotherPerson { get; init; }

    [Means("What the receivers are called together, where the document names them as one.")]
    public string? Called { get; init; }
}

/// <summary>Writes down that a person looked at where the rules sent a case.</summary>
[Variant("check-route")]
[Means("A routing was looked at by a person: it was right, or should have gone elsewhere; counted by rule.")]
public sealed record CheckRouteEffect : Effect
{
    [Short]
    [Means("The routing, by the name under which it is bound.")]
    public required Name Of { get; init; }

    [Means("Where it should have gone: a unit or role by id, or a {placeholder} that holds its id or name; it was right without it.")]
    public Name? To { get; init; }
}

/// <summary>Promises the person that something will happen by a time.</summary>
[Variant("promise")]
[Means("A promise to the person: a task with owner and due time.")]
public sealed record PromiseEffect : Effect
{
    [Short]
    [Means("What was promised.")]
    public required string About { get; init; }

    [Means("Whom, by role id; the person attended without it.")]
    public Name? To { get; init; }

    [Means("The role that must keep it; the one who walks without it.")]
    public Name? Owner { get; init; }

    [Means("By when.")]
    public Due? Due { get; init; }

    [Means("Whether it is the call itself that is made here, not one to be made later.")]
    public bool Kept { get; init; }
}

/// <summary>Sends the person to a desk, unit or place.</summary>
[Variant("direct")]
[Means("Directs the person to a desk, unit or place.")]
public sealed record DirectEffect : Effect
{
    [Short]
    [Means("The unit or role, by id.")]
    public required Name To { get; init; }

    [Means("What for, in words added to the name.")]
    public string? For { get; init; }
}

/// <summary>Prints or hands over a document.</summary>
[Variant("print")]
[Means("Prints or hands over a document of the pack.")]
public sealed record PrintEffect : Effect
{
    [Short]
    [Means("The printed document, by id.")]
    public required Name Document { get; init; }
}

/// <summary>Puts a file into a shared folder.</summary>
[Variant("folder")]
[Means("Updates a file of the shared folder.")]
public sealed record FolderEffect : Effect
{
    [Short]
    [Means("The files' names, such as daily, weekly, monthly.")]
    public required IReadOnlyList<string> Files { get; init; }

    [Means("The record system that is the folder, by id.")]
    public Name? System { get; init; }
}

/// <summary>A report that is prepared or delivered.</summary>
[Variant("report")]
[Means("A report prepared or delivered here.")]
public sealed record ReportEffect : Effect
{
    [Short]
    [Means("Its name, in the words of the pack.")]
    public required string Name { get; init; }

    [Means("The role it goes to, by id.")]
    public Name? To { get; init; }
}

/// <summary>A review of figures or work.</summary>
[Variant("review")]
[Means("A review made here.")]
public sealed record ReviewEffect : Effect
{
    [Short]
    [Means("What is reviewed.")]
    public required string Name { get; init; }

    [Means("The figures looked at.")]
    public IReadOnlyList<string> Figures { get; init; } = [];
}

/// <summary>A fact of a record system told to the person; recorded, for it may be personal.</summary>
[Variant("disclose")]
[Means("A value of a found record that is told to the person.")]
public sealed record DiscloseEffect : Effect
{
    [Short]
    [Means("The fact, such as guiatel.numero.")]
    public required string Fact { get; init; }
}

/// <summary>A check against a window of time or an identity document, and what it found.</summary>
[Variant("check")]
[Means("A check and what it found.")]
public sealed record CheckEffect : Effect
{
    [Means("What is checked, in the words of the pack.")]
    public required string Name { get; init; }

    [Means("The facts that must hold; found is yes or no.")]
    public IReadOnlyDictionary<string, FactTest> Holds { get; init; } = new Dictionary<string, FactTest>();

    [Means("A window of the pack's calendar in which the date of `fact` must lie.")]
    public Name? Window { get; init; }

    [Means("The date field that is checked; now, without it.")]
    public string? Fact { get; init; }

    [Means("The date field that the window is counted from, where it needs one.")]
    public string? From { get; init; }
}

/// <summary>By when: one of the ways to count.</summary>
[Means("By when; counted from now, or from the case's entry.")]
public sealed record Due
{
    public Place At { get; init; }

    [Means("Hours of the clock, nights and holidays included.")]
    public int? Hours { get; init; }

    [Means("Days of the calendar.")]
    public int? Days { get; init; }

    [Means("Hours in which the organisation is open.")]
    public int? WorkingHours { get; init; }

    [Means("Days on which the organisation is open.")]
    public int? WorkingDays { get; init; }

    [Means("Before the day ends.")]
    public bool SameDay { get; init; }

    [Means("On the first day of the next month.")]
    public bool NextMonth { get; init; }

    [Means("A fact that says how long, such as a routing's `plazo`; no time where it is not known.")]
    public string? Of { get; init; }

    [Means("Counted from the entry of this case (its name in the run), not from now.")]
    public string? From { get; init; }
}
