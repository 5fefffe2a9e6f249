using System.Collections.Immutable;

namespace Atiende.Procedures.Printing;

/// <summary>A line of the table Responsable | Paso | Acción.</summary>
/// <param name="Key">The step's key in the index.</param>
/// <param name="Number">Its number as the document prints it.</param>
/// <param name="Anchor">Its id in a page.</param>
/// <param name="Ref">Its row of the traceability table.</param>
/// <param name="Role">The role that does it, by id.</param>
/// <param name="RoleName">What the role is called.</param>
/// <param name="RoleSpan">How many lines from here this role does; 0 where the line above has it already.</param>
/// <param name="Do">What is done.</param>
/// <param name="Lines">What belongs to it: data, look-ups, effects, branches, where it goes.</param>
/// <param name="Reading">How the document's words are read here.</param>
public sealed record StepRow(
    string Key, string Number, string Anchor, string? Ref, string Role, string RoleName, int RoleSpan, string? Do,
    ImmutableArray<ActionLine> Lines, string? Reading);

/// <summary>A line under a step's sentence.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Depth">0 for the step's own, 1 for a branch's, and so on.</param>
/// <param name="Mark">A branch's letter, such as "a)".</param>
/// <param name="Text">The words.</param>
/// <param name="Ref">Its row of the traceability table.</param>
/// <param name="Goes">Where it leads, in words.</param>
/// <param name="Anchor">The id, in the document's page, of the step it leads to.</param>
public sealed record ActionLine(ActionKind Kind, int Depth, string? Mark, string Text, string? Ref = null, string? Goes = null, string? Anchor = null);

/// <summary>What a line under a step is.</summary>
public enum ActionKind
{
    /// <summary>Words to say.</summary>
    Says,

    /// <summary>A text at hand.</summary>
    Shows,

    /// <summary>Data asked for.</summary>
    Asks,

    /// <summary>A search in a record system.</summary>
    LooksUp,

    /// <summary>Another section gone through.</summary>
    Calls,

    /// <summary>An effect.</summary>
    Does,

    /// <summary>What the person is told.</summary>
    Tells,

    /// <summary>A way on, under its condition.</summary>
    Branch,

    /// <summary>Where it goes, or how it ends.</summary>
    Goes,
}
