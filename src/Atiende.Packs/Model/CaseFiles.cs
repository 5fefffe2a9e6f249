using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>Which files a case of a type takes.</summary>
[Means("Which files a case takes.")]
public sealed record CaseFiles
{
    /// <summary>The kinds of files whose content the program can check.</summary>
    public static IReadOnlyList<string> Known { get; } = ["image/jpeg", "image/png", "image/webp", "application/pdf"];

    public Place At { get; init; }

    [Means("Their media types, of image/jpeg, image/png, image/webp and application/pdf.")]
    public IReadOnlyList<string> Kinds { get; init; } = Known;

    [Means("The largest size of one, in megabytes.")]
    public int LargestMegabytes { get; init; } = 10;

    [Means("How many one case takes at most.")]
    public int Most { get; init; } = 10;
}
