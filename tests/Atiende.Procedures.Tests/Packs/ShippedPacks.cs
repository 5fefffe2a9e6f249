using System.Collections.Concurrent;
using Atiende.Packs.Model;
using Atiende.Packs.Reading;

namespace Atiende.Procedures.Tests.Packs;

/// <summary>The packs of the repository, read once.</summary>
internal static class ShippedPacks
{
    private static readonly ConcurrentDictionary<string, Pack> Known = new(StringComparer.Ordinal);

    public static Pack Read(string name) => Known.GetOrAdd(name, n =>
    {
        var (pack, faults) = PackReader.Read(PackFiles.FromFolder(Repository.PathOf("packs", n)));
        return pack ?? throw new InvalidOperationException(string.Join('\n', faults));
    });
}
