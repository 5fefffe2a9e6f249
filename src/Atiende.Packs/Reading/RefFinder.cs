using Atiende.Procedures.Reading;
using YamlDotNet.RepresentationModel;

namespace Atiende.Packs.Reading;

/// <summary>Finds where each row of a traceability table lives: every key <c>ref</c> or <c>refs</c>, and CSV columns <c>ref</c>.</summary>
internal sealed class RefFinder
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Place> Places => _places;

    public void Look(string file, YamlNode node)
    {
        switch (node)
        {
            case YamlSequenceNode list:
                foreach (var child in list.Children) Look(file, child);
                break;
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    if ((key as YamlScalarNode)?.Value is "ref" or "refs") Take(file, value);
                    else Look(file, value);
                }

                break;
        }
    }

    public void Look(CsvTable table)
    {
        foreach (var line in table.Lines)
        {
            foreach (var reference in (line["ref"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                _places.TryAdd(reference, line.At);
        }
    }

    private void Take(string file, YamlNode value)
    {
        foreach (var node in value is YamlSequenceNode list ? list.Children : [value])
        {
            if (node is YamlScalarNode { Value: { Length: > 0 } reference }) _places.TryAdd(reference.Trim(), node.At(file));
        }
    }
}
