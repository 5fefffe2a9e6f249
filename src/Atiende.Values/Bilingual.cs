namespace Atiende.Values;

/// <summary>One text in the two languages of the screens, made where its facts are known.</summary>
/// <param name="Spanish">The Spanish text.</param>
/// <param name="English">The English text.</param>
public sealed record Bilingual(string Spanish, string English)
{
    /// <summary>The text in a language given by its two-letter code or culture name; Spanish unless it begins with "en".</summary>
    public string In(string? language) =>
        language is not null && language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Spanish;

    /// <summary>The Spanish text, the language of the screens.</summary>
    public override string ToString() => Spanish;
}
