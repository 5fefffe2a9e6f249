using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Reading;

/// <summary>The kinds of YAML file of a pack: where they stand and the record that reads them.</summary>
public static partial class FileKinds
{
    /// <summary>Every kind, with the name of its schema.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        new("pack", typeof(PackIdentity), IdentityPath()),
        new("calendar", typeof(Calendar), CalendarPath()),
        new("people", typeof(People), PeoplePath()),
        new("lines", typeof(Lines), LinesPath()),
        new("form", typeof(Form), FormPath()),
        new("system", typeof(RecordSystem), SystemPath()),
        new("case", typeof(CaseType), CasePath()),
        new("routing", typeof(RoutingTable), RoutingPath()),
        new("texts", typeof(Texts), TextsPath()),
        new("notices", typeof(Notices), NoticesPath()),
        new("documents", typeof(PrintedDocuments), DocumentsPath()),
        new("indicators", typeof(Indicators), IndicatorsPath()),
        new("portal", typeof(PublicPortal), PortalPath()),
        new("paper", typeof(PaperForms), PaperPath()),
        new("document", typeof(ControlledDocument), DocumentPath()),
        new("section", typeof(Section), SectionPath()),
    ];

    /// <summary>The kind of a file by its path, or null.</summary>
    public static FileKind? Of(string path) => All.FirstOrDefault(k => k.Path.IsMatch(path));

    [GeneratedRegex(@"^pack\.yaml$")] private static partial Regex IdentityPath();
    [GeneratedRegex(@"^calendar\.yaml$")] private static partial Regex CalendarPath();
    [GeneratedRegex(@"^people\.yaml$")] private static partial Regex PeoplePath();
    [GeneratedRegex(@"^lines\.yaml$")] private static partial Regex LinesPath();
    [GeneratedRegex(@"^forms/[^/]+\.yaml$")] private static partial Regex FormPath();
    [GeneratedRegex(@"^systems/[^/]+\.yaml$")] private static partial Regex SystemPath();
    [GeneratedRegex(@"^cases/[^/]+\.yaml$")] private static partial Regex CasePath();
    [GeneratedRegex(@"^routing/[^/]+\.yaml$")] private static partial Regex RoutingPath();
    [GeneratedRegex(@"^texts(-[^/]+)?\.yaml$")] private static partial Regex TextsPath();
    [GeneratedRegex(@"^notices(-[^/]+)?\.yaml$")] private static partial Regex NoticesPath();
    [GeneratedRegex(@"^documents(-[^/]+)?\.yaml$")] private static partial Regex DocumentsPath();
    [GeneratedRegex(@"^indicators\.yaml$")] private static partial Regex IndicatorsPath();
    [GeneratedRegex(@"^portal\.yaml$")] private static partial Regex PortalPath();
    [GeneratedRegex(@"^paper\.yaml$")] private static partial Regex PaperPath();
    [GeneratedRegex(@"^procedures/[^/]+/document\.yaml$")] private static partial Regex DocumentPath();
    [GeneratedRegex(@"^(procedures/[^/]+|menus)/[^/]+\.yaml$")] private static partial Regex SectionPath();
}

/// <summary>A kind of YAML file.</summary>
/// <param name="Name">The name of its schema.</param>
/// <param name="Record">The record that reads it.</param>
/// <param name="Path">The paths at which it stands.</param>
public sealed record FileKind(string Name, Type Record, Regex Path)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of its JSON Schema, as it stands in <c>packs/schemas</c>.</summary>
    public string Schema() => JsonSchema.Of(Record, $"Atiende pack: {Name}.yaml").ToJsonString(Indented) + "\n";
}
