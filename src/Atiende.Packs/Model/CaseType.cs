using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>A type of case (consultation, order, ticket, claim): <c>cases/ID.yaml</c>.</summary>
[Means("A type of case: what outlives the interaction. Consultations, orders, tickets and claims are cases of some type.")]
public sealed record CaseType
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name as the documents write it, such as consulta, orden de trabajo, daño a producto.")]
    public required string Name { get; init; }

    [Means("The record system in whose name it is kept, by id.")]
    public required Name System { get; init; }

    [Means("record, or ticket: numbered for the person, with reason, channel and clock.")]
    public CaseForm Form { get; init; } = CaseForm.Record;

    [Means("The folio's pattern, such as PAE-{year}-{number:000000}.")]
    public required string Folio { get; init; }

    [Means("Its kinds, in the words of the pack; none, where any text may be given.")]
    public IReadOnlyList<CaseKind> Kinds { get; init; } = [];

    [Means("Its states; the first is where it begins.")]
    public required IReadOnlyList<State> States { get; init; }

    [Means("Its fields.")]
    public IReadOnlyList<Field> Fields { get; init; } = [];

    [Means("The sub-orders' states; the first is where they begin.")]
    public IReadOnlyList<State> SubOrderStates { get; init; } = [];

    [Means("Fields that must be unique among the open cases of this type (one receipt, one household).")]
    public IReadOnlyList<Name> OnePer { get; init; } = [];

    [Means("How they are worked on as orders; without it no lists of work are kept.")]
    public OrderWorkRules? Work { get; init; }

    [Means("By what two of them are taken for the same matter; without it none are pointed out.")]
    public CaseDuplicates? Duplicates { get; init; }

    [Means("Whether it may be closed while a case that is part of it is open; without it that is refused.")]
    public bool ClosesBeforeParts { get; init; }

    [Means("The clocks that run on it.")]
    public IReadOnlyList<CaseClock> Clocks { get; init; } = [];

    [Means("Which of its fields hold the ticket's reason, and the like: reason, kind-of-reason, channel, signed (the date on the paper), cause-analysis, approval to field id.")]
    public IReadOnlyDictionary<string, string> Ticket { get; init; } = new Dictionary<string, string>();

    [Means("How a person files it without an agent; without it only procedures open it.")]
    public CaseFiling? Filing { get; init; }

    [Means("What the contracting institution reads of it; without it nothing.")]
    public CaseContract? Contract { get; init; }

    [Means("What is written to its person besides what the procedure sends; without it only internal notes are kept.")]
    public CaseMessages? Messages { get; init; }

    [Means("How it is opened again after it was closed; without it a new one must be opened.")]
    public CaseReopening? Reopen { get; init; }

    [Means("Which files may be attached; without it photographs and PDF.")]
    public CaseFiles Files { get; init; } = new();

    [Means("Which field holds its corrective actions; without it there are none.")]
    public CaseActions? Actions { get; init; }

    [Means("The template of its one-line title.")]
    public required string Title { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>How a case shows itself.</summary>
public enum CaseForm
{
    Record,
    Ticket,
}

/// <summary>A kind of a case type, such as one of the twelve consultations.</summary>
public sealed record CaseKind
{
    public Place At { get; init; }

    [Short]
    [Means("Its name, in the words of the pack.")]
    public required string Name { get; init; }

    [Means("The sub-orders it has, in the order in which they are done.")]
    public IReadOnlyList<string> SubOrders { get; init; } = [];

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A time by which something must have happened to a case.</summary>
public sealed record CaseClock
{
    public Place At { get; init; }

    [Means("What it measures.")]
    public required string Name { get; init; }

    [Means("The fields' values for which it runs; always, without any.")]
    public IReadOnlyDictionary<string, FactTest> When { get; init; } = new Dictionary<string, FactTest>();

    [Means("How long.")]
    public required Due Due { get; init; }

    [Means("The state that stops it.")]
    public required Name Until { get; init; }

    [Means("The state from whose entering it is counted, for a later stage; the case's entry, without it.")]
    public Name? Since { get; init; }

    [Means("The shares of the term, in percent, at which whoever is in charge of the case is warned, such as [50, 75, 90].")]
    public IReadOnlyList<CaseWarning> Warn { get; init; } = [];

    [Means("The role or unit that is warned while nobody is in charge of the case.")]
    public Name? WarnTo { get; init; }

    [Means("The chain of escalation: which role or unit is told at which share of the term.")]
    public IReadOnlyList<CaseEscalation> Escalate { get; init; } = [];

    [Means("When it does not run, each with its reason: in a state, or while information is awaited that the person was asked for; it runs otherwise.")]
    public IReadOnlyList<CasePause> Pauses { get; init; } = [];
}

/// <summary>A share of a clock's term at which it warns.</summary>
public sealed record CaseWarning
{
    public Place At { get; init; }

    [Short]
    [Means("The share, in percent: 1 to 100.")]
    public required int Percent { get; init; }
}

/// <summary>A step of a clock's chain of escalation.</summary>
public sealed record CaseEscalation
{
    public Place At { get; init; }

    [Key("at")]
    [Means("The share of the term, in percent; more than 100 is past it.")]
    public required int Percent { get; init; }

    [Means("The role or unit that is told.")]
    public required Name To { get; init; }
}

/// <summary>When a clock does not run: in a state, or while its case waits for the person.</summary>
public sealed record CasePause
{
    public Place At { get; init; }

    [Means("The state in which it does not run.")]
    public Name? State { get; init; }

    [Means("true: it does not run from when the person is asked for more (`messages: ask`) until the answer has come, through whatever channel.")]
    public bool Asked { get; init; }

    [Means("Why the clock does not run, as people read it.")]
    public required string Reason { get; init; }
}
