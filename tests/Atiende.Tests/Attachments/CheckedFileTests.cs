using System.Text;
using Atiende.Attachments;
using Atiende.Attachments.Images;
using Atiende.Packs.Model;

namespace Atiende.Tests.Attachments;

public sealed class CheckedFileTests
{
    private static readonly CaseFiles Rules = new();

    public static TheoryData<string, byte[]> Pictures => new() { { "foto.jpg", Sample.Jpeg() }, { "foto.png", Sample.Png() }, { "foto.webp", Sample.Webp() } };

    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "foto.jpg", Encoding.UTF8.GetBytes("<html><script>alert(1)</script>") },
        { "foto.png", [.. "PK\x03\x04"u8, .. new byte[5000]] },
        { "foto.jpg", "GIF89a____________"u8.ToArray() },
        { "informe.pdf", "MZ\x90\0this program cannot be run"u8.ToArray() },
        { "foto.svg", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") },
        { "foto.webp", "RIFF\0\0\0\0WAVEfmt "u8.ToArray() },
    };

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "foto.jpg", [0xFF, 0xD8, 0xFF, .. "PK\x03\x04 a bomb behind three bytes of a photograph"u8] },
        { "foto.jpg", [0xFF, 0xD8, 0xFF] },
        { "foto.jpg", [0xFF, 0xD8, .. Sample.Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 2, 0xFF, 0xD9] },
        { "foto.png", Sample.Png()[..60] },
        { "foto.png", [.. Sample.Png()[..8], 0x7F, 0xFF, 0xFF, 0xFF, .. "IHDRxxxxxxxxxxxxxxxx"u8] },
        { "foto.webp", Sample.Webp()[..30] },
    };

    [Theory, MemberData(nameof(Pictures))]
    public void A_picture_is_kept_without_its_place_but_with_its_right_side_up(string name, byte[] content)
    {
        Assert.Contains(Sample.Secret, Encoding.Latin1.GetString(content), StringComparison.Ordinal);

        var file = CheckedFile.Of(name, content, Rules);

        var text = Encoding.Latin1.GetString(file.Content.Span);
        Assert.DoesNotContain("GPS", text, StringComparison.Ordinal);
        Assert.Contains(Encoding.Latin1.GetString(Exif.Only(6)), text, StringComparison.Ordinal);
        Assert.Equal(file.Content.ToArray(), CheckedFile.Of(name, file.Content.ToArray(), Rules).Content.ToArray());
    }

    [Fact]
    public void The_pictures_data_are_kept_byte_for_byte_with_their_size()
    {
        var jpeg = CheckedFile.Of("foto.jpg", Sample.Jpeg(4000, 3000, "the coded data"), Rules);
        var webp = CheckedFile.Of("foto.webp", Sample.Webp(), Rules);

        Assert.Equal((4000, 3000), (jpeg.Width, jpeg.Height));
        Assert.EndsWith("the coded data\u00FF\0\u00FF\u00D0\u0001\u0002\u00FF\u00D9", Encoding.Latin1.GetString(jpeg.Content.Span), StringComparison.Ordinal);
        Assert.Equal((640, 480), (webp.Width, webp.Height));
        Assert.Equal(webp.Content.Length - 8, BitConverter.ToInt32(webp.Content.Span[4..8]));
    }

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_not_what_its_name_says_is_refused_by_name(string name, byte[] content)
    {
        var refused = Assert.Throws<AttachmentRefusedException>(() => CheckedFile.Of(name, content, Rules));

        Assert.Equal(AttachmentProblem.WrongKind, refused.Problem);
        Assert.Contains($"«{name}»", refused.Said.Spanish, StringComparison.Ordinal);
        Assert.Contains("JPG, PNG, WEBP, PDF", refused.Said.English, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Damaged))]
    public void A_damaged_picture_is_refused(string name, byte[] content) =>
        Assert.Equal(AttachmentProblem.Unfit, Assert.Throws<AttachmentRefusedException>(() => CheckedFile.Of(name, content, Rules)).Problem);

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(50_000, 10)]
    [InlineData(19_000, 19_000)]
    [InlineData(0, 480)]
    public void A_picture_of_absurd_size_is_refused_by_its_header(int width, int height)
    {
        var jpeg = Assert.Throws<AttachmentRefusedException>(() => CheckedFile.Of("plano.jpg", Sample.Jpeg(width, height), Rules));
        Assert.Throws<AttachmentRefusedException>(() => CheckedFile.Of("plano.png", Sample.Png(width, height, whole: false), Rules));

        if (width > 0) Assert.Contains($"{width} × {height}", jpeg.Said.Spanish, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_pack_does_not_take_is_refused()
    {
        var only = new CaseFiles { Kinds = ["image/jpeg"] };

        Assert.Contains("JPG", Assert.Throws<AttachmentRefusedException>(() => CheckedFile.Of("a.pdf", Sample.Pdf(), only)).Message, StringComparison.Ordinal);
        Assert.Equal(AttachmentProblem.Unfit, Assert.Throws<AttachmentRefusedException>(() => CheckedFile.Of("a.pdf", [], Rules)).Problem);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\fotos\\desayuno.jpg", "desayuno.jpg")]
    [InlineData("<script>alert(1)</script>.jpg", "script_.jpg")]
    [InlineData("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie_ x=1.jpg")]
    [InlineData("foto\u202Egpj.exe", "fotogpj.exe")]
    [InlineData("  .  ", "archivo")]
    [InlineData(null, "archivo")]
    [InlineData("Año niñez.jpg", "Año niñez.jpg")]
    public void A_name_is_tidied(string? given, string tidy) => Assert.Equal(tidy, FileNames.Tidy(given));

    [Theory]
    [InlineData("foto.jpg", "foto.png")]
    [InlineData("foto", "foto.png")]
    [InlineData("foto.PNG", "foto.PNG")]
    [InlineData("n.º 4 del patio", "n.º 4 del patio.png")]
    public void A_name_says_what_the_file_is(string given, string name) => Assert.Equal(name, CheckedFile.Of(given, Sample.Png(), Rules).Name);

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = FileNames.Tidy(new string('ñ', 400) + ".jpeg");

        Assert.Equal(FileNames.Longest, name.Length);
        Assert.EndsWith(".jpeg", name, StringComparison.Ordinal);
    }
}
