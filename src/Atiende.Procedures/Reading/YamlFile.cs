using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Atiende.Procedures.Reading;

/// <summary>A YAML file as nodes with their places.</summary>
public static class YamlFile
{
    /// <summary>The root node, or null with a fault added: not YAML, empty, or more than one document.</summary>
    /// <param name="file">The file's name for places.</param>
    /// <param name="text">Its text.</param>
    /// <param name="faults">Where faults are added.</param>
    public static YamlNode? Read(string file, string text, ICollection<Fault> faults)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException wrong)
        {
            var at = new Place(file, (int)wrong.Start.Line, (int)wrong.Start.Column);
            faults.Add(new(at, $"This is not YAML: {FirstSentence(wrong)}",
                "Quote texts that hold ': ' or ' #', and indent with spaces"));
            return null;
        }

        if (stream.Documents.Count == 1) return stream.Documents[0].RootNode;

        faults.Add(new(new(file, 1, 1), $"The file holds {stream.Documents.Count} YAML documents", "Write exactly one"));
        return null;
    }

    /// <summary>Where a node stands.</summary>
    public static Place At(this YamlNode node, string file) => new(file, (int)node.Start.Line, (int)node.Start.Column);

    private static string FirstSentence(YamlException wrong) =>
        (wrong.InnerException?.Message ?? wrong.Message).Split(". ")[0].TrimEnd('.');
}
