using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>The organisation's systems and types as they are looked at on pages, each as the asker's roles may see it.</summary>
internal sealed class RecordShelf(Db db, IOrganizations organizations, IEnumerable<IRecordConnector> connectors)
{
    /// <summary>All systems, in the pack's order, with the types that one of the roles sees something of.</summary>
    public async Task<IReadOnlyList<ShelfSystem>> Systems(IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var counts = await db.Set<RecordRow>().GroupBy(r => new { r.System, r.Type }).Select(of => new { of.Key, Count = of.LongCount() })
            .ToDictionaryAsync(of => $"{of.Key.System}.{of.Key.Type}", of => of.Count, cancel);
        return [.. organizations.Current.Pack.Systems.Select(system => new ShelfSystem(system,
            [.. system.Records.Select(record => Type(system.Id, record.Id, roles)).OfType<RecordShape>()
                .Select(type => new ShelfType(type, IsConnected(type) ? null : counts.GetValueOrDefault(type.Scope)))]))];
    }

    /// <summary>A type; null where there is none of which one of the roles sees something.</summary>
    public RecordShape? Type(string system, string record, IReadOnlyCollection<string> roles) =>
        RecordShape.Of(organizations.Current, system, record) is { } type && RecordSight.Fields(type, roles).Any() ? type : null;

    /// <summary>Whether its records are kept in a system outside.</summary>
    public bool IsConnected(RecordShape type) => connectors.Any(c => c.Serves(organizations.Current.Id, type.System.Id));
}

/// <summary>A system with what is seen of it.</summary>
internal sealed record ShelfSystem(RecordSystem System, IReadOnlyList<ShelfType> Types)
{
    /// <summary>The rows of the table of documents it comes from.</summary>
    public IReadOnlyList<string> Refs { get; } = System.Ref is { } one ? [one, .. System.Refs] : System.Refs;
}

/// <summary>A type with how many records it has; unknown where a system outside keeps them.</summary>
internal sealed record ShelfType(RecordShape Shape, long? Count);
