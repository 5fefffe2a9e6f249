using Atiende.Packs.Model;

namespace Atiende.Interactions;

/// <summary>Attentions: one contact over one channel, in or out. States as product.md names them.</summary>
public interface IInteractions
{
    /// <summary>An agent starts one by hand; it is answered at once.</summary>
    Task<Guid> Start(InteractionStart start, CancellationToken cancel);

    /// <summary>One, with what happened in it; a page that shows it asks <see cref="Fabric.IUnitSight"/> first.</summary>
    Task<InteractionDetails?> Find(Guid id, CancellationToken cancel);

    /// <summary>The member's open ones: being attended and parked.</summary>
    Task<IReadOnlyList<InteractionSummary>> OpenOf(string member, CancellationToken cancel);

    /// <summary>All open ones of the units the asker may see.</summary>
    Task<IReadOnlyList<InteractionSummary>> Open(CancellationToken cancel);

    /// <summary>Past ones of a person, newest first, over all channels.</summary>
    Task<IReadOnlyList<InteractionSummary>> OfContact(Guid contact, int most, CancellationToken cancel);

    /// <summary>Past and open ones by filters, newest first.</summary>
    Task<InteractionPage> Search(InteractionFilter filter, CancellationToken cancel);

    /// <summary>The person is known now.</summary>
    Task SetContact(Guid id, Guid contact, string by, CancellationToken cancel);

    /// <summary>Puts it aside, or takes it up again.</summary>
    Task Park(Guid id, bool parked, string by, CancellationToken cancel);

    /// <summary>Another member of the unit goes on with it.</summary>
    Task Assign(Guid id, string member, CancellationToken cancel);

    /// <summary>Writes down something that happened in it. Takes part in the caller's transaction.</summary>
    Task Note(Guid id, InteractionEventKind kind, string text, string by, CancellationToken cancel);

    /// <summary>Closes it with how it ended. Asking twice is harmless.</summary>
    Task Close(Guid id, string disposition, string? note, string by, CancellationToken cancel);
}

/// <summary>How an agent starts an attention.</summary>
public sealed record InteractionStart(ChannelKind Channel, string? ChannelCalled, string? Line, bool Outgoing, Guid? Contact, string Member, string? Unit)
{
    /// <summary>Its id, given by the page that starts it, so that a form sent twice starts one.</summary>
    public Guid? Id { get; init; }
}

/// <summary>The states of an attention.</summary>
public enum InteractionState
{
    Arrived,
    Waiting,
    Offered,
    Answered,
    WrapUp,
    Closed,
    Abandoned,
}

/// <summary>What is written down of an attention.</summary>
public enum InteractionEventKind
{
    Started,
    ContactKnown,
    Parked,
    Resumed,
    Assigned,
    ProcedureStarted,
    ProcedureEnded,
    Transferred,
    Told,
    Directed,
    Printed,
    HandedOver,
    Note,
    Closed,
}

/// <summary>An attention in a list; the person's name is masked.</summary>
public sealed record InteractionSummary(
    Guid Id, string Folio, ChannelKind Channel, string? ChannelCalled, string? Line, bool Outgoing, InteractionState State, bool Parked,
    Guid? Contact, string? ContactName, string Member, string? Unit, DateTimeOffset At, DateTimeOffset? ClosedAt, string? Disposition);

/// <summary>An attention with its events.</summary>
public sealed record InteractionDetails(InteractionSummary Summary, IReadOnlyList<InteractionEventView> Events);

/// <summary>Something that happened in an attention.</summary>
public sealed record InteractionEventView(DateTimeOffset At, InteractionEventKind Kind, string Text, string By);

/// <summary>Which attentions are wanted.</summary>
public sealed record InteractionFilter(
    string? Text, ChannelKind? Channel, string? Line, string? Member, string? Disposition,
    DateTimeOffset? From, DateTimeOffset? Until, bool OpenOnly, int Page, int PageSize);

/// <summary>A page of attentions.</summary>
public sealed record InteractionPage(IReadOnlyList<InteractionSummary> Items, int Total);
