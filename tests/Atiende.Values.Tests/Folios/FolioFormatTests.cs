using Atiende.Values.Folios;
using FsCheck.Fluent;
using NodaTime;

namespace Atiende.Values.Tests.Folios;

public sealed class FolioFormatTests
{
    private static readonly LocalDate May = new(2026, 5, 4);

    [Theory]
    [InlineData("PAE-{year}-{number:000000}", 123, "PAE-2026-000123")]
    [InlineData("PAE-{year}-{number:000}", 1234, "PAE-2026-1234")]
    [InlineData("{number}", 0, "0")]
    [InlineData("OT/{year}{month}/{number:0000}", 7, "OT/202605/0007")]
    [InlineData("Ñ {number:00}.{year}", 5, "Ñ 05.2026")]
    public void A_number_becomes_a_folio_and_is_read_back(string pattern, long number, string text)
    {
        var format = Read(pattern);
        Assert.Equal(text, format.Format(number, May));
        Assert.True(format.TryRead(text, out var folio));
        Assert.Equal(number, folio.Number);
        Assert.Equal(format.HasYear ? 2026 : null, folio.Year);
        Assert.Equal(format.HasMonth ? 5 : null, folio.Month);
    }

    [Theory]
    [InlineData(" pae-2026-123 ", true)]
    [InlineData("PAE-2026-0000000123", true)]
    [InlineData("PAE-26-000123", false)]
    [InlineData("PAE-2026-", false)]
    [InlineData("PAE-2026-12a", false)]
    [InlineData("XPAE-2026-000123", false)]
    [InlineData("PAE-2026-1234567890123456789", false)]
    [InlineData(null, false)]
    public void A_folio_is_read_as_people_type_it(string? text, bool read)
    {
        Assert.Equal(read, Read("PAE-{year}-{number:000000}").TryRead(text, out var folio));
        Assert.Equal(read ? 123L : null, folio?.Number);
    }

    [Fact]
    public void A_month_that_does_not_exist_is_no_folio() =>
        Assert.False(Read("{year}{month}-{number}").TryRead("202613-1", out _));

    [Theory]
    [InlineData("", "folio.number")]
    [InlineData("PAE", "folio.number")]
    [InlineData("{number}-{number}", "folio.number")]
    [InlineData("{year}-{year}-{number}", "folio.number")]
    [InlineData("{month}-{number}", "folio.month")]
    [InlineData("{number:0a}", "folio.pattern")]
    [InlineData("{Number}", "folio.pattern")]
    [InlineData("{number", "folio.pattern")]
    [InlineData("A}{number}", "folio.pattern")]
    [InlineData("A\n{number}", "folio.pattern")]
    [InlineData(null, "folio.number")]
    public void A_pattern_without_sense_is_refused(string? pattern, string code)
    {
        Assert.False(FolioFormat.TryParse(pattern, out var format, out var problem));
        Assert.Null(format);
        Assert.Equal(code, problem.Code);
    }

    [Fact]
    public void Every_number_of_every_month_comes_back()
    {
        var formats = new[] { "{number:0000}", "A{year}{number}", "{number}{year}", "{month}.{number:00}.{year}-1" }.Select(Read).ToList();
        For.All(Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 2000)), made =>
        {
            var date = May.PlusMonths(made.Item2);
            return formats.TrueForAll(format => format.TryRead(format.Format(made.Item1, date), out var folio)
                && folio == new Folio(made.Item1, format.HasYear ? date.Year : null, format.HasMonth ? date.Month : null));
        });
    }

    private static FolioFormat Read(string pattern)
    {
        Assert.True(FolioFormat.TryParse(pattern, out var format, out var problem), problem?.ToString());
        return format;
    }
}
