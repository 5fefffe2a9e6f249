using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Shell;

namespace Atiende.Protection;

/// <summary>What is held of a person as a page that any browser shows, without anything from elsewhere.</summary>
internal sealed class PersonalPage(IOrganizations organizations, Texts texts, Zones zones)
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dt{font-weight:600}dd{margin:0 0 .5rem}" +
        "h1,h2{line-height:1.2}section{border-top:1px solid #999}dl dl,li dl{border-left:3px solid #ccc;padding-left:.75rem}dd{white-space:pre-wrap}";

    public string Of(IReadOnlyList<HeldPart> parts, DateTimeOffset at)
    {
        var name = organizations.Current.Pack.Identity.Name;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{Texts.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Safe(texts["protection.file.title"])}</title><style>{Style}</style></head><body><h1>{Safe(texts["protection.file.title"])}</h1>")
            .Append(CultureInfo.InvariantCulture, $"<p>{Safe(name)} · {Safe(zones.Long(at))}</p><p>{Safe(texts["protection.file.lead"])}</p>");
        foreach (var part in parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section><h2>{Safe(part.Title.In(Texts.Language))}</h2>");
            Show(html, part.Data, FieldLabels.Of(organizations.Current.Pack));
            html.Append("</section>");
        }

        return html.Append("</body></html>\n").ToString();
    }

    private void Show(StringBuilder html, JsonNode? node, FieldLabels labels)
    {
        switch (node)
        {
            case JsonObject row:
                html.Append("<dl>");
                foreach (var (key, value) in row.Where(p => p.Value is not null))
                {
                    html.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(texts.Find($"protection.held.{key}") ?? labels.Label(key))}</dt><dd>");
                    Show(html, value, labels);
                    html.Append("</dd>");
                }

                html.Append("</dl>");
                break;
            case JsonArray { Count: > 0 } list:
                html.Append("<ul>");
                foreach (var item in list)
                {
                    html.Append("<li>");
                    Show(html, item, labels);
                    html.Append("</li>");
                }

                html.Append("</ul>");
                break;
            case JsonValue value:
                html.Append(Safe(Said(value)));
                break;
            default:
                html.Append('—');
                break;
        }
    }

    private string Said(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => texts["protection.file.yes"],
        JsonValueKind.False => texts["protection.file.no"],
        JsonValueKind.String when value.GetValue<string>() is var text => text.Length >= 20 && char.IsAsciiDigit(text[0])
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? zones.Long(at) : text,
        _ => value.ToString(),
    };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
