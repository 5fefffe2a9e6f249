using System.Globalization;
using System.Reflection;
using System.Text;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Printing;
using Atiende.Shell.Parts;
using Atiende.Values;
using Markdig;

namespace Atiende.PaperPads.Printing;

/// <summary>A pad to be printed: the cover with the address for photographs, then its sheets, as one page of HTML that needs nothing else.</summary>
internal sealed class PadBook(Organization organization, PaperForms paper)
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().Build();
    private static readonly string Css = ReadCss();

    private readonly StringBuilder html = new(64_000);

    /// <summary>What is printed of a form by hand: all its fields but the folio, which stands at the head.</summary>
    public static IReadOnlyList<Field> Fields(Pack pack, PaperForms paper) =>
        [.. pack.Forms.First(f => f.Id.Value == paper.Form.Value).Fields.Where(f => f.Id.Value != paper.Sheets.Folio.Value && !f.Secret)];

    /// <summary>The layout of a site's sheets.</summary>
    public static SheetLayout Layout(Organization organization, PaperForms paper, Datum site) => SheetLayout.Of(
        Fields(organization.Pack, paper), field => site.Part(field.Id) is { IsEmpty: false }, field => FieldChoice.Of(field, id => FieldRules.Catalogue(id, organization)));

    /// <summary>The pad's pages.</summary>
    public string Html(PadPrint print)
    {
        var layout = Layout(organization, paper, print.Site);
        Head(print);
        if (print.Cover) Cover(print);
        foreach (var folio in print.Folios) Sheet(print, layout, folio);
        html.Append("</body></html>");
        return html.ToString();
    }

    private void Head(PadPrint print)
    {
        html.Append($"<!DOCTYPE html><html lang=\"{Text(organization.Pack.Identity.Language)}\"><head><meta charset=\"utf-8\">");
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        html.Append($"<title>{Text(print.Pad.Number)} · {Text(organization.Pack.Identity.ShortName)}</title><style>{Css}</style></head><body>");
    }

    private void Cover(PadPrint print)
    {
        var words = organization.Pack.Texts.First(t => t.Id.Value == paper.Cover.Value).Text;
        html.Append("<section class=\"page cover\">");
        Again(print);
        html.Append($"<h1>{Text(paper.Title)}</h1><div class=\"of\"><b>{Text(organization.Pack.Identity.Name)}</b><br>{Text(print.SiteName)} · {Text(paper.Sites.Key)} {Text(print.Pad.Site)}<br>");
        html.Append($"{Text(print.Words.Pad)} {Text(print.Pad.Number)} · {Text(print.Words.Folios)} {print.Pad.First}–{print.Pad.Last}</div>");
        html.Append($"<div class=\"words\">{Markdig.Markdown.ToHtml(words, Markdown)}</div>");
        if (print.Address is { } address)
        {
            html.Append($"<div class=\"code door\">{QrSvg.Of(address)}</div>");
            html.Append($"<div class=\"send\"><b>{Text(print.Words.Send)}</b>{Text(print.Words.SendHelp)}<p class=\"address\">{Text(address)}</p></div>");
        }

        html.Append("</section>");
    }

    private void Sheet(PadPrint print, SheetLayout layout, long folio)
    {
        var number = folio.ToString(CultureInfo.InvariantCulture);
        html.Append("<section class=\"page\">");
        Again(print);
        Mark(SheetLayout.TopMark);
        Mark(SheetLayout.BottomMark);
        html.Append($"<div class=\"org\">{Text(organization.Pack.Identity.Name)}</div><div class=\"title\">{Text(paper.Title)}</div>");
        html.Append($"<div class=\"site\">{Text(print.SiteName)} · {Text(paper.Sites.Key)} {Text(print.Pad.Site)}</div>");
        html.Append($"<div class=\"folio\">FOLIO<b>{number}</b></div>");
        Code(SheetLayout.TopCode, new(organization.Id, print.Pad.Site, number, SheetCorner.Top));
        foreach (var field in layout.Fields) One(field, print.Site.Part(field.Field.Id)?.ToText());
        Code(SheetLayout.BottomCode, new(organization.Id, print.Pad.Site, number, SheetCorner.Bottom));
        html.Append($"<div class=\"foot\"><span>{Text(organization.Pack.Identity.ShortName)} · {Text(print.Pad.Number)}</span><span>* {Text(print.Words.Required)}</span></div></section>");
    }

    private void Again(PadPrint print)
    {
        if (print.Again is { } again) html.Append($"<div class=\"watermark\">{Text(print.Words.Watermark)}</div><div class=\"again\">{Text(again)}</div>");
    }

    private void Code(SheetBox box, SheetCode code) =>
        html.Append($"<div class=\"code\" style=\"{At(box.X, box.Y, box.Side, box.Side)}\">{QrSvg.Of(code.Text)}</div>");

    // As the squares in the corners of a QR code, with which they are found: 1:1:3:1:1.
    private void Mark(SheetBox box) => html.Append(
        $"<div class=\"code\" style=\"{At(box.X, box.Y, box.Side, box.Side)}\"><svg viewBox=\"0 0 7 7\" shape-rendering=\"crispEdges\"><path fill-rule=\"evenodd\" d=\"M0 0h7v7h-7zM1 1v5h5v-5zM2 2h3v3h-3z\"/></svg></div>");

    private void One(SheetField placed, string? value)
    {
        html.Append($"<div class=\"field\" style=\"{At(placed.X, placed.Y, placed.Width, placed.Height)}\">");
        html.Append($"<div class=\"label\">{Text(placed.Field.Label)}{(placed.Field.Required ? " *" : "")}</div>");
        if (!string.IsNullOrEmpty(value)) html.Append($"<div class=\"value\">{Text(value)}</div>");
        html.Append("</div>");
        foreach (var box in placed.Boxes)
        {
            html.Append($"<div class=\"tick\" style=\"{At(box.X, box.Y, box.Side, box.Side)}\"></div>");
            html.Append($"<div class=\"choice\" style=\"{At(box.X + box.Side + 1.5, box.Y)}\">{Text(box.Value)}</div>");
        }
    }

    private static string At(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"left:{x:0.##}mm;top:{y:0.##}mm");

    private static string At(double x, double y, double width, double height) =>
        string.Create(CultureInfo.InvariantCulture, $"{At(x, y)};width:{width:0.##}mm;height:{height:0.##}mm");

    private static string Text(string text) => HtmlText.Encode(text);

    private static string ReadCss()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("paper-pads/sheet.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>What is printed of a pad.</summary>
/// <param name="Pad">The pad.</param>
/// <param name="SiteName">What its establishment is called.</param>
/// <param name="Site">What is known of the establishment: fields of the form with these names are printed filled in.</param>
/// <param name="Folios">The sheets.</param>
/// <param name="Cover">Whether its cover comes first.</param>
/// <param name="Address">The address where its photographs are sent; null where there is none.</param>
/// <param name="Again">What marks a reprint; null the first time.</param>
/// <param name="Words">Words of ours that stand on it.</param>
internal sealed record PadPrint(
    Pad Pad, string SiteName, Datum Site, IEnumerable<long> Folios, bool Cover, string? Address, string? Again, PadWords Words);

/// <summary>Words on a pad that are not the pack's.</summary>
internal sealed record PadWords(string Pad, string Folios, string Send, string SendHelp, string Required, string Watermark);
