using System.Net;
using System.Text.RegularExpressions;

namespace Atiende.Tests.Faults;

/// <summary>A step of the guide, as its HTML shows it.</summary>
internal sealed partial record ShownStep(Guid Run, int Sequence, string Node, bool IsOpen, IReadOnlyList<ShownControl> Controls, string Token)
{
    /// <summary>A field that takes any words, to be typed into.</summary>
    public string? TextField => Controls.FirstOrDefault(c => c.Type is "text" or "textarea" && c.Mode is null)?.Name;

    /// <summary>What stands in the fields.</summary>
    public IReadOnlyList<(string Name, string Value)> Typed => [.. Controls.Where(c => c.Value.Length > 0).Select(c => (c.Name, c.Value))];

    /// <summary>The guide of a page or fragment; null where none is shown.</summary>
    public static ShownStep? Of(string html)
    {
        if (Guide().Match(html) is not { Success: true } guide) return null;

        var form = Form().Match(html);
        var controls = form.Success ? ShownControl.Of(form.Value) : [];
        var node = controls.FirstOrDefault(c => c.Name == "node")?.Value ?? "";
        return new(Guid.Parse(guide.Groups[1].Value), int.Parse(guide.Groups[2].Value), node, form.Success,
            [.. controls.Where(c => c.Type != "hidden" && c.Name is not ("reason" or "repeat"))], DeskWalker.Token(html));
    }

    /// <summary>An answer to it: made-up words, one of the choices, the preselected one more often.</summary>
    public List<(string Name, string Value)> Fill(Random chance)
    {
        var fields = new List<(string, string)> { ("node", Node), ("sequence", $"{Sequence}") };
        foreach (var group in Controls.GroupBy(c => c.Name))
        {
            if (group.First().Type is "radio" or "checkbox")
            {
                var chosen = group.FirstOrDefault(c => c.IsChecked && chance.Next(3) > 0) ?? group.ElementAt(chance.Next(group.Count()));
                fields.Add((group.Key, chosen.Value));
            }
            else
            {
                fields.AddRange(group.Select(c => (c.Name, c.Value.Length > 0 ? c.Value : c.MadeUp(chance))));
            }
        }

        return fields;
    }

    [GeneratedRegex("<section id=\"guide\"[^>]* data-run=\"([^\"]+)\" data-sequence=\"(\\d+)\"")]
    private static partial Regex Guide();

    [GeneratedRegex("<form class=\"step\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();
}

/// <summary>One control of a form.</summary>
internal sealed partial record ShownControl(string Name, string Type, string? Mode, string Value, bool IsChecked, IReadOnlyList<string> Options)
{
    public static IReadOnlyList<ShownControl> Of(string form) => [.. Control().Matches(form).Select(Read).Where(c => c.Name.Length > 0)];

    /// <summary>Something that may be typed into it.</summary>
    public string MadeUp(Random chance) => Type switch
    {
        "select" => Options.Count == 0 ? "" : Options[chance.Next(Options.Count)],
        "date" => "2026-11-20",
        "time" => "10:30",
        "datetime-local" => "2026-11-20T10:30",
        "email" => "persona.ejemplo@correo.invalid",
        "tel" => "70000001",
        "file" => "",
        _ when Mode is "numeric" or "decimal" => $"{chance.Next(1, 9)}",
        _ => $"Dato de prueba {chance.Next(1000)}",
    };

    private static ShownControl Read(Match match)
    {
        var kind = match.Groups[1].Value;
        var attributes = match.Groups[2].Value;
        var inner = match.Groups[3].Value;
        var options = kind == "select" ? OptionValue().Matches(inner).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(v => v.Length > 0).ToList() : [];
        return new(
            Attribute(attributes, "name") ?? "",
            kind == "input" ? Attribute(attributes, "type") ?? "text" : kind,
            Attribute(attributes, "inputmode"),
            kind switch
            {
                "textarea" => WebUtility.HtmlDecode(inner),
                "select" => WebUtility.HtmlDecode(Selected().Match(inner).Groups[1].Value),
                _ => Attribute(attributes, "value") ?? "",
            },
            Checked().IsMatch(attributes), options);
    }

    private static string? Attribute(string attributes, string name) =>
        Regex.Match(attributes, $"(?:^|\\s){name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<(input|textarea|select)\\b([^>]*)>(?:(?<=<(?:textarea|select)\\b[^>]*>)(.*?)</\\1>)?", RegexOptions.Singleline)]
    private static partial Regex Control();

    [GeneratedRegex("<option value=\"([^\"]*)\"")]
    private static partial Regex OptionValue();

    [GeneratedRegex("<option value=\"([^\"]*)\"[^>]*\\sselected")]
    private static partial Regex Selected();

    [GeneratedRegex("\\schecked(\\s|=|$|/)")]
    private static partial Regex Checked();
}
