using System.Globalization;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Procedures.Printing;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Packs.Printing;

/// <summary>What a pack calls the ids in its documents, in Spanish or, where the pack brings it, in English.</summary>
/// <param name="pack">The pack.</param>
/// <param name="words">Its words.</param>
/// <param name="language"><c>es</c> or <c>en</c>.</param>
public sealed class PackNames(Pack pack, PackWords words, string language) : IDocumentNames
{
    private readonly Dictionary<string, PackText> _texts = pack.Texts.ToDictionary(t => t.Id.Value, StringComparer.Ordinal);
    private readonly Dictionary<string, Notice> _notices = pack.Notices.ToDictionary(n => n.Id.Value, StringComparer.Ordinal);
    private readonly Dictionary<string, CaseType> _cases = pack.Cases.ToDictionary(c => c.Id.Value, StringComparer.Ordinal);
    private readonly Dictionary<string, Form> _forms = pack.Forms.ToDictionary(f => f.Id.Value, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Language => language;

    /// <inheritdoc/>
    public string In(string text) => language == "en" ? pack.English.GetValueOrDefault(text, text) : text;

    /// <inheritdoc/>
    public string Who(string id) => In(words.Who(id));

    /// <inheritdoc/>
    public string Record(string system, string record) =>
        words.Record(system, record) is { } type ? $"{In(type.Name)} ({In(words.System(system))})" : In(words.System(system));

    /// <inheritdoc/>
    public string Case(string id) => _cases.TryGetValue(id, out var type) ? In(type.Name) : id;

    /// <inheritdoc/>
    public string CaseState(string id, string state) =>
        _cases.TryGetValue(id, out var type) && type.States.Any(s => s.Id.Value == state) ? In(PackWords.StateName(type.States, state)) : state;

    /// <inheritdoc/>
    public string Notice(string id) => _notices.TryGetValue(id, out var notice) ? Bracketed(notice.About) : id;

    /// <inheritdoc/>
    public (string? Title, string Words) Text(string id) => _texts.TryGetValue(id, out var text)
        ? (text.Title is { } title ? In(title) : null, Bracketed(text.Text))
        : (null, id);

    /// <inheritdoc/>
    public string Paper(string id) => pack.Documents.FirstOrDefault(d => d.Id.Value == id) is { } paper ? In(paper.Name) : id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Form(string id) => _forms.TryGetValue(id, out var form) ? [.. form.Fields.Select(f => In(f.Label))] : [];

    /// <inheritdoc/>
    public string Start(Start start)
    {
        if (start.Every is { } period) return Periodic(period);

        var line = start.Line is { } id ? pack.Lines.ServiceLines.FirstOrDefault(l => l.Id.Value == id.Value) : null;
        var door = line is not null ? In(line.Name) : start.Channel is { } channel ? Channel(channel) : "";
        var way = start.Outgoing ? Of("Atención saliente", "Outgoing") : "";
        return string.Join(" · ", new[] { way, door }.Where(part => part.Length > 0));
    }

    // What is filled in when it happens stands in brackets.
    private string Bracketed(string text) => Template.Fill(In(text), place => $"[{place}]");

    private string Channel(string id) =>
        words.Channel(id) is { Called: [_, var called, ..] } ? In(called) : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id);

    private string Periodic(Period period) => period switch
    {
        Period.Day => Of("Cada día", "Each day"),
        Period.Week => Of("Cada semana", "Each week"),
        Period.Month => Of("Cada mes", "Each month"),
        Period.HalfYear => Of("Cada semestre", "Each half-year"),
        _ => Of("Cada año", "Each year"),
    };

    private string Of(string spanish, string english) => new Bilingual(spanish, english).In(language);
}
