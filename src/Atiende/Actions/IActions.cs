using Atiende.Values;

namespace Atiende.Actions;

/// <summary>Corrective actions of cases: who does what by when, and whether it worked.</summary>
public interface IActions
{
    /// <summary>Brings a case's actions to what its field says now. Takes part in the caller's transaction.</summary>
    Task Follow(ActionsOfCase said, CancellationToken cancel);

    /// <summary>Actions by filters, those due first.</summary>
    Task<ActionList> List(ActionFilter filter, CancellationToken cancel);
}

/// <summary>What a case says of its actions.</summary>
/// <param name="Case">The case.</param>
/// <param name="Type">Its case type, by id.</param>
/// <param name="Folio">Its number.</param>
/// <param name="Unit">The unit or role that works on it, by id.</param>
/// <param name="Rows">The field that holds them.</param>
public sealed record ActionsOfCase(Guid Case, string Type, string Folio, string? Unit, Datum Rows);

/// <summary>Which actions are wanted.</summary>
/// <param name="Units">Only those of cases that these units or roles work on; null for all.</param>
/// <param name="Owner">Only this owner's.</param>
/// <param name="State">How they stand; null for all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Lines a page.</param>
public sealed record ActionFilter(IReadOnlyCollection<string>? Units, string? Owner, ActionState? State, int Page, int PageSize);

/// <summary>How an action stands.</summary>
public enum ActionState
{
    /// <summary>Its effect is not checked yet.</summary>
    Open,

    /// <summary>It is not checked, and its day is past.</summary>
    Late,

    /// <summary>It was checked and worked.</summary>
    Worked,

    /// <summary>It was checked and did not work.</summary>
    Failed,
}

/// <summary>A page of actions, with the owners there are among those open and how many each has.</summary>
public sealed record ActionList(IReadOnlyList<ActionView> Items, int Total, IReadOnlyList<(string Owner, int Open, int Late)> Owners);

/// <summary>An action as it is read.</summary>
public sealed record ActionView(
    Guid Case, string Folio, string? Unit, string Action, string Owner, DateOnly? Due, string? Check, DateOnly? CheckedOn, bool? Worked, string? Evidence, ActionState State);
