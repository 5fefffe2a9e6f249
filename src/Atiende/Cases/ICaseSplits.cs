namespace Atiende.Cases;

/// <summary>Splits a filed case that asks for two things: the second becomes a case of its own, with folio, clock and procedure.</summary>
public interface ICaseSplits
{
    /// <summary>What the second case begins with: the first one's filed fields; null where the case cannot be split.</summary>
    Task<CaseSplitDraft?> Draft(Guid id, CancellationToken cancel);

    /// <summary>
    /// Files the second case, for the same person and whoever filed the first, linked with it. Nothing is taken from the first. Once for each key.
    /// </summary>
    /// <exception cref="CaseRefusedException">It cannot be split.</exception>
    /// <exception cref="Filing.FilingRefusedException">A field is missing or wrong: says which.</exception>
    Task<Guid> Split(CaseSplit split, CancellationToken cancel);
}

/// <summary>What a case to be split off begins with.</summary>
/// <param name="Fields">Its fields' ids with what they say, as they are typed.</param>
public sealed record CaseSplitDraft(IReadOnlyDictionary<string, string> Fields);

/// <summary>A case to be split off another.</summary>
/// <param name="Of">The case that asks for two things.</param>
/// <param name="Fields">The second's fields that differ, as typed.</param>
/// <param name="Files">The files of the first that belong to the second too.</param>
/// <param name="Key">Idempotency key.</param>
/// <param name="By">Who splits it.</param>
public sealed record CaseSplit(Guid Of, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<Guid> Files, string Key, string By);
