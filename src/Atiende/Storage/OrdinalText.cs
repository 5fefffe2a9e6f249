using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Storage;

/// <summary>Text columns ordered by their characters' codes on both engines, so that a range finds what begins alike.</summary>
public static class OrdinalText
{
    /// <summary>PostgreSQL's collation of that order; SQLite has it by itself.</summary>
    internal const string Collation = "C";

    private const string Annotation = "Atiende:Ordinal";

    /// <summary>Orders the column by its characters' codes; its migration says <c>collation: Ordinal</c>.</summary>
    public static PropertyBuilder<string> HasOrdinalOrder(this PropertyBuilder<string> property) => property.HasAnnotation(Annotation, true);

    /// <summary>The first text after all those that begin with <paramref name="prefix"/>, which has at least one character.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    internal static bool IsOrdinal(IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;
}
