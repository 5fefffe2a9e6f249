using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atiende.Organizations;
using Atiende.Packs.Printing;
using Atiende.Procedures.Language;
using Atiende.Procedures.Printing;
using Atiende.Procedures.Printing.Flow;
using Atiende.Procedures.Walking;
using Atiende.Shell;
using Atiende.Values;
using NodaTime.Extensions;
using NodaTime.Text;

namespace Atiende.Library;

/// <summary>The current organisation's controlled documents, as the pages and the printer show them.</summary>
internal sealed class LibraryShelf(IOrganizations organizations, IProcedureVersions versions, TimeProvider clock)
{
    // A version never changes, so neither do its diagrams; they go when the version does.
    private static readonly ConditionalWeakTable<ProcedureIndex, ConcurrentDictionary<(string Section, string Language), string>> Drawings = [];

    private static readonly LocalDateTimePattern Printed = LocalDateTimePattern.CreateWithInvariantCulture("dd/MM/uuuu HH:mm");

    /// <summary>The documents in force today that answer the words typed, in the order of the pack; all where none were.</summary>
    public IReadOnlyList<ProcedureVersion> InForce(string? typed)
    {
        var words = Folding.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. versions.InForceToday.Where(v => words.All(word => Folding.Fold(Said(v)).Contains(word, StringComparison.Ordinal)))];
    }

    /// <summary>A document's version by its id, or the one in force, or, where none is, the newest.</summary>
    public ProcedureVersion? Find(string code, string? id) =>
        id is not null ? versions.Find(code, id) : versions.InForce(code) ?? versions.All.FirstOrDefault(v => v.Code == code);

    /// <summary>All versions of a document, the newest first.</summary>
    public IReadOnlyList<ProcedureVersion> Versions(string code) => [.. versions.All.Where(v => v.Code == code)];

    /// <summary>Whether this version is the one in force today.</summary>
    public bool IsInForce(ProcedureVersion version) => versions.InForce(version.Code)?.Id == version.Id;

    /// <summary>Whether a document of this code is here.</summary>
    public bool Has(string code) => versions.All.Any(v => v.Code == code);

    /// <summary>The sections in the order printed.</summary>
    public static IEnumerable<Section> Sections(ProcedureVersion version) =>
        version.Document.Sections.Select(id => version.Index.Sections.GetValueOrDefault(id)).OfType<Section>();

    /// <summary>What the ids are called, in the request's language.</summary>
    public PackNames Names => new(organizations.Current.Pack, organizations.Current.Words, Texts.Language);

    /// <summary>The flow diagram of a section, as SVG.</summary>
    public string Diagram(ProcedureVersion version, Section section, string title) =>
        Drawings.GetValue(version.Index, _ => new()).GetOrAdd((section.Id, Texts.Language), _ =>
            FlowSvg.Of(FlowLayout.Of(FlowGraphBuilder.Of(version.Index, section, Names)), title));

    /// <summary>The printed form of a version.</summary>
    public string Print(ProcedureVersion version, string by) =>
        DocumentHtml.Of(version.Index, Names, new(organizations.Current.Pack.Identity.Name, Now, by, IsInForce(version)));

    private string Now => Printed.Format(clock.GetUtcNow().ToInstant().InZone(organizations.Current.Times.Zone).LocalDateTime);

    private string Said(ProcedureVersion version) => string.Join(' ',
        Sections(version).SelectMany(s => new[] { s.Id.Value, s.Title, s.Summary, Names.In(s.Title) })
            .Concat([version.Code, version.Document.Title, version.Document.Issuer, Names.In(version.Document.Title)]));
}
