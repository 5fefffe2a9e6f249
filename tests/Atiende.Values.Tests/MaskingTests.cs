
namespace Atiende.Values.Tests;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("María Pérez", "M… P…")]
    [InlineData("  Persona   de Ejemplo ", "P… d… E…")]
    [InlineData("Ñ", "Ñ…")]
    [InlineData("😀lga", "😀…")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Of_a_name_the_initials_are_left(string? name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("persona@ejemplo.invalid", "p…@e….invalid")]
    [InlineData("a@b.c.invalid", "a…@b….invalid")]
    [InlineData("no es correo", "…")]
    [InlineData("uno@ejemplo", "u…@…")]
    [InlineData(null, "")]
    public void Of_an_address_the_initials_and_the_top_domain_are_left(string? address, string masked) =>
        Assert.Equal(masked, Masking.Email(address));

    [Theory]
    [InlineData("00000001-8", "••••••01-8")]
    [InlineData("12", "••")]
    [InlineData("1234", "•••4")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Of_a_number_the_end_is_left(string? number, string masked) => Assert.Equal(masked, Masking.Document(number));

    [Fact]
    public void Never_more_than_a_third_of_a_number_is_shown() =>
        For.All(For.AnyText, text =>
        {
            var shown = Masking.Document(text).Count(char.IsLetterOrDigit);
            return shown <= 3 && shown * 3 <= text.Count(char.IsLetterOrDigit);
        });
}
