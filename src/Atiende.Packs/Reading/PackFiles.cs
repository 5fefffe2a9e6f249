namespace Atiende.Packs.Reading;

/// <summary>A pack's files as text, by their path relative to the pack's folder, with forward slashes.</summary>
public sealed record PackFiles(string Name, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The kinds of file that make a pack; others (README, pictures) are left alone.</summary>
    public static bool IsPart(string path) =>
        path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".csv", StringComparison.Ordinal);

    /// <summary>Reads a folder. The caller has seen that it exists.</summary>
    public static PackFiles FromFolder(string folder)
    {
        var root = Path.GetFullPath(folder);
        var texts = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), Full: path))
            .Where(f => IsPart(f.Path))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .ToDictionary(f => f.Path, f => File.ReadAllText(f.Full), StringComparer.Ordinal);
        return new(Path.GetFileName(root.TrimEnd(Path.DirectorySeparatorChar)), texts);
    }
}
