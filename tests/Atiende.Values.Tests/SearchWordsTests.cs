namespace Atiende.Values.Tests;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Las raciones llegaron frías", "RACIÓN fria")]
    [InlineData("Falta de manipuladoras en los comedores", "manipuladora comedor")]
    [InlineData("El pan estaba duro; ¡tres veces!", "pan duro vez")]
    [InlineData("PAE-2026-000123", "pae 123")]
    public void What_is_asked_meets_what_was_written(string written, string asked) =>
        Assert.Subset(SearchWords.Of(written).ToHashSet(), SearchWords.Of(asked).ToHashSet());

    [Theory]
    [InlineData("el de la y para con")]
    [InlineData("  ¿…? ")]
    [InlineData(null)]
    public void What_says_nothing_has_no_words(string? text) => Assert.Empty(SearchWords.Of(text));

    [Fact]
    public void Each_word_is_there_once_however_often_it_is_said() =>
        Assert.Equal(SearchWords.Of("pan duro"), SearchWords.Of("pan duro, PANES duros"));

    [Fact]
    public void Words_are_letters_and_digits_and_no_longer_than_they_are_kept()
    {
        var words = SearchWords.Of("a\"b'c\\d " + new string('x', 500));

        Assert.All(words, word => Assert.True(word.Length <= SearchWords.Longest && word.All(char.IsLetterOrDigit)));
    }
}
