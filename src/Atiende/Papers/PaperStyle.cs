using System.Reflection;

namespace Atiende.Papers;

/// <summary>The styles of printed documents, as they stand in <c>paper.css</c>.</summary>
internal static class PaperStyle
{
    /// <summary>The style sheet.</summary>
    public static string Css { get; } = Read();

    private static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("papers/paper.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
