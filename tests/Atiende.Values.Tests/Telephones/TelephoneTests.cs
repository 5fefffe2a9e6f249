using Atiende.Values.Telephones;
using FsCheck.Fluent;
using static Atiende.Values.Telephones.TelephoneKind;

namespace Atiende.Values.Tests.Telephones;

public sealed class TelephoneTests
{
    [Theory]
    [InlineData("SV", "2200-0001", Landline, "50322000001", "2200-0001")]
    [InlineData("SV", "7000 0001", Mobile, "50370000001", "7000-0001")]
    [InlineData("SV", "(503) 6000.0001", Mobile, "50360000001", "6000-0001")]
    [InlineData("SV", "+503 2200 0001", Landline, "50322000001", "2200-0001")]
    [InlineData("SV", "1155", Short, "5031155", "1155")]
    [InlineData("SV", "911", Short, "503911", "911")]
    [InlineData("SV", "8001234", TollFree, "5038001234", "800-1234")]
    [InlineData("BO", "70000001", Mobile, "59170000001", "70000001")]
    [InlineData("BO", "591 60000001", Mobile, "59160000001", "60000001")]
    [InlineData("BO", "4-4000001", Landline, "59144000001", "4-4000001")]
    [InlineData("BO", "4251000", Landline, "5914251000", "4251000")]
    [InlineData("BO", "800131313", TollFree, "591800131313", "800-13-1313")]
    [InlineData("BO", "101", Short, "591101", "101")]
    [InlineData("CL", "9 0000 0001", Mobile, "56900000001", "9 0000 0001")]
    [InlineData("CL", "+56 9 0000 0001", Mobile, "56900000001", "9 0000 0001")]
    [InlineData("CL", "0056 2 2000 0001", Landline, "56220000001", "2 2000 0001")]
    [InlineData("CL", "32 200 0001", Landline, "56322000001", "32 200 0001")]
    [InlineData("CL", "800-719-800", TollFree, "56800719800", "800-719-800")]
    [InlineData("CL", "600 000 0001", SharedCost, "566000000001", "600 000 0001")]
    [InlineData("CL", "133", Short, "56133", "133")]
    [InlineData("SV", "+1 555 010 0001", Foreign, "15550100001", "+15550100001")]
    [InlineData("PE", "+51 900 000 001", Foreign, "51900000001", "+51900000001")]
    public void A_number_is_read_by_its_countrys_plan(string country, string text, TelephoneKind kind, string key, string national)
    {
        Assert.True(Telephone.TryParse(country, text, out var telephone, out var problem), problem?.ToString());
        Assert.Equal((kind, key, national), (telephone.Kind, telephone.Key, telephone.National));
    }

    [Theory]
    [InlineData("SV", "3200-0001", "telephone.sv")]
    [InlineData("SV", "2200-000", "telephone.sv")]
    [InlineData("SV", "+503 3200 0001", "telephone.sv")]
    [InlineData("BO", "50000001", "telephone.bo")]
    [InlineData("BO", "12", "telephone.bo")]
    [InlineData("CL", "12345678", "telephone.cl")]
    [InlineData("CL", "90000001", "telephone.cl")]
    [InlineData("CL", "56 133", "telephone.cl")]
    [InlineData("PE", "900000001", "telephone.country")]
    [InlineData(null, "22000001", "telephone.country")]
    [InlineData("SV", "+0 123 4567", "telephone.country")]
    [InlineData("SV", "+1234567890123456", "telephone.country")]
    [InlineData("SV", "2200-0001 ext 3", "telephone.characters")]
    [InlineData("SV", "22+000001", "telephone.characters")]
    [InlineData("SV", "", "telephone.characters")]
    [InlineData("SV", null, "telephone.characters")]
    [InlineData("SV", "٢٢٠٠٠٠٠١", "telephone.characters")]
    public void A_number_that_no_plan_has_is_refused(string? country, string? text, string code)
    {
        Assert.False(Telephone.TryParse(country, text, out var telephone, out var problem));
        Assert.Null(telephone);
        Assert.Equal(code, problem.Code);
    }

    [Fact]
    public void A_local_number_takes_the_area_it_stands_in()
    {
        Assert.True(Telephone.TryParse("BO", "400-0001", out var telephone, out _, area: "4"));
        Assert.Equal(("59144000001", "4-4000001", false), (telephone.Key, telephone.National, telephone.LacksArea));
    }

    [Fact]
    public void A_local_number_can_be_the_same_with_its_area_and_no_other()
    {
        var local = Read("BO", "4000001");
        Assert.True(local.LacksArea);
        Assert.True(local.CanBe(Read("BO", "4 4000001")));
        Assert.True(Read("BO", "4 4000001").CanBe(local));
        Assert.True(local.CanBe(local));
        Assert.False(local.CanBe(Read("BO", "4 4000002")));
        Assert.False(local.CanBe(Read("BO", "74000001")));
        Assert.False(Read("BO", "3 4000001").CanBe(Read("BO", "4 4000001")));
    }

    [Fact]
    public void At_home_it_is_shown_short_and_abroad_whole()
    {
        var telephone = Read("SV", "22000001");
        Assert.Equal("2200-0001", telephone.Display("sv"));
        Assert.Equal("+503 2200-0001", telephone.Display("CL"));
        Assert.Equal("+15550100001", Read("SV", "+15550100001").Display("SV"));
    }

    [Theory]
    [InlineData("SV", "22000099", "••••-••99")]
    [InlineData("CL", "900000099", "• •••• •099")]
    [InlineData("SV", "+15550100099", "+••••••••099")]
    [InlineData("BO", "101", "101")]
    [InlineData("CL", "800719800", "800-719-800")]
    public void A_persons_number_is_masked_and_a_services_is_not(string country, string text, string masked) =>
        Assert.Equal(masked, Read(country, text).Masked);

    [Theory]
    [InlineData("SV"), InlineData("BO"), InlineData("CL")]
    public void However_it_is_written_it_has_one_key_and_the_key_is_read_back(string country)
    {
        For.All(Gen.Choose(3, 11).SelectMany(For.Digits), digits =>
            !Telephone.TryParse(country, digits, out var telephone, out _)
            || (Telephone.FromKey(telephone.Key) == telephone
                && Read(country, telephone.Display(country)) == telephone
                && Read("PE", telephone.International) == telephone
                && Read(country, string.Join(' ', telephone.Display(country).AsEnumerable())) == telephone));
    }

    [Fact]
    public void A_number_of_another_country_is_shown_so_that_it_is_read_back_here()
    {
        var foreign = Read("BO", "00568917");

        Assert.Equal("+56 8917", foreign.Display("BO"));
        Assert.Equal(foreign, Read("BO", foreign.Display("BO")));
        Assert.NotEqual(foreign, Read("BO", foreign.National));
    }

    [Fact]
    public void Whatever_is_typed_is_answered()
    {
        For.All(For.AnyText, text => Telephone.TryParse("BO", text, out var telephone, out var problem) == (problem is null)
            && telephone is null == problem is not null);
        Assert.Null(Telephone.FromKey("no"));
        Assert.Null(Telephone.FromKey(null));
    }

    private static Telephone Read(string country, string text)
    {
        Assert.True(Telephone.TryParse(country, text, out var telephone, out var problem), problem?.ToString());
        return telephone;
    }
}
