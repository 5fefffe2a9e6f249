using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What a case type says of its files.</summary>
internal static class FileShapes
{
    // One file is looked at in memory.
    private const int LargestMegabytes = 50;

    private const int Most = 100;

    public static IEnumerable<Fault> Faults(CaseFiles files, CaseType type)
    {
        var at = files.At == default ? type.At : files.At;
        foreach (var unknown in files.Kinds.Except(CaseFiles.Known, StringComparer.Ordinal))
            yield return new(at, $"`files` names the kind '{unknown}', whose content cannot be checked", PackNames.Suggest(unknown, CaseFiles.Known));
        if (files.Kinds.Count == 0) yield return new(at, "`files` names no kind", $"Name some of {string.Join(", ", CaseFiles.Known)}");
        if (files.LargestMegabytes is < 1 or > LargestMegabytes)
            yield return new(at, $"`largest-megabytes` is {files.LargestMegabytes}", $"It is 1 to {LargestMegabytes}");
        if (files.Most is < 1 or > Most) yield return new(at, $"`most` is {files.Most}", $"It is 1 to {Most}");
    }
}
