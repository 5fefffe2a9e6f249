using Atiende.Values;

namespace Atiende.Papers;

/// <summary>What is printed and handed over: the pack's forms, slips, cards and leaflets, filled with what is known.</summary>
public interface IPapers
{
    /// <summary>The organisation's documents, in the order of the pack.</summary>
    IReadOnlyList<PaperChoice> All { get; }

    /// <summary>A document as one page of HTML that needs nothing else; null where the pack has no such document.</summary>
    /// <param name="document">Its id in the pack.</param>
    /// <param name="known">The value of a fact such as <c>cliente.nombre</c> or <c>folio:turno</c>; null where it is not known and stays blank.</param>
    /// <param name="by">Who prints it.</param>
    string? Fill(string document, Func<string, Datum?> known, string? by);

    /// <summary>
    /// A document filled with what a run knows; null where there is no such document or run, or its attention is of a unit that the reader may not see.
    /// What a run knows of a person is read by this, so it is logged.
    /// </summary>
    /// <param name="document">The document's id in the pack.</param>
    /// <param name="run">The run.</param>
    /// <param name="reader">The member who reads it.</param>
    /// <param name="by">The reader's name, as it is printed.</param>
    /// <param name="cancel">Stops it.</param>
    Task<string?> FillFromRun(string document, Guid run, string reader, string by, CancellationToken cancel);
}

/// <summary>A document that can be printed.</summary>
/// <param name="Id">Its id in the pack.</param>
/// <param name="Name">Its name.</param>
/// <param name="Paper">Its paper: letter, a4, a6, card.</param>
public sealed record PaperChoice(string Id, string Name, string Paper);
