using System.Text;
using Atiende.Mail;
using Atiende.Mail.Mime;

namespace Atiende.Tests.Mail;

public sealed class EmlTests
{
    private static readonly Letter Some = new(
        Guid.Empty, "k@org.atiende", "Institución Ejemplo", "avisos@ejemplo.invalid", "Persona \"Uno\"", "uno@ejemplo.invalid",
        "Hola", "Texto", new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.FromHours(-6)));

    [Fact]
    public void Headers_are_ascii_and_lines_short()
    {
        var file = Eml.Write(Some with { Subject = new string('ñ', 200), Text = new string('x', 5000) });
        var head = file[..file.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

        Assert.True(Ascii.IsValid(head));
        Assert.All(head.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 998));
    }

    [Fact]
    public void The_date_is_universal_and_names_are_quoted()
    {
        var file = Eml.Write(Some);

        Assert.StartsWith("Date: Mon, 02 Nov 2026 14:00:00 +0000\r\n", file, StringComparison.Ordinal);
        Assert.Contains("To: \"Persona \\\"Uno\\\"\" <uno@ejemplo.invalid>\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_typed_begins_a_header_of_its_own()
    {
        var file = Eml.Write(Some with { Subject = "Uno\r\nBcc: otro@ejemplo.invalid", ToName = "A\nCc: b", ToAddress = "a@b.invalid\r\nCc: c@d.invalid" });

        Assert.DoesNotContain("\nBcc:", file, StringComparison.Ordinal);
        Assert.DoesNotContain("\nCc:", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoded_words_hold_whole_characters()
    {
        const string Subject = "Peñón 😀 y más, con acentos y eñes: añorábamos la pequeñez de cada sueño 😀😀😀😀😀😀";
        var file = Eml.Write(Some with { Subject = Subject });
        var words = file.Split("Subject: ")[1].Split("\r\nMessage-ID")[0].Split("\r\n ");

        Assert.Equal(Subject, string.Concat(words.Select(w => Encoding.UTF8.GetString(Convert.FromBase64String(w["=?utf-8?B?".Length..^2])))));
        Assert.DoesNotContain(words, w => Encoding.UTF8.GetString(Convert.FromBase64String(w["=?utf-8?B?".Length..^2])).Contains('\uFFFD', StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_about_a_case_says_its_thread_where_answers_go_and_that_a_person_wrote_it()
    {
        var file = Eml.Write(Some with { Thread = "case-1@org.atiende", ReplyTo = "canal@ejemplo.invalid", IsAutomatic = false });

        Assert.Contains("References: <case-1@org.atiende>\r\n", file, StringComparison.Ordinal);
        Assert.Contains("Reply-To: =?utf-8?B?", file, StringComparison.Ordinal);
        Assert.Contains("<canal@ejemplo.invalid>\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Auto-Submitted", file, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", Eml.Write(Some), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_words_stand_as_HTML_beside_the_plain_ones_and_nothing_typed_is_markup()
    {
        const string Text = "Hola <b>Ñandú</b>:\n\nVea https://ejemplo.invalid/a?b=1&c=2. Gracias\nAdiós";
        var file = Eml.Write(Some with { Text = Text, Html = LetterHtml.Of("Asunto <x>", Text, null) });
        var read = MimeReader.Read(Encoding.UTF8.GetBytes(file));

        Assert.Equal(["text/plain", "text/html"], read.Leaves.Select(l => l.MediaType));
        Assert.Equal(Text, read.Leaves[0].Text.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Contains("Hola &lt;b&gt;", read.Leaves[1].Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://ejemplo.invalid/a?b=1&amp;c=2\"", read.Leaves[1].Text, StringComparison.Ordinal);
        Assert.Contains("Gracias<br>", read.Leaves[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", read.Leaves[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 30), InlineData(2, 60), InlineData(7, 1920), InlineData(8, 3600), InlineData(30, 3600)]
    public void The_wait_doubles_up_to_an_hour(int tries, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.After(tries));
}
