
namespace Atiende.Values.Tests;

public sealed class EmailsTests
{
    [Theory]
    [InlineData(" Persona.Uno@Ejemplo.INVALID ", "persona.uno@ejemplo.invalid")]
    [InlineData("a+b_c-d@sub.ejemplo.invalid", "a+b_c-d@sub.ejemplo.invalid")]
    [InlineData("uno@señal.invalid", "uno@xn--seal-hqa.invalid")]
    public void An_address_is_read_into_its_key(string text, string key)
    {
        Assert.True(Emails.TryParse(text, out var read, out var problem), problem?.ToString());
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData(null, "email.at")]
    [InlineData("", "email.at")]
    [InlineData("persona.ejemplo.invalid", "email.at")]
    [InlineData("@ejemplo.invalid", "email.at")]
    [InlineData("uno@", "email.at")]
    [InlineData("uno@dos@ejemplo.invalid", "email.at")]
    [InlineData("persona uno@ejemplo.invalid", "email.spaces")]
    [InlineData("maría@ejemplo.invalid", "email.name")]
    [InlineData(".uno@ejemplo.invalid", "email.name")]
    [InlineData("uno..dos@ejemplo.invalid", "email.name")]
    [InlineData("uno,dos@ejemplo.invalid", "email.name")]
    [InlineData("uno@ejemplo", "email.domain")]
    [InlineData("uno@ejemplo.", "email.domain")]
    [InlineData("uno@.invalid", "email.domain")]
    [InlineData("uno@-ejemplo.invalid", "email.domain")]
    [InlineData("uno@ejemplo.1", "email.domain")]
    [InlineData("uno@ejemplo,invalid", "email.domain")]
    public void What_is_no_address_is_told_where(string? text, string code)
    {
        Assert.False(Emails.TryParse(text, out var key, out var problem));
        Assert.Null(key);
        Assert.Equal(code, problem.Code);
    }

    [Fact]
    public void Lengths_are_those_of_the_standard()
    {
        Assert.True(Emails.TryParse(new string('a', 64) + "@ejemplo.invalid", out _, out _));
        Assert.False(Emails.TryParse(new string('a', 65) + "@ejemplo.invalid", out _, out var name));
        Assert.Equal("email.name", name.Code);
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 3)) + ".invalid";
        Assert.False(Emails.TryParse(new string('a', 64) + "@" + domain, out _, out var longer));
        Assert.Equal("email.long", longer.Code);
    }

    [Fact]
    public void Whatever_is_typed_is_answered_and_a_key_is_its_own_key() =>
        For.All(For.AnyText, text => !Emails.TryParse(text + "@ejemplo.invalid", out var key, out _)
            || (Emails.TryParse(key, out var again, out _) && again == key));
}
