namespace Atiende.Procedures.Tests;

/// <summary>The files of the repository that tests read.</summary>
internal static class Repository
{
    /// <summary>The repository's folder, found from where the tests were built.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The shipped packs.</summary>
    public static IReadOnlyList<string> Packs { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "packs")).Where(d => File.Exists(Path.Combine(d, "pack.yaml"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Atiende.slnx")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
