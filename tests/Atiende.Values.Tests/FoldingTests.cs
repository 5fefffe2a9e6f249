using FsCheck.Fluent;

namespace Atiende.Values.Tests;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("  Peñón  ALTO ", "penon alto")]
    [InlineData("\u0301 a", "a")]
    [InlineData("a \u0301", "a")]
    [InlineData("\u0301", "")]
    [InlineData(null, "")]
    public void Text_is_folded(string? text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Fact]
    public void Folded_text_stays_as_it_is() => For.All(For.AnyText.Where(text => !text.Any(char.IsSurrogate)), text =>
        Folding.Fold(Folding.Fold(text)) == Folding.Fold(text));
}
