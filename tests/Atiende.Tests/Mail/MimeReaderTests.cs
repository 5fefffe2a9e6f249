using System.Diagnostics;
using System.Text;
using Atiende.Mail.Mime;

namespace Atiende.Tests.Mail;

/// <summary>Messages as mail programs really write them, and as nobody should.</summary>
public sealed class MimeReaderTests
{
    [Fact]
    public void Folded_headers_and_encoded_words_are_read_as_people_see_them()
    {
        var read = Read("Subject: =?utf-8?B?UmVzcHVlc3RhIGRlbCBuacOx?=\r\n =?utf-8?Q?o_y_m=C3=A1s?= (ticket\r\n\tPAE-2026-000001)\r\nFrom: \"=?iso-8859-1?Q?Pe=F1a=2C_Ana?=\" <Ana.Ejemplo@Ejemplo.invalid>\r\n\r\nHola\r\n");

        Assert.Equal("Respuesta del niño y más (ticket\tPAE-2026-000001)", read.Headers["Subject"]);
        Assert.Equal(("ana.ejemplo@ejemplo.invalid", "Peña, Ana"), MailAddresses.First(read.Headers.Raw("From")));
        Assert.Equal("Hola\r\n", Assert.Single(read.Leaves).Text);
    }

    [Fact]
    public void A_character_may_be_split_over_two_encoded_words() =>
        Assert.Equal("ñandú", Read("Subject: =?utf-8?B?w7FhbmTD?= =?utf-8?B?ug==?=\n\n").Headers["Subject"]);

    [Theory]
    [InlineData("Niño de 2º básico =\r\nsigue =3D igual", "Niño de 2º básico sigue = igual")]
    [InlineData("a=C3=B1o=ZZ=4", "año=ZZ=4")]
    public void Quoted_printable_is_read_and_what_is_broken_stays(string text, string said) =>
        Assert.Equal(said, Encoding.UTF8.GetString(QuotedPrintable.Read(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("SG9s\r\nYQ==", "Hola")]
    [InlineData("SG9s*YQ", "Hola")]
    [InlineData("SG9sYQ==SG9sYQ==", "Hola")]
    public void Base64_is_read_whatever_stands_between(string text, string said) =>
        Assert.Equal(said, Encoding.UTF8.GetString(Base64Text.Read(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void The_words_and_the_files_of_a_mail_with_parts_within_parts_are_found()
    {
        var read = Read("""
            From: uno@ejemplo.invalid
            Content-Type: multipart/mixed; boundary="a b"

            preface
            --a b
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Ma=F1ana
            --inner
            Content-Type: text/html; charset=utf-8

            <p>Mañana</p>
            --inner--
            --a b
            Content-Type: image/jpeg; name="=?utf-8?Q?foto_=C3=B1.jpg?="
            Content-Disposition: attachment; filename*0*=utf-8''foto%20; filename*1*=%C3%B1.jpg
            Content-Transfer-Encoding: base64

            AAEC
            --a b--
            after
            """.ReplaceLineEndings("\r\n"));

        Assert.Equal(["text/plain", "text/html", "image/jpeg"], read.Leaves.Select(l => l.MediaType));
        Assert.Equal("Mañana", read.Leaves[0].Text);
        Assert.Equal("<p>Mañana</p>", read.Leaves[1].Text);
        Assert.Equal(("foto ñ.jpg", true), (read.Leaves[2].FileName, read.Leaves[2].IsAttachment));
        Assert.Equal([0, 1, 2], read.Leaves[2].Content.ToArray());
        Assert.False(read.IsCut);
    }

    [Fact]
    public void What_goes_on_for_ever_is_followed_so_far_and_no_further()
    {
        var deep = string.Concat(Enumerable.Range(0, 400).Select(n => $"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"));
        var many = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", 20_000));
        var long_ = "Subject: a\n" + string.Concat(Enumerable.Repeat(" y" + new string('y', 70) + "\n", 20_000)) + "\nHola";

        Assert.True(Read(deep).IsCut);
        Assert.True(Read(many) is { IsCut: true, Leaves.Count: <= MimeLimits.Parts });
        var cut = Read(long_);
        Assert.True(cut.IsCut && cut.Headers["Subject"]!.Length <= MimeLimits.ValueLength);
    }

    [Fact]
    public void A_part_whose_end_is_missing_and_a_mail_without_header_are_read_all_the_same()
    {
        Assert.Equal("Hola", Assert.Single(Read("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHola").Leaves).Text);
        Assert.Equal("Hola sin cabecera\nnada", Assert.Single(Read("Hola sin cabecera\nnada").Leaves).Text);
        Assert.Equal("", Assert.Single(Read("").Leaves).Text);
        Assert.Equal("text/plain", Assert.Single(Read("Content-Type: ;;; charset\n\nx").Leaves).MediaType);
    }

    [Theory]
    [InlineData("windows-1252", new byte[] { 0x93, 0xF1, 0x94 }, "“ñ”")]
    [InlineData("iso-8859-1", new byte[] { 0xF1 }, "ñ")]
    [InlineData("nada-de-eso", new byte[] { 0xC3, 0xB1 }, "ñ")]
    [InlineData("utf-8", new byte[] { 0xF1, 0x61 }, "ña")]
    [InlineData("", new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0x00 }, "a")]
    [InlineData("utf-7", new byte[] { 0x2B, 0x41, 0x44, 0x77, 0x2D }, "+ADw-")]
    public void Bytes_are_text_in_whatever_charset_they_are_said_to_be(string charset, byte[] bytes, string said) =>
        Assert.Equal(said, Charsets.Read(bytes, charset));

    // Mutations of real messages, with a fixed seed: whatever comes, it is read, soon, and into no more than came.
    [Fact]
    public void Nothing_that_comes_makes_it_throw_or_hang_or_grow()
    {
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes("Subject: =?utf-8?B?w7E=?= =?x?Q?=\r\nContent-Type: multipart/mixed; boundary=\"b\"; a*0*=utf-8''%C3; a*1=x\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nMa=F1ana=\r\n--b\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"x.jpg\r\n\r\nAAEC====\r\n--b--\r\n"),
            Encoding.UTF8.GetBytes("From: a <a@b.invalid>\nReferences: <a@b> <c@d>\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: multipart/related; boundary=c\n\n--c\n\nx\n--c--\n--b\nContent-Type: text/html\n\n<p>Hola\n--b--"),
        ];
        var chance = new Random(20261122);
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < 6000; n++)
        {
            var bytes = Mutated(seeds[n % seeds.Length], seeds[chance.Next(seeds.Length)], chance);

            var read = MimeReader.Read(bytes);

            Assert.True(read.Leaves.Sum(l => (long)l.Content.Length) <= bytes.Length + 3L * read.Leaves.Count);
            Assert.True(read.Leaves.Count <= MimeLimits.Parts);
            _ = (read.Headers["Subject"], MailAddresses.First(read.Headers.Raw("From")));
            foreach (var leaf in read.Leaves) Assert.True(leaf.Text.Length <= leaf.Content.Length && leaf.FileName?.Length is null or <= MimeLimits.ValueLength);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }

    private static byte[] Mutated(byte[] seed, byte[] other, Random chance)
    {
        var bytes = seed.ToList();
        for (var changes = chance.Next(1, 12); changes > 0; changes--)
        {
            var at = chance.Next(bytes.Count + 1);
            switch (chance.Next(5))
            {
                case 0: bytes.Insert(at, (byte)chance.Next(256)); break;
                case 1 when at < bytes.Count: bytes[at] = (byte)chance.Next(256); break;
                case 2 when at < bytes.Count: bytes.RemoveRange(at, chance.Next(1, Math.Min(40, bytes.Count - at) + 1)); break;
                case 3: bytes.InsertRange(at, other.Skip(chance.Next(other.Length)).Take(chance.Next(200))); break;
                default: bytes.InsertRange(at, Encoding.ASCII.GetBytes(new[] { "\r\n", "\n\n", "--b\r\n", "=?", "?=", "=", "\"", ";", "*0*=", "%", "\0" }[chance.Next(11)])); break;
            }
        }

        return [.. bytes];
    }

    private static MimeMessage Read(string text) => MimeReader.Read(Encoding.UTF8.GetBytes(text));
}
