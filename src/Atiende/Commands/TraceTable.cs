using Atiende.Hosting;

namespace Atiende.Commands;

/// <summary>The traceability table: every step, branch, field and indicator of the source documents, one row each.</summary>
internal static class TraceTable
{
    /// <summary>One row.</summary>
    public sealed record Row(string Document, string Ref, string Kind);

    /// <summary>Reads the table given, or the one that stands beside the packs.</summary>
    public static IReadOnlyList<Row> Find(DirectoryInfo pack, FileInfo? given)
    {
        var file = given ?? Beside(pack) ?? throw new UsageException("There is no traceability.tsv beside the packs; name one with --table");
        if (!file.Exists) throw new UsageException($"There is no file {file}");

        return [.. File.ReadLines(file.FullName).Skip(1).Select(l => l.Split('\t')).Where(c => c.Length >= 4).Select(c => new Row(c[0], c[2], c[3]))];
    }

    private static FileInfo? Beside(DirectoryInfo pack)
    {
        foreach (var folder in new[] { pack.FullName, Path.GetDirectoryName(pack.FullName.TrimEnd('/'))!, Path.Combine(AppContext.BaseDirectory, "packs") })
        {
            var file = new FileInfo(Path.Combine(folder, "traceability.tsv"));
            if (file.Exists) return file;
        }

        return null;
    }
}
