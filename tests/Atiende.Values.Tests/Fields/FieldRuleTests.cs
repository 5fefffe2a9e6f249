using Atiende.Values.Fields;
using Atiende.Values.IdentityDocuments;
using FsCheck.Fluent;
using NodaTime;
using static Atiende.Values.Fields.FieldType;

namespace Atiende.Values.Tests.Fields;

public sealed class FieldRuleTests
{
    private static readonly LocalDate Today = new(2026, 5, 4);

    private static readonly FieldOption[] Options = [new("reclamo", "Reclamo"), new("info", "Información, general"), new("otro", "Otro")];

    [Theory]
    [InlineData(Text, "  Persona Ejemplo ", "\"Persona Ejemplo\"")]
    [InlineData(LongText, "uno\r\ndos", "\"uno\\ndos\"")]
    [InlineData(Integer, "1.250", "1250")]
    [InlineData(Integer, "-7", "-7")]
    [InlineData(Date, "4/5/2026", "\"2026-05-04\"")]
    [InlineData(Date, "2026-05-04", "\"2026-05-04\"")]
    [InlineData(Date, "04-05-2026", "\"2026-05-04\"")]
    [InlineData(Time, "9:05", "\"09:05:00\"")]
    [InlineData(FieldType.DateTime, "04/05/2026 14:30", "\"2026-05-04T14:30:00\"")]
    [InlineData(FieldType.DateTime, "2026-05-04T14:30:15", "\"2026-05-04T14:30:15\"")]
    [InlineData(YesNo, "SÍ", "true")]
    [InlineData(YesNo, "off", "false")]
    [InlineData(Choice, "INFORMACION, general", "\"info\"")]
    [InlineData(Choice, "otro", "\"otro\"")]
    [InlineData(Choices, "otro, reclamo", "[\"reclamo\",\"otro\"]")]
    [InlineData(Choices, "Información, general", "[\"info\"]")]
    [InlineData(Choices, "información, general; otro; otro", "[\"info\",\"otro\"]")]
    [InlineData(Email, "UNO@ejemplo.invalid", "\"uno@ejemplo.invalid\"")]
    [InlineData(Telephone, "2200-0001", "\"50322000001\"")]
    [InlineData(Identity, "000000018", "\"00000001-8\"")]
    [InlineData(Digits, "12 34#", "\"1234#\"")]
    [InlineData(FieldType.File, "0198", "\"0198\"")]
    public void What_is_typed_becomes_a_value(FieldType type, string raw, string json)
    {
        var reading = new FieldRule { Type = type, Country = "SV", Options = Options }.Read(raw, Today);
        Assert.True(reading.IsAccepted, reading.Problem?.ToString());
        Assert.Equal(json, Json(reading));
        Assert.Empty(reading.Warnings);
    }

    [Theory]
    [InlineData(Text, "una\nlínea", "text.characters")]
    [InlineData(Text, "a\0b", "text.characters")]
    [InlineData(Number, "doce", "number.form")]
    [InlineData(Integer, "1,5", "number.whole")]
    [InlineData(Date, "30/02/2026", "date.form")]
    [InlineData(Date, "4/5/26", "date.form")]
    [InlineData(Date, "5/13/2026", "date.form")]
    [InlineData(Date, "04/05/2026 10:00", "date.form")]
    [InlineData(Date, "0206-05-04", "date.year")]
    [InlineData(Time, "24:00", "time.form")]
    [InlineData(FieldType.DateTime, "04/05/2026", "datetime.form")]
    [InlineData(YesNo, "quizás", "yesno.form")]
    [InlineData(Choice, "ninguno", "choice.unknown")]
    [InlineData(Choices, "otro, ninguno", "choice.unknown")]
    [InlineData(Email, "uno@", "email.at")]
    [InlineData(Telephone, "123-4567", "telephone.sv")]
    [InlineData(Identity, "123", "identity.dui")]
    [InlineData(Digits, "12a", "digits.characters")]
    [InlineData(Rows, "{}", "rows.form")]
    [InlineData(Rows, "[1]", "rows.form")]
    [InlineData(Rows, "[", "rows.form")]
    [InlineData(Rows, "[{\"a\":\"\\ud800\"}]", "rows.form")]
    public void What_can_not_be_read_is_refused_with_a_reason(FieldType type, string raw, string code)
    {
        var reading = new FieldRule { Type = type, Country = "SV", Options = Options }.Read(raw, Today);
        Assert.Equal(code, reading.Problem?.Code);
        Assert.Null(reading.Value);
    }

    // Not as data of a theory: attributes are stored in UTF-8, which has no half characters.
    [Fact]
    public void Half_a_character_is_refused_for_every_type()
    {
        foreach (var type in Enum.GetValues<FieldType>())
            Assert.Equal("text.encoding", new FieldRule { Type = type }.Read("a\ud83d", Today).Problem?.Code);
    }

    [Theory]
    [InlineData("CL", "1.500", "1500")]
    [InlineData("SV", "1,500", "1500")]
    [InlineData("SV", "1.50", "1.50")]
    [InlineData("BO", "1,50", "1.50")]
    [InlineData("BO", "Bs. 1.234.567,80", "1234567.80")]
    [InlineData("SV", "US$1,234.5", "1234.5")]
    [InlineData("SV", "-$3", "-3")]
    [InlineData("CL", "$ 12 500", "12500")]
    [InlineData(null, "0,500", "0.500")]
    [InlineData(null, "1234,5", "1234.5")]
    public void Amounts_are_read_with_comma_or_point(string? country, string raw, string number) =>
        Assert.Equal(number, Json(new FieldRule { Type = Amount, Country = country }.Read(raw, Today)));

    [Theory]
    [InlineData(null, "1.500", "number.ambiguous")]
    [InlineData("SV", "1.2.3", "number.thousands")]
    [InlineData("SV", "12,34.5", "number.thousands")]
    [InlineData("SV", "1,234.5,6", "number.thousands")]
    [InlineData("SV", "1.255", "number.cents")]
    [InlineData("SV", "12345678901234567890123456789", "number.form")]
    [InlineData("SV", "$", "number.form")]
    [InlineData("SV", "1e5", "number.form")]
    public void Amounts_that_could_mean_two_things_are_asked_again(string? country, string raw, string code) =>
        Assert.Equal(code, new FieldRule { Type = Amount, Country = country }.Read(raw, Today).Problem?.Code);

    [Fact]
    public void Every_amount_is_read_back_as_its_country_writes_it()
    {
        For.All(Gen.Choose(-100_000_000, 100_000_000), cents =>
        {
            var amount = cents / 100m;
            return new[] { ("SV", "en-US"), ("CL", "de-DE"), ("BO", "de-DE") }.All(made =>
                new FieldRule { Type = Amount, Country = made.Item1 }
                    .Read(amount.ToString("N2", System.Globalization.CultureInfo.GetCultureInfo(made.Item2)), Today).Value == Datum.Of(amount));
        });
    }

    [Fact]
    public void Nothing_typed_is_nothing_unless_it_is_required()
    {
        foreach (var raw in new[] { null, "", "  \n" })
        {
            Assert.Equal(FieldReading.Nothing, new FieldRule().Read(raw, Today));
            Assert.Equal("required", new FieldRule { Required = true }.Read(raw, Today).Problem?.Code);
        }

        Assert.Equal("required", new FieldRule { Type = Rows, Required = true }.Read("[]", Today).Problem?.Code);
        Assert.Equal("required", new FieldRule { Many = true, Required = true }.Read(" ; ", Today).Problem?.Code);
        Assert.Equal("required", new FieldRule { Type = Choices, Options = Options, Required = true }.Read(",", Today).Problem?.Code);
    }

    [Fact]
    public void Limits_are_kept_and_told()
    {
        Assert.Equal("text.short", new FieldRule { MinLength = 3 }.Read("ab", Today).Problem?.Code);
        Assert.Null(new FieldRule { MinLength = 2, MaxLength = 2 }.Read("😀😀", Today).Problem);
        Assert.Equal("text.long", new FieldRule { MaxLength = 2 }.Read("abc", Today).Problem?.Code);
        Assert.Equal("text.long", new FieldRule().Read(new string('a', 501), Today).Problem?.Code);
        Assert.Null(new FieldRule { Type = LongText }.Read(new string('a', 20_000), Today).Problem);
        Assert.Equal("Debe ser 1 o más.", new FieldRule { Type = Integer, Min = 1 }.Read("0", Today).Problem?.Message.Spanish);
        Assert.Equal("It must be 2.5 or less.", new FieldRule { Type = Number, Max = 2.50m }.Read("2.51", Today).Problem?.Message.English);
        Assert.Null(new FieldRule { Type = Number, Min = 1, Max = 2 }.Read("2", Today).Problem);
    }

    [Theory]
    [InlineData("05/05/2026", true, false, "date.future")]
    [InlineData("04/05/2026", true, true, null)]
    [InlineData("03/05/2026", false, true, "date.past")]
    [InlineData("31/12/2025", false, false, "date.range")]
    [InlineData("01/01/2027", false, false, "date.range")]
    public void Dates_know_today(string raw, bool notAfter, bool notBefore, string? code)
    {
        var rule = new FieldRule { Type = Date, NotAfterToday = notAfter, NotBeforeToday = notBefore, MinDate = new(2026, 1, 1), MaxDate = new(2026, 12, 31) };
        Assert.Equal(code, rule.Read(raw, Today).Problem?.Code);
        Assert.Equal(code, (rule with { Type = FieldType.DateTime }).Read(raw + " 10:00", Today).Problem?.Code);
    }

    [Fact]
    public void A_pattern_is_matched_whole_and_says_its_help()
    {
        var rule = new FieldRule { Pattern = "[A-Z]{2}[0-9]+|X", PatternHelp = "dos letras y números." };
        Assert.Null(rule.Read("AB1", Today).Problem);
        Assert.Equal("text.pattern", rule.Read("AB1x", Today).Problem?.Code);
        Assert.EndsWith("dos letras y números.", rule.Read("x", Today).Problem?.Message.Spanish, StringComparison.Ordinal);
        Assert.Null(FieldPattern.ProblemOf(rule.Pattern));
        Assert.Equal("pattern.form", FieldPattern.ProblemOf("(")?.Code);
        Assert.Equal("pattern.form", FieldPattern.ProblemOf("a)|(b")?.Code);
        Assert.Equal("pattern.form", FieldPattern.ProblemOf("(?=a)a")?.Code);
    }

    [Fact]
    public void A_wrong_check_digit_is_accepted_with_a_warning()
    {
        var reading = new FieldRule { Type = Identity, Country = "CL" }.Read("12.345.678-9", Today);
        Assert.Equal("\"12345678-9\"", Json(reading));
        Assert.Equal("identity.check-digit", Assert.Single(reading.Warnings).Code);
        Assert.Empty(new FieldRule { Type = Identity, Country = "CL", IdentityKind = IdentityDocumentKind.Passport }.Read("A1234567", Today).Warnings);
    }

    [Fact]
    public void Several_values_are_read_one_by_one_and_the_wrong_one_is_counted()
    {
        var rule = new FieldRule { Type = Identity, Country = "SV", Many = true };
        Assert.Equal("[\"00000001-8\",\"01234567-8\"]", Json(rule.Read("00000001-8\n012345678;", Today)));
        Assert.StartsWith("Valor 2: ", rule.Read("00000001-8; 12", Today).Problem?.Message.Spanish, StringComparison.Ordinal);
        Assert.StartsWith("Value 1: ", Assert.Single(rule.Read("00000001-7; 00000001-8", Today).Warnings).Message.English, StringComparison.Ordinal);
        Assert.Equal("many.count", rule.Read(string.Join(';', Enumerable.Repeat("1", 501)), Today).Problem?.Code);
        Assert.Equal("[\"a, b\"]", Json(new FieldRule { Many = true }.Read("a, b", Today)));
    }

    [Fact]
    public void A_table_is_read_cell_by_cell()
    {
        var rule = new FieldRule
        {
            Type = Rows,
            Country = "SV",
            Columns = [new("nombre", new() { Required = true }), new("dui", new() { Type = Identity, Country = "SV" }), new("edad", new() { Type = Integer, Max = 120 })],
        };
        Assert.Equal("[{\"edad\":7,\"nombre\":\"Uno\"},{\"dui\":\"00000001-8\",\"nombre\":\"Dos\"}]",
            Json(rule.Read("""[{"nombre":"Uno","edad":7},{"nombre":" ","dui":null},{"nombre":"Dos","dui":"000000018"}]""", Today)));
        Assert.Equal("Fila 2, edad: Debe ser 120 o menos.", rule.Read("""[{"nombre":"Uno"},{"nombre":"Dos","edad":"121"}]""", Today).Problem?.Message.Spanish);
        Assert.Equal("required", rule.Read("""[{"edad":"1"}]""", Today).Problem?.Code);
        Assert.Equal("rows.column", rule.Read("""[{"apellido":"Uno"}]""", Today).Problem?.Code);
        Assert.StartsWith("Row 1, dui: ", Assert.Single(rule.Read("""[{"nombre":"Uno","dui":"00000001-7"}]""", Today).Warnings).Message.English, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_character_is_refused_in_words()
    {
        foreach (var text in new[] { "antes\uFFFEdespués", "\uFDD0", "\uD83F\uDFFF", "\uD83D", "\uDE00\uD83D" })
            foreach (var type in Enum.GetValues<FieldType>())
                Assert.Equal("text.encoding", new FieldRule { Type = type, Country = "BO", Options = Options }.Read(text, Today).Problem?.Code);
    }

    [Fact]
    public void Whatever_is_typed_anywhere_is_answered()
    {
        For.All(For.AnyText.Zip(Gen.Elements(Enum.GetValues<FieldType>())), made =>
        {
            foreach (var many in new[] { false, true })
            {
                var rule = new FieldRule { Type = made.Item2, Country = "BO", Options = Options, Many = many, Required = true, Pattern = ".*" };
                var reading = rule.Read(made.Item1, Today);
                if (reading.Value is null == reading.Problem is null)
                    return false;
            }

            return true;
        });
    }

    [Theory]
    [InlineData(Number), InlineData(Integer), InlineData(Date), InlineData(Time), InlineData(FieldType.DateTime), InlineData(Choice), InlineData(YesNo)]
    public void A_value_typed_again_is_the_same_value(FieldType type)
    {
        var rule = new FieldRule { Type = type, Country = "SV", Options = Options };
        var texts = Gen.OneOf(Gen.Choose(-5000, 5000).Select(number => $"{number / 10m:0.0}"), Gen.Choose(0, 60).Select(n => $"{n % 28 + 1}/{n % 12 + 1}/20{n + 10}"),
            Gen.Choose(0, 1439).Select(m => $"{m / 60}:{m % 60:00}"), Gen.Choose(0, 1439).Select(m => $"1/2/2026 {m / 60}:{m % 60:00}"), Gen.Elements("sí", "NO", "Reclamo"));
        For.All(texts, text => rule.Read(text, Today).Value is not { } value || rule.Read(value.ToText(), Today).Value == value);
    }

    private static string Json(FieldReading reading)
    {
        Assert.True(reading.IsAccepted, reading.Problem?.ToString());
        return System.Text.Json.JsonSerializer.Serialize(reading.Value);
    }
}
