using System.Globalization;
using System.Text;

namespace Atiende.Procedures.Printing;

/// <summary>Text written into a style sheet.</summary>
public static class CssText
{
    /// <summary>A CSS string in quotes that holds exactly this text, and can end neither the string nor a style element.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 8).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\' or '<' or '&' || char.IsControl(c)) quoted.Append(CultureInfo.InvariantCulture, $"\\{(int)c:x} ");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
