using Atiende.Packs.Model;
using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Packs.Walking;

/// <summary>The names that a pack's ids stand for.</summary>
public sealed class PackWords
{
    private readonly Dictionary<string, string> _who = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _systems;
    private readonly Dictionary<string, Notice> _notices;
    private readonly Dictionary<string, CaseType> _cases;
    private readonly Dictionary<string, PrintedDocument> _documents;
    private readonly Pack _pack;

    /// <summary>The words of a pack that was checked.</summary>
    public PackWords(Pack pack)
    {
        _pack = pack;
        foreach (var system in pack.Systems) _who[system.Id] = system.Name;
        foreach (var unit in pack.People.Units) _who[unit.Id] = unit.Name;
        foreach (var role in pack.People.Roles) _who[role.Id] = role.Name;
        _systems = pack.Systems.ToDictionary(s => s.Id.Value, s => s.Name, StringComparer.Ordinal);
        _notices = pack.Notices.ToDictionary(n => n.Id.Value, StringComparer.Ordinal);
        _cases = pack.Cases.ToDictionary(c => c.Id.Value, StringComparer.Ordinal);
        _documents = pack.Documents.ToDictionary(d => d.Id.Value, StringComparer.Ordinal);
    }

    /// <summary>The name of a role, unit or system; the id where it is none.</summary>
    public string Who(string id) => _who.GetValueOrDefault(id, id);

    /// <summary>The id of a role, unit or system by its id or name, however it is typed; null where it is none.</summary>
    public string? WhoIs(string words) =>
        _who.ContainsKey(words) ? words : _who.FirstOrDefault(w => Folding.Same(w.Value, words)).Key;

    /// <summary>The name of a record system.</summary>
    public string System(string id) => _systems.GetValueOrDefault(id, id);

    /// <summary>A notice by id.</summary>
    public Notice Notice(string id) => _notices[id];

    /// <summary>A case type by id.</summary>
    public CaseType Case(string id) => _cases[id];

    /// <summary>A printed document by id.</summary>
    public PrintedDocument Document(string id) => _documents[id];

    /// <summary>A record type by its system and id.</summary>
    public RecordType? Record(string system, string record) =>
        _pack.Systems.FirstOrDefault(s => s.Id.Value == system)?.Records.FirstOrDefault(r => r.Id.Value == record);

    /// <summary>What a state is called; the first where none is given.</summary>
    public static string StateName(IReadOnlyList<State> states, string? id)
    {
        var state = id is null ? states[0] : states.First(s => s.Id.Value == id);
        return state.Name ?? state.Id;
    }

    /// <summary>The channel that an organisation's word for it, or a line's number, means; null where it is neither.</summary>
    public (ChannelKind Channel, IReadOnlyList<string> Called, string? Line)? Channel(string word)
    {
        if (_pack.Lines.ServiceLines.FirstOrDefault(l => l.Id.Value == word || l.Number == word) is { } line)
            return (line.Channel, Names(line.Channel), line.Id);

        var first = word.Split(',')[0];
        foreach (var named in _pack.Identity.Channels)
        {
            if (named.Called.Any(c => Values.Folding.Same(c, word) || Values.Folding.Same(c, first))) return (named.Channel, Names(named.Channel), null);
        }

        return Enum.GetValues<ChannelKind>().Where(k => Shape.Kebab(k.ToString()) == word)
            .Select(k => ((ChannelKind, IReadOnlyList<string>, string?)?)(k, Names(k), null)).FirstOrDefault();
    }

    private List<string> Names(ChannelKind channel) =>
        [Shape.Kebab(channel.ToString()), .. _pack.Identity.Channels.Where(c => c.Channel == channel).SelectMany(c => c.Called)];
}
