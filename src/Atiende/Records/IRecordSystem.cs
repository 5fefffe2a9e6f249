using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>
/// What a source of foreign facts must answer: the built-in store, or a connector to the organisation's own system.
/// It may be slow and it may throw: whoever asks it (<see cref="IRecords"/>) waits so long and no longer.
/// </summary>
public interface IRecordSystem
{
    /// <summary>Answers a look-up of a type.</summary>
    Task<LookedUp> LookUp(RecordShape type, LookUpRecord asked, CancellationToken cancel);

    /// <summary>Creates or changes a record, once for each key; what it is now.</summary>
    /// <exception cref="RecordRefusedException">The type does not allow it.</exception>
    Task<FoundRecord> Update(RecordShape type, UpdateRecord change, string key, string by, CancellationToken cancel);

    /// <summary>Records of these types about a person; by name only where nothing better is known.</summary>
    Task<IReadOnlyList<FoundRecord>> About(IReadOnlyList<RecordShape> types, PersonKeys person, int most, CancellationToken cancel);

    /// <summary>Records of these types, one key or name of which answers the text or begins with it.</summary>
    Task<IReadOnlyList<FoundRecord>> Search(IReadOnlyList<RecordShape> types, RecordQuestion asked, CancellationToken cancel);

    /// <summary>One record of a type; null where there is none.</summary>
    Task<FoundRecord?> Read(RecordShape type, Guid id, CancellationToken cancel);
}

/// <summary>A connector to a record system outside.</summary>
public interface IRecordConnector : IRecordSystem
{
    /// <summary>Whether it answers for this system of this organisation.</summary>
    bool Serves(string organizationId, string system);
}

/// <summary>A record as its system gives it.</summary>
public sealed record FoundRecord(RecordShape Type, Guid Id, string? State, Datum Facts);
