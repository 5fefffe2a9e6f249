using System.Collections.Immutable;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Procedures.Walking;

namespace Atiende.Organizations;

/// <summary>A controlled document read from the files it was stored as.</summary>
internal sealed record ProcedureText(ProcedureIndex Index, IReadOnlyDictionary<string, Form> Forms)
{
    private const string FormsFolder = "forms/";

    /// <summary>The files that make a document: its own, its sections', and the forms its steps ask.</summary>
    public static ImmutableSortedDictionary<string, string> FilesOf(Pack pack, Procedure procedure, IReadOnlyDictionary<string, string> texts)
    {
        var nodes = new ProcedureIndex(procedure.Document, procedure.Sections).Nodes;
        var asked = nodes.Select(n => n.Node.Ask?.Form?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return procedure.Sections.Select(s => s.At.File).Append(procedure.Document!.At.File)
            .Concat(pack.Forms.Where(f => asked.Contains(f.Id.Value)).Select(f => f.At.File))
            .Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(path => path, path => texts[path], StringComparer.Ordinal);
    }

    /// <summary>A hash of the files' paths and texts.</summary>
    public static string HashOf(ImmutableSortedDictionary<string, string> files) =>
        PackMerge.HashOf(string.Join('\0', files.Select(f => $"{f.Key}\0{f.Value}")));

    /// <summary>Reads a stored version.</summary>
    /// <exception cref="InvalidDataException">It was written for a language that this program does not read.</exception>
    public static ProcedureText Read(ProcedureVersionRow row)
    {
        var faults = new List<Fault>();
        ControlledDocument? document = null;
        var sections = new List<Section>();
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        foreach (var (path, text) in row.Files)
        {
            if (YamlFile.Read(path, text, faults) is not { } root) continue;

            var binder = new YamlBinder(path, faults);
            if (path.StartsWith(FormsFolder, StringComparison.Ordinal))
            {
                if (binder.Bind<Form>(root) is { } form) forms[form.Id] = form;
            }
            else if (path.EndsWith("/document.yaml", StringComparison.Ordinal)) document = binder.Bind<ControlledDocument>(root);
            else if (binder.Bind<Section>(root) is { } section) sections.Add(section);
        }

        if (document is null || faults.Find(f => !f.IsWarning) is { })
            throw new InvalidDataException($"Version {row.Id} of {row.Code} cannot be read by this program: {faults.FirstOrDefault()}");

        return new(new(document, [.. document.Sections.Select(id => sections.Find(s => s.Id.Value == id.Value)).OfType<Section>()]), forms);
    }
}
