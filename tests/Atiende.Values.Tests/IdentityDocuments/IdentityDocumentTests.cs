using Atiende.Values.IdentityDocuments;
using FsCheck.Fluent;
using static Atiende.Values.IdentityDocuments.IdentityDocumentKind;

namespace Atiende.Values.Tests.IdentityDocuments;

public sealed class IdentityDocumentTests
{
    [Theory]
    [InlineData(Dui, "00000001-8", "00000001-8")]
    [InlineData(Dui, "012345678", "01234567-8")]
    [InlineData(Dui, " DUI: 01234567 – 8 ", "01234567-8")]
    [InlineData(Rut, "12.345.678-5", "12345678-5")]
    [InlineData(Rut, "123456785", "12345678-5")]
    [InlineData(Rut, "RUT 11.111.111-1", "11111111-1")]
    [InlineData(Rut, "10000013k", "10000013-K")]
    [InlineData(Rut, "10.000.004-0", "10000004-0")]
    [InlineData(Rut, "030686957-4", "30686957-4")]
    [InlineData(Ci, "1234567", "1234567")]
    [InlineData(Ci, "1234567-1a", "1234567-1A")]
    [InlineData(Ci, "12345671A CB", "1234567-1A")]
    [InlineData(Ci, "C.I. 1234567 lp.", "1234567")]
    [InlineData(Ci, "1234", "1234")]
    [InlineData(Passport, "ab 123456", "AB123456")]
    [InlineData(Other, "  cne  44-b ", "CNE 44-B")]
    public void A_document_is_read_as_people_write_it(IdentityDocumentKind kind, string text, string number)
    {
        Assert.True(IdentityDocument.TryParse(kind, text, out var document, out var problem), problem?.ToString());
        Assert.Equal((kind, number), (document.Kind, document.Number));
        Assert.True(document.CheckDigitIsRight);
        Assert.Null(document.CheckDigitProblem);
    }

    [Theory]
    [InlineData(Dui, "")]
    [InlineData(Dui, "1-8")]
    [InlineData(Dui, "00000000-0")]
    [InlineData(Dui, "0000000A-8")]
    [InlineData(Dui, "0000000018")]
    [InlineData(Dui, "٠٠٠٠٠٠٠١-٨")]
    [InlineData(Rut, "12.345.67-5")]
    [InlineData(Rut, "1.23.456.785")]
    [InlineData(Rut, "12345678-J")]
    [InlineData(Rut, "1234-5")]
    [InlineData(Rut, "123.456.789-5")]
    [InlineData(Ci, "123")]
    [InlineData(Ci, "123456789")]
    [InlineData(Ci, "0000")]
    [InlineData(Ci, "1234567-AA")]
    [InlineData(Ci, "1234567 XX")]
    [InlineData(Passport, "ABCDEF")]
    [InlineData(Passport, "A1")]
    [InlineData(Other, "sin número")]
    [InlineData(Other, null)]
    public void A_wrong_form_is_refused_with_what_to_change(IdentityDocumentKind kind, string? text)
    {
        Assert.False(IdentityDocument.TryParse(kind, text, out var document, out var problem));
        Assert.Null(document);
        Assert.StartsWith("identity.", problem.Code, StringComparison.Ordinal);
        Assert.NotEqual(problem.Message.Spanish, problem.Message.English);
    }

    [Theory]
    [InlineData(Dui, "00000001-7")]
    [InlineData(Rut, "12.345.678-K")]
    public void A_wrong_check_digit_is_told_apart_from_a_wrong_form(IdentityDocumentKind kind, string text)
    {
        Assert.True(IdentityDocument.TryParse(kind, text, out var document, out _));
        Assert.True(document.HasCheckDigit);
        Assert.False(document.CheckDigitIsRight);
        Assert.Equal("identity.check-digit", document.CheckDigitProblem?.Code);
    }

    [Fact]
    public void A_cedula_keeps_its_department_beside_the_number()
    {
        Assert.True(IdentityDocument.TryParse(Ci, "7654321-2B SC", out var document, out _));
        Assert.Equal(("7654321-2B", "SC", "7654321-2B SC"), (document.Number, document.Issuer, document.Display));
        Assert.False(document.HasCheckDigit);
    }

    [Theory]
    [InlineData(Dui, "000000018", "00000001-8", "••••••01-8")]
    [InlineData(Rut, "12345678-5", "12.345.678-5", "••.•••.•78-5")]
    [InlineData(Rut, "999999-3", "999.999-3", "•••.••9-3")]
    [InlineData(Ci, "1234", "1234", "•••4")]
    public void It_is_shown_as_its_country_writes_it_and_masked(IdentityDocumentKind kind, string text, string shown, string masked)
    {
        Assert.True(IdentityDocument.TryParse(kind, text, out var document, out _));
        Assert.Equal((shown, masked), (document.Display, document.Masked));
    }

    [Fact]
    public void Just_one_check_digit_fits_each_number()
    {
        For.All(For.Digits(8).Where(body => body[0] != '0'), body =>
            Fitting(Dui, body, "0123456789") == 1 && Fitting(Rut, body, "0123456789K") == 1);

        static int Fitting(IdentityDocumentKind kind, string body, string digits) => digits.Count(digit =>
            IdentityDocument.TryParse(kind, $"{body}-{digit}", out var document, out _) && document.CheckDigitIsRight);
    }

    [Fact]
    public void Modulo_eleven_finds_every_two_neighbours_exchanged()
    {
        For.All(For.Digits(8).Where(body => body[0] != '0' && body[1] != '0').Zip(Gen.Choose(0, 6)), made =>
        {
            var (body, at) = (made.Item1, made.Item2);
            if (body[at] == body[at + 1])
                return true;
            var check = "0123456789K".Single(digit => IsRight($"{body}-{digit}"));
            var exchanged = string.Concat(body[..at], body[at + 1], body[at], body[(at + 2)..]);
            return !IsRight($"{exchanged}-{check}");
        });

        static bool IsRight(string text) => IdentityDocument.TryParse(Rut, text, out var document, out _) && document.CheckDigitIsRight;
    }

    [Theory]
    [InlineData(Dui), InlineData(Ci), InlineData(Rut), InlineData(Passport), InlineData(Other)]
    public void What_is_shown_and_the_number_are_read_back_as_the_same_document(IdentityDocumentKind kind)
    {
        For.All(Gen.OneOf(For.AnyText, Gen.Choose(4, 9).SelectMany(For.Digits)), text =>
            !IdentityDocument.TryParse(kind, text, out var document, out _)
            || (IdentityDocument.TryParse(kind, document.Display, out var shown, out _) && shown == document
                && IdentityDocument.TryParse(kind, document.Number, out var number, out _) && number.Number == document.Number));
    }

    [Theory]
    [InlineData("SV", Dui), InlineData("bo", Ci), InlineData("CL", Rut), InlineData("PE", Other), InlineData(null, Other)]
    public void Each_country_has_its_document(string? country, IdentityDocumentKind kind) =>
        Assert.Equal(kind, IdentityDocument.KindOf(country));
}
