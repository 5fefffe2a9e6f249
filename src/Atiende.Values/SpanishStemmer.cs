namespace Atiende.Values;

/// <summary>
/// A light stemmer for full-text search: takes plural and gender endings off, so that "reclamos" meets "reclamo",
/// "canciones" "canción" and "luces" "luz". After J. Savoy's light stemmer for Spanish ("Light stemming approaches for
/// the French, Portuguese, German and Hungarian languages", 2006, and its Spanish sibling), with short words and -ce included.
/// </summary>
public static class SpanishStemmer
{
    /// <summary>The stem of one word, already folded (lower case, no accents). Not a word itself: "reclam".</summary>
    public static string Stem(string word)
    {
        if (word.EndsWith("eses", StringComparison.Ordinal))
            return word.Length > 5 ? word[..^4] : word[..^2];       // intereses, interés; but meses, mes
        if (Ends(word, 4, "es"))
            return Soft(word[..^2]);
        if (Ends(word, 4, "os") || Ends(word, 4, "as"))
            return word[..^2];
        if (Ends(word, 3, "e"))
            return Soft(word[..^1]);
        if (Ends(word, 3, "o") || Ends(word, 3, "a"))
            return word[..^1];
        // Borrowed words: tickets, chips. After i and u the s is mostly the word's own: crisis, autobús.
        return Ends(word, 4, "s") && !"aeious".Contains(word[^2], StringComparison.Ordinal) && char.IsLetter(word[^2])
            ? word[..^1]
            : word;
    }

    private static bool Ends(string word, int least, string ending) =>
        word.Length >= least && word.EndsWith(ending, StringComparison.Ordinal);

    // Before e Spanish writes c for z: luz, luces; and avance must still meet avances.
    private static string Soft(string stem) => stem.EndsWith('c') ? stem[..^1] + "z" : stem;
}
