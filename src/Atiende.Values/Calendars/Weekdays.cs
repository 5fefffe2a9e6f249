using NodaTime;

namespace Atiende.Values.Calendars;

/// <summary>The names of weekdays, in Spanish and English.</summary>
public static class Weekdays
{
    private static readonly string[] SpanishNames = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    private static readonly string[] EnglishNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>"viernes", "Friday".</summary>
    public static Bilingual Name(IsoDayOfWeek day) => new(SpanishNames[(int)day - 1], EnglishNames[(int)day - 1]);

    /// <summary>Reads a whole name or its first three letters, in either language, with or without accents and capitals.</summary>
    public static bool TryParse(string? text, out IsoDayOfWeek day)
    {
        var folded = Folding.Fold(text ?? "");
        for (var i = 0; i < 7; i++)
        {
            foreach (var name in new[] { Folding.Fold(SpanishNames[i]), Folding.Fold(EnglishNames[i]) })
            {
                if (folded == name || folded == name[..3])
                {
                    day = (IsoDayOfWeek)(i + 1);
                    return true;
                }
            }
        }

        day = IsoDayOfWeek.None;
        return false;
    }
}
