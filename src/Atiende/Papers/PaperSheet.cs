using System.Globalization;
using System.Text;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Printing;
using Atiende.Procedures.Walking;
using Atiende.Values;
using Markdig;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Papers;

/// <summary>A printed document of a pack as HTML: letterhead, text, fields with their values or a blank to write in, signatures.</summary>
internal sealed class PaperSheet(Pack pack, PrintedDocument paper, Func<string, Datum?> known, LocalDateTime now, string? by)
{
    /// <summary>What the page may do: show itself.</summary>
    public const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private const int BlankRows = 6;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dd/MM/uuuu");
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private readonly StringBuilder html = new(8_000);

    /// <summary>The whole page; it brings its styles in itself.</summary>
    public string Html()
    {
        Head();
        Letterhead();
        html.Append("<div class=\"words\">").Append(Words()).Append("</div>");
        Fields();
        Signatures();
        html.Append("</main></body></html>");
        return html.ToString();
    }

    private void Head()
    {
        var title = HtmlText.Encode(paper.Name);
        html.Append($"<!DOCTYPE html><html lang=\"{HtmlText.Encode(pack.Identity.Language)}\"><head><meta charset=\"utf-8\">");
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        html.Append($"<title>{title} · {HtmlText.Encode(pack.Identity.ShortName)}</title><style>");
        html.Append(PaperStyle.Css);
        html.Append($":root{{--foot-left:{CssText.Quote($"{pack.Identity.ShortName} · {paper.Name} · v{pack.Identity.Version}")}}}");
        html.Append($"</style></head><body class=\"{HtmlText.Encode(paper.Paper)}\"><main>");
    }

    private string Printed() =>
        $"{Day.Format(now.Date)} {Hour.Format(now.TimeOfDay)}" + (string.IsNullOrEmpty(by) ? "" : $" · {by}");

    private void Letterhead()
    {
        html.Append($"<header><div class=\"org\">{HtmlText.Encode(pack.Identity.Name)}</div>");
        html.Append($"<div class=\"stamp\"><b>{HtmlText.Encode(paper.Name)}</b> · v{HtmlText.Encode(pack.Identity.Version)}");
        html.Append($"<br>{HtmlText.Encode(Printed())}</div></header>");
        if (!HasHeading) html.Append($"<h1>{HtmlText.Encode(paper.Name)}</h1>");
    }

    private bool HasHeading => paper.Text.TrimStart().StartsWith('#');

    // Filled in after the Markdown was read: what a person typed is text, never markup.
    private string Words() => Template.Fill(Markdig.Markdown.ToHtml(paper.Text, Markdown), path =>
        Value(path) is { IsEmpty: false } value
            ? $"<span class=\"known\">{HtmlText.Encode(value.ToText())}</span>"
            : "<span class=\"blank\"></span>");

    private void Fields()
    {
        if (paper.Fields.Count == 0) return;

        html.Append("<div class=\"fields\">");
        var fields = paper.Fields.Where(f => !f.Secret).ToList();
        var right = false;
        for (var i = 0; i < fields.Count; i++)
        {
            // Two fields a row; one that has nobody beside it takes the row.
            var alone = IsWide(fields[i]) || (!right && (i + 1 == fields.Count || IsWide(fields[i + 1])));
            if (fields[i].Type == FieldKind.Rows) Rows(fields[i]);
            else One(fields[i], alone ? "wide" : right ? "right" : "left");
            right = !alone && !right;
        }

        html.Append("</div>");
    }

    private static bool IsWide(Field field) => field.Type is FieldKind.LongText or FieldKind.Rows;

    private void One(Field field, string side)
    {
        var value = Shown(field, ValueOf(field));
        var classes = $"{side}{(field.Type == FieldKind.LongText ? " long" : "")}{(value.Length == 0 ? " empty" : "")}";
        html.Append($"<div class=\"field {classes}\">");
        html.Append($"<div class=\"label\">{HtmlText.Encode(field.Label)}</div>");
        html.Append($"<div class=\"value\">{HtmlText.Encode(value).ReplaceLineEndings("<br>")}</div></div>");
    }

    private void Rows(Field field)
    {
        var rows = ValueOf(field) is ListDatum list ? list.Items : [];
        html.Append($"<div class=\"field wide rows\"><div class=\"label\">{HtmlText.Encode(field.Label)}</div><table><thead><tr>");
        foreach (var column in field.Columns) html.Append($"<th>{HtmlText.Encode(column.Label)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
            Row(field.Columns.Select(column => Shown(column, row.Part(column.Id))));
        for (var i = rows.Length; rows.Length == 0 && i < BlankRows; i++)
            Row(field.Columns.Select(_ => ""));
        html.Append("</tbody></table></div>");
    }

    private void Row(IEnumerable<string> cells)
    {
        html.Append("<tr>");
        foreach (var cell in cells) html.Append($"<td>{HtmlText.Encode(cell)}</td>");
        html.Append("</tr>");
    }

    private void Signatures()
    {
        if (paper.Signatures.Count == 0) return;

        html.Append("<div class=\"signatures\">");
        foreach (var signature in paper.Signatures)
            html.Append($"<div class=\"signature\"><span>{HtmlText.Encode(signature)}</span></div>");
        html.Append("</div>");
    }

    private Datum? ValueOf(Field field)
    {
        var value = field.Default is not { } written ? null
            : Template.Only(written) is { } path ? Value(path)
            : Datum.Of(Template.Fill(written, p => Value(p)?.ToText()).Trim());
        return value is { IsEmpty: false } ? value : known(field.Id);
    }

    // On paper a day and an hour are written as people write them.
    private Datum? Value(string path) => path switch
    {
        "hoy" => Datum.Of(Day.Format(now.Date)),
        "ahora" => Datum.Of(Hour.Format(now.TimeOfDay)),
        _ => known(path),
    };

    private string Shown(Field field, Datum? value)
    {
        if (value is null or { IsEmpty: true }) return "";
        if (value is ListDatum several) return string.Join(", ", several.Items.Select(item => Shown(field, item)));

        var text = value.ToText();
        return field.Type switch
        {
            FieldKind.Date or FieldKind.DateTime => Date(text),
            FieldKind.Amount when value.AsNumber() is { } amount => $"{pack.Identity.Currency} {amount.ToString("N2", Culture)}",
            FieldKind.Choice or FieldKind.Choices => Choice(field, text),
            FieldKind.YesNo when value.AsTruth() is { } truth => truth ? "Sí" : "No",
            _ => text,
        };
    }

    private CultureInfo Culture => CultureInfo.GetCultureInfo(pack.Identity.Language);

    private static string Date(string text) =>
        FactBase.Time(Datum.Of(text)) is not { } time ? text
        : text.Length <= 10 ? Day.Format(time.Date)
        : $"{Day.Format(time.Date)} {Hour.Format(time.TimeOfDay)}";

    private string Choice(Field field, string id) => field.Catalogue is not { } catalogue ? id
        : pack.Catalogues.FirstOrDefault(c => c.Id == catalogue.Value)?.Entries.FirstOrDefault(e => e.Id == id)?.Name ?? id;
}
