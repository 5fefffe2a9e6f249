using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Atiende.Procedures.Printing;

/// <summary>Text written into HTML.</summary>
public static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text with what HTML would read as markup spelt out; accents stay as they are.</summary>
    public static string Encode(string? text) => Encoder.Encode(text ?? "");
}
