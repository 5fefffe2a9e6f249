using System.Security.Cryptography;
using System.Text;
using Atiende.Packs.Reading;

namespace Atiende.Organizations;

/// <summary>The stored files of a pack brought together with those of a folder. What was edited on screen wins.</summary>
internal sealed record PackMerge(IReadOnlyList<FileChange> Changes, PackFiles Files)
{
    /// <summary>Merges; <paramref name="needed"/> says which stored files must stay as they are, and why.</summary>
    public static PackMerge Of(
        IReadOnlyCollection<PackFile> stored, PackFiles given, IReadOnlyDictionary<string, string> needed)
    {
        var changes = new List<FileChange>();
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, text) in given.Texts)
        {
            merged[path] = text;
            if (stored.All(f => f.Path != path)) changes.Add(new(path, FileFate.Added));
        }

        foreach (var file in stored)
        {
            var change = Fate(file, given.Texts.GetValueOrDefault(file.Path), needed.GetValueOrDefault(file.Path));
            changes.Add(change);
            if (change.Fate is FileFate.Kept) merged[file.Path] = file.Text;
        }

        return new(
            [.. changes.OrderBy(c => c.Path, StringComparer.Ordinal)],
            new(given.Name, merged));
    }

    /// <summary>The hash by which texts are compared: SHA-256 in hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static FileChange Fate(PackFile file, string? given, string? needed)
    {
        if (given == file.Text) return new(file.Path, FileFate.Unchanged);
        if (IsEdited(file))
            return new(file.Path, FileFate.Kept, given is not null && HashOf(given) == file.LoadedHash
                ? $"edited on screen by {file.ChangedBy}"
                : $"edited on screen by {file.ChangedBy}, and {(given is null ? "gone from" : "changed in")} the folder too");
        if (needed is not null) return new(file.Path, FileFate.Kept, needed);

        return new(file.Path, given is null ? FileFate.Removed : FileFate.Changed);
    }

    private static bool IsEdited(PackFile file) => file.LoadedHash != HashOf(file.Text);
}
