using Atiende.Packs.Checking;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Packs.Reading;

/// <summary>Reads and checks a pack. A pack is made only where nothing is wrong; warnings may stand beside it.</summary>
public sealed class PackReader
{
    private readonly List<Fault> _faults = [];
    private readonly RefFinder _refs = new();
    private readonly Dictionary<Type, List<(string File, object Record)>> _records = [];
    private readonly List<Catalogue> _catalogues = [];
    private readonly List<CsvTable> _rows = [];
    private readonly List<DirectoryEntry> _directory = [];
    private readonly Dictionary<string, string> _english = new(StringComparer.Ordinal);

    private PackReader()
    {
    }

    /// <summary>Reads a pack's files.</summary>
    /// <returns>The pack, or null where there are errors; and the faults in the order of files and lines.</returns>
    public static (Pack? Pack, IReadOnlyList<Fault> Faults) Read(PackFiles files)
    {
        var reader = new PackReader();
        foreach (var (path, text) in files.Texts) reader.ReadFile(path, text);

        var pack = reader.Make(files);
        if (pack is not null) reader._faults.AddRange(new PackChecker(pack).Check());
        // What nothing gives is only known of a pack that could be read whole.
        if (pack is not null && reader._faults.TrueForAll(f => f.IsWarning)) reader._faults.AddRange(new KnownFacts(pack).Check());
        var faults = reader._faults
            .OrderBy(f => f.At.File, StringComparer.Ordinal).ThenBy(f => f.At.Line).ThenBy(f => f.At.Column).ToList();
        return (faults.Exists(f => !f.IsWarning) ? null : pack, faults);
    }

    private void ReadFile(string path, string text)
    {
        if (path.EndsWith(".csv", StringComparison.Ordinal))
        {
            ReadTable(path, text);
            return;
        }

        if (FileKinds.Of(path) is not { } kind)
        {
            _faults.Add(new(new(path, 1, 1), "No kind of file of a pack stands here", "See the list of files in docs/packs.md"));
            return;
        }

        if (YamlFile.Read(path, text, _faults) is not { } root) return;

        _refs.Look(path, root);
        var bind = typeof(YamlBinder).GetMethod(nameof(YamlBinder.Bind))!.MakeGenericMethod(kind.Record);
        if (bind.Invoke(new YamlBinder(path, _faults), [root]) is { } record)
            (_records.TryGetValue(kind.Record, out var known) ? known : _records[kind.Record] = []).Add((path, record));
    }

    private void ReadTable(string path, string text)
    {
        if (CsvTable.Read(path, text, _faults) is not { } table) return;

        _refs.Look(table);
        var name = path[(path.LastIndexOf('/') + 1)..^4];
        if (path.StartsWith("catalogues/", StringComparison.Ordinal)) _catalogues.Add(CatalogueOf(name, table));
        else if (path.StartsWith("systems/", StringComparison.Ordinal)) _rows.Add(table);
        else if (path == "directory.csv") _directory.AddRange(table.Lines.Select(EntryOf));
        else if (path == "lang/en.csv") ReadEnglish(table);
        else _faults.Add(new(new(path, 1, 1), "No table of a pack stands here", "Tables are catalogues/*.csv, systems/SYSTEM.RECORD.csv, directory.csv and lang/en.csv"));
    }

    private Catalogue CatalogueOf(string name, CsvTable table)
    {
        Needs(table, "id", "name");
        return new(name, table.File, [.. table.Lines.Select(l => new CatalogueEntry(
            l.At, l["id"] ?? "", l["name"] ?? "", l["parent"], l["en"], l["ref"]))]);
    }

    private DirectoryEntry EntryOf(CsvLine line) => new(
        line.At, line["id"] ?? "", line["kind"] ?? "extension", line["name"] ?? "", line["number"] ?? "",
        line["unit"], line["place"], line["keywords"], line["reserved"] is "true" or "si" or "sí");

    private void ReadEnglish(CsvTable table)
    {
        Needs(table, "es", "en");
        foreach (var line in table.Lines)
        {
            if (line["es"] is { } spanish && line["en"] is { } english) _english[spanish] = english;
            else _faults.Add(new(line.At, "A text lacks its English", "Fill in both columns", IsWarning: true));
        }
    }

    private void Needs(CsvTable table, params string[] columns)
    {
        foreach (var column in columns.Except(table.Columns, StringComparer.OrdinalIgnoreCase))
            _faults.Add(new(new(table.File, 1, 1), $"Column '{column}' is missing", $"The heading needs {string.Join(", ", columns)}"));
    }

    private Pack? Make(PackFiles files)
    {
        var identity = One<PackIdentity>("pack.yaml");
        var calendar = One<Calendar>("calendar.yaml");
        var people = One<People>("people.yaml");
        var lines = One<Lines>("lines.yaml");
        if (identity is null || calendar is null || people is null || lines is null) return null;

        if (identity.Id.Value != files.Name)
            _faults.Add(new(identity.Id.At, $"The id '{identity.Id}' is not the folder's name", $"Write id: {files.Name}, or rename the folder", IsWarning: true));
        var systems = All<RecordSystem>();
        return new()
        {
            Identity = identity,
            Calendar = calendar,
            People = people,
            Lines = lines,
            Catalogues = _catalogues,
            Forms = All<Form>(),
            Systems = systems,
            Cases = All<CaseType>(),
            Routing = All<RoutingTable>(),
            Texts = [.. All<Texts>().SelectMany(t => t.Items)],
            Notices = [.. All<Notices>().SelectMany(t => t.Items)],
            Documents = [.. All<PrintedDocuments>().SelectMany(t => t.Items)],
            Indicators = [.. All<Indicators>().SelectMany(t => t.Items)],
            Directory = _directory,
            Portal = Of<PublicPortal>().FirstOrDefault().Record,
            Paper = Of<PaperForms>().FirstOrDefault().Record,
            Procedures = ProceduresOf(),
            Menus = [.. Sections("menus/").Select(s => new Procedure(null, [s]))],
            Rows = [.. _rows.Select(t => RowsOf(t, systems)).OfType<RecordRows>()],
            English = _english,
            Refs = _refs.Places,
        };
    }

    private List<Procedure> ProceduresOf()
    {
        var sections = Sections("procedures/").ToList();
        var documents = All<ControlledDocument>();
        foreach (var orphan in sections.Where(s => documents.All(d => d.Code.Value != s.Document.Value)))
            _faults.Add(new(orphan.Document.At, $"No document has the code '{orphan.Document}'", "Name the code of the document.yaml beside it"));

        return [.. documents.Select(document =>
        {
            var own = sections.Where(s => s.Document.Value == document.Code.Value).ToList();
            // A section that could not be read has said why; which one it was is not known.
            var unread = own.Count < document.Sections.Count && _faults.Exists(f => !f.IsWarning && SameFolder(f.At.File, document.At.File));
            foreach (var named in document.Sections.Where(n => !unread && own.TrueForAll(s => s.Id.Value != n.Value)))
                _faults.Add(new(named.At, $"No section '{named}' belongs to {document.Code}", "Write its file beside document.yaml, or take it from the list"));
            foreach (var unlisted in own.Where(s => document.Sections.All(n => n.Value != s.Id.Value)))
                _faults.Add(new(unlisted.Id.At, $"Section '{unlisted.Id}' is not in the document's list", "Add it to `sections` of document.yaml"));
            return new Procedure(document, [.. document.Sections.Select(n => own.Find(s => s.Id.Value == n.Value)).OfType<Section>()]);
        })];
    }

    private static bool SameFolder(string one, string other) => Path.GetDirectoryName(one) == Path.GetDirectoryName(other);

    private IEnumerable<Section> Sections(string under) =>
        Of<Section>().Where(s => s.File.StartsWith(under, StringComparison.Ordinal)).Select(s => s.Record);

    private RecordRows? RowsOf(CsvTable table, IReadOnlyList<RecordSystem> systems)
    {
        var parts = table.File["systems/".Length..^4].Split('.', 2);
        var type = systems.FirstOrDefault(s => s.Id.Value == parts[0])?.Records.FirstOrDefault(r => parts.Length == 2 && r.Id.Value == parts[1]);
        if (type is null)
        {
            _faults.Add(new(new(table.File, 1, 1), "No record type belongs to this table", "Name the file SYSTEM.RECORD.csv after a system and a record type of it"));
            return null;
        }

        foreach (var column in table.Columns.Where(c => c != "ref" && !type.Fields.Any(f => f.Id.Value.Equals(c, StringComparison.OrdinalIgnoreCase))))
            _faults.Add(new(new(table.File, 1, 1), $"Record type '{type.Id}' has no field '{column}'", $"Its fields: {string.Join(", ", type.Fields.Select(f => f.Id.Value))}"));
        return new(parts[0], parts[1], table.File, [.. table.Lines.Select(line => new RecordRow(line.At, type.Fields
            .Where(f => line[f.Id] is not null)
            .ToDictionary(f => f.Id.Value, f => Cell(f, line[f.Id]!), StringComparer.OrdinalIgnoreCase)))]);
    }

    private static Datum Cell(Field field, string text) => field.Type switch
    {
        FieldKind.Number or FieldKind.Amount or FieldKind.Integer when decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => Datum.Of(number),
        FieldKind.YesNo when Datum.Of(text).AsTruth() is { } truth => Datum.Of(truth),
        _ when field.Many => Datum.Of(text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Datum.Of)),
        _ => Datum.Of(text),
    };

    private T? One<T>(string file)
        where T : class
    {
        var found = Of<T>().FirstOrDefault().Record;
        if (found is null && !_faults.Exists(f => f.At.File == file))
            _faults.Add(new(new(file, 1, 1), "The file is missing", "Every pack has one: see docs/packs.md"));
        return found;
    }

    private List<T> All<T>()
        where T : class => [.. Of<T>().Select(r => r.Record)];

    private IEnumerable<(string File, T Record)> Of<T>()
        where T : class => _records.TryGetValue(typeof(T), out var records) ? records.Select(r => (r.File, (T)r.Record)) : [];
}
