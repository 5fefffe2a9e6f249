using FsCheck.Fluent;

namespace Atiende.Values.Tests;

public sealed class SpanishStemmerTests
{
    [Theory]
    [InlineData("reclamo", "reclamos")]
    [InlineData("canción", "canciones")]
    [InlineData("luz", "luces")]
    [InlineData("voz", "voces")]
    [InlineData("avance", "avances")]
    [InlineData("pago", "pagos")]
    [InlineData("gas", "gases")]
    [InlineData("mes", "meses")]
    [InlineData("interés", "intereses")]
    [InlineData("día", "días")]
    [InlineData("red", "redes")]
    [InlineData("ley", "leyes")]
    [InlineData("papel", "papeles")]
    [InlineData("país", "países")]
    [InlineData("autobús", "autobuses")]
    [InlineData("línea", "líneas")]
    [InlineData("cliente", "clientes")]
    [InlineData("operador", "operadoras")]
    [InlineData("técnico", "técnicas")]
    [InlineData("ticket", "tickets")]
    [InlineData("factura", "facturas")]
    public void Singular_and_plural_meet(string one, string many) =>
        Assert.Equal(SpanishStemmer.Stem(Folding.Fold(one)), SpanishStemmer.Stem(Folding.Fold(many)));

    [Theory]
    [InlineData("luz", "luna")]
    [InlineData("pago", "plan")]
    [InlineData("red", "rico")]
    [InlineData("canción", "cancha")]
    [InlineData("cuenta", "cuento-a")]
    public void Different_words_stay_apart(string one, string other) =>
        Assert.NotEqual(SpanishStemmer.Stem(Folding.Fold(one)), SpanishStemmer.Stem(Folding.Fold(other)));

    [Theory]
    [InlineData(""), InlineData("a"), InlineData("s"), InlineData("es"), InlineData("los"), InlineData("eses"), InlineData("123"), InlineData("2026s")]
    public void Short_words_and_numbers_leave_something(string word) =>
        Assert.Equal(word.Length > 0, SpanishStemmer.Stem(word).Length > 0);

    [Fact]
    public void A_word_in_a_vowel_meets_its_plural_in_s()
    {
        var words = Gen.Elements("abcdefghilmnoprstuvz".ToCharArray()).ArrayOf(4).Zip(Gen.Elements('a', 'e', 'o'))
            .Select(made => new string(made.Item1) + made.Item2)
            .Where(word => !word.EndsWith("ese", StringComparison.Ordinal));
        For.All(words, word => SpanishStemmer.Stem(word) == SpanishStemmer.Stem(word + "s"));
    }

    [Fact]
    public void A_word_in_a_consonant_meets_its_plural_in_es()
    {
        var words = Gen.Elements("aeioulrn".ToCharArray()).ArrayOf(3).Zip(Gen.Elements('d', 'l', 'n', 'r', 'z'))
            .Select(made => (One: new string(made.Item1) + made.Item2, Many: new string(made.Item1) + (made.Item2 == 'z' ? 'c' : made.Item2) + "es"));
        For.All(words, word => SpanishStemmer.Stem(word.One) == SpanishStemmer.Stem(word.Many));
    }
}
