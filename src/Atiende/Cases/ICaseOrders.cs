namespace Atiende.Cases;

/// <summary>Orders as units work on them: what is to be done in which order, by whom, by when; and the moves that the pack allows.</summary>
public interface ICaseOrders
{
    /// <summary>What is ready to be done, of the orders that the asker may see, by due time.</summary>
    Task<IReadOnlyList<OrderTask>> ToDo(OrderFilter filter, CancellationToken cancel);

    /// <summary>How an order stands and where it may go; null for what is no order or may not be seen.</summary>
    Task<OrderSheet?> Of(Guid order, CancellationToken cancel);

    /// <summary>Moves an order, or a sub-order of it, to a state that may follow. Once for each key.</summary>
    /// <exception cref="CaseRefusedException">It may not, or a cause is missing: says why.</exception>
    Task Move(OrderMove move, CancellationToken cancel);

    /// <summary>Says who is responsible for an order or a sub-order of it; nobody, without a member.</summary>
    Task Assign(Guid order, string subOrder, string? member, string memberName, string by, CancellationToken cancel);
}

/// <summary>Which work is wanted.</summary>
/// <param name="Receivers">The units and roles, by id, whose work it is; null for all.</param>
/// <param name="Member">Only what this member is responsible for.</param>
/// <param name="Most">How many at most.</param>
public sealed record OrderFilter(IReadOnlyCollection<string>? Receivers, string? Member, int Most)
{
    /// <summary>Only those of this zone.</summary>
    public string? Zone { get; init; }
}

/// <summary>A piece of work that is ready.</summary>
/// <param name="Order">The order.</param>
/// <param name="SubOrder">The sub-order; empty for the order itself.</param>
/// <param name="To">Whose work it is: a unit's or role's id.</param>
/// <param name="Responsible">Who is responsible, by id and name; null for nobody yet.</param>
/// <param name="ReadyAt">Since when it can be done.</param>
/// <param name="DueAt">By when.</param>
/// <param name="DueWhy">How that was counted.</param>
/// <param name="Before">How many of the order's sub-orders are done.</param>
/// <param name="Of">How many it has.</param>
/// <param name="Zone">The order's zone, where its type names the field of it.</param>
public sealed record OrderTask(
    CaseSummary Order, string SubOrder, string? To, (string Id, string Name)? Responsible, DateTimeOffset ReadyAt, DateTimeOffset? DueAt, string? DueWhy, int Before, int Of, string? Zone);

/// <summary>An order with what it waits for.</summary>
/// <param name="Order">The order.</param>
/// <param name="Next">The states it may go to.</param>
/// <param name="SubOrders">Its sub-orders in the order in which they are done, those not opened yet too.</param>
/// <param name="Responsible">Who is responsible for it.</param>
public sealed record OrderSheet(CaseSummary Order, IReadOnlyList<OrderNext> Next, IReadOnlyList<OrderPart> SubOrders, (string Id, string Name)? Responsible);

/// <summary>A state that may follow.</summary>
/// <param name="State">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="NeedsCause">Whether a cause must be given.</param>
/// <param name="No">Why the asker may not move it there; null where they may.</param>
public sealed record OrderNext(string State, string Name, bool NeedsCause, string? No);

/// <summary>A sub-order as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StateName">Its state; null where it is not opened yet.</param>
/// <param name="Next">Where it may go.</param>
/// <param name="WaitsFor">The sub-order before it that is not done yet.</param>
/// <param name="To">Whose work it is.</param>
/// <param name="Responsible">Who is responsible.</param>
/// <param name="DueAt">By when, once it is ready.</param>
/// <param name="IsDone">Whether it is done.</param>
public sealed record OrderPart(
    string Name, string? StateName, IReadOnlyList<OrderNext> Next, string? WaitsFor, string? To, (string Id, string Name)? Responsible, DateTimeOffset? DueAt, bool IsDone);

/// <summary>A move of an order.</summary>
/// <param name="Key">Idempotency key.</param>
/// <param name="Order">The order.</param>
/// <param name="SubOrder">The sub-order; null for the order itself.</param>
/// <param name="To">The state it goes to.</param>
/// <param name="Said">The cause or the result, as typed.</param>
/// <param name="CallOn">The day on which the person was promised a call with the result.</param>
/// <param name="By">Who moves it.</param>
/// <param name="Roles">The roles of who moves it.</param>
public sealed record OrderMove(
    string Key, Guid Order, string? SubOrder, string To, string? Said, NodaTime.LocalDate? CallOn, string By, IReadOnlyCollection<string> Roles);
