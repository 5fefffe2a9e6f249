using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;

namespace Atiende.Records;

/// <summary>A record type of an organisation, with what is made of it for storing and searching.</summary>
public sealed class RecordShape
{
    // One for each type of an organisation as it is in memory; they go with it.
    private static readonly ConditionalWeakTable<Organization, ConcurrentDictionary<(string System, string Record), RecordShape?>> Made = [];

    private readonly Dictionary<string, Field> fields;
    private readonly HashSet<string> keys;

    private RecordShape(Organization organization, RecordSystem system, RecordType type)
    {
        (Organization, System, Type) = (organization, system, type);
        fields = type.Fields.ToDictionary(f => f.Id.Value, StringComparer.OrdinalIgnoreCase);
        keys = type.Keys.Concat(type.JoinedBy).Select(k => k.Value)
            .Concat(type.Person.Where(p => p.Key != "name").Select(p => p.Value))
            .Concat(JoinedInProcedures(organization.Pack, system.Id, type.Id))
            .Where(fields.ContainsKey).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Names = [.. type.Names.Select(n => n.Value).Concat(type.Person.Where(p => p.Key == "name").Select(p => p.Value))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        Scope = $"{system.Id}.{type.Id}";
    }

    /// <summary>Whose it is.</summary>
    public Organization Organization { get; }

    /// <summary>The system it belongs to.</summary>
    public RecordSystem System { get; }

    /// <summary>The type as the pack declares it.</summary>
    public RecordType Type { get; }

    /// <summary>System and type: "smartflex.cliente".</summary>
    public string Scope { get; }

    /// <summary>Country whose telephones and numbers are written here.</summary>
    public string Country => Organization.Pack.Identity.Country;

    /// <summary>The fields that are kept searchable by their exact value.</summary>
    public IReadOnlyCollection<string> Keys => keys;

    /// <summary>The fields that are searched by words.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The type's field, or null.</summary>
    public Field? Field(string id) => fields.GetValueOrDefault(id);

    /// <summary>Whether the field is searched by words.</summary>
    public bool IsName(string field) => Names.Contains(field, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is kept for searching: where it differs between two versions of a type, its records are indexed again.</summary>
    public string IndexedBy => string.Join('|',
        Keys.Order(StringComparer.Ordinal).Select(k => $"{k}:{fields[k].Type}:{fields[k].Document}")
            .Concat(Names.Order(StringComparer.Ordinal)).Append(Country));

    /// <summary>A type of an organisation; null where it declares none of that name.</summary>
    public static RecordShape? Of(Organization organization, string system, string record) =>
        Made.GetOrCreateValue(organization).GetOrAdd((system, record), name =>
            organization.Pack.Systems.FirstOrDefault(s => s.Id.Value == name.System) is { } of
            && of.Records.FirstOrDefault(r => r.Id.Value == name.Record) is { } type ? new(organization, of, type) : null);

    /// <summary>All types of an organisation.</summary>
    public static IEnumerable<RecordShape> AllOf(Organization organization) =>
        organization.Pack.Systems.SelectMany(s => s.Records.Select(r => Of(organization, s.Id, r.Id)!));

    // The record's own fields in `via`, by which procedures join what they look up.
    private static IEnumerable<string> JoinedInProcedures(Pack pack, string system, string record) =>
        from procedure in pack.Procedures.Concat(pack.Menus)
        from section in procedure.Sections
        from node in NodesOf(section.Steps)
        from lookUp in node.LookUp
        where lookUp.System.Value == system && lookUp.Record.Value == record && lookUp.Via is not null
        select lookUp.Via!.Split('=')[0];

    private static IEnumerable<Node> NodesOf(IEnumerable<Node> nodes) => nodes.SelectMany(n => NodesOf(n.Decide).Prepend(n));
}
