using Atiende.Packs.Model;
using Atiende.Packs.Reading;
using Atiende.Papers;
using Atiende.Tests.Harness;
using Atiende.Values;
using NodaTime;

namespace Atiende.Tests.Papers;

/// <summary>The packs' documents, filled with what is known and blank where it is not.</summary>
public sealed class PaperSheetTests
{
    private static readonly LocalDateTime Now = new(2026, 11, 22, 8, 5);

    [Theory]
    [InlineData("sv-hacienda"), InlineData("bo-comteco"), InlineData("cl-soser")]
    public void Every_document_of_a_pack_can_be_filled_with_nothing_known(string id)
    {
        var pack = Pack(id);

        Assert.NotEmpty(pack.Documents);
        Assert.All(pack.Documents, document =>
        {
            var html = Html(pack, document.Id, []);
            Assert.Contains(document.Name, html, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{[\p{L}\p{N}_.:]+\}", Body(html));
            Assert.All(document.Signatures, signature => Assert.Contains(signature, html, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_form_takes_what_is_known_and_leaves_the_rest_to_be_written()
    {
        var html = Html(Pack("sv-hacienda"), "formulario-regalos", new()
        {
            ["folio:consulta"] = Datum.Of("CON-2026-000017"),
            ["agente"] = Datum.Of("Persona Ejemplo Uno"),
            ["beneficiario"] = Datum.Of([KeyValuePair.Create("nombre", Datum.Of("Persona Ejemplo Dos"))]),
            ["regalo_valor"] = Datum.Of(12.5m),
        });

        Assert.Contains("CON-2026-000017", html, StringComparison.Ordinal);
        Assert.Contains("22/11/2026", html, StringComparison.Ordinal);
        Assert.Contains("Persona Ejemplo Dos", html, StringComparison.Ordinal);
        Assert.Contains("USD 12.50", html, StringComparison.Ordinal);
        Assert.Contains("field wide long empty", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_typed_is_text_never_markup()
    {
        var html = Html(Pack("sv-hacienda"), "formulario-regalos", new()
        {
            ["agente"] = Datum.Of("<script>alert(1)</script>"),
            ["folio:consulta"] = Datum.Of("**<b>x</b>**"),
        });

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("**&lt;b&gt;x&lt;/b&gt;**", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_of_a_catalogue_are_printed_by_their_names()
    {
        var pack = Pack("cl-soser");
        var motive = pack.Catalogues.Single(c => c.Id == "motivos").Entries[0];

        var html = Html(pack, "formulario-papel", new() { ["motivo"] = Datum.Of(motive.Id), ["fecha_nacimiento"] = Datum.Of("1990-05-04") });

        Assert.Contains($"<div class=\"value\">{motive.Name}</div>", html, StringComparison.Ordinal);
        Assert.Contains("04/05/1990", html, StringComparison.Ordinal);
    }

    internal static Pack Pack(string id) => PackReader.Read(PackFiles.FromFolder(Repository.Path("packs", id))).Pack!;

    internal static string Html(Pack pack, string document, Dictionary<string, Datum> facts) =>
        new PaperSheet(pack, pack.Documents.Single(d => d.Id.Value == document), path => Find(facts, path), Now, "Persona Ejemplo Uno").Html();

    private static Datum? Find(Dictionary<string, Datum> facts, string path) =>
        facts.GetValueOrDefault(path) ?? (path.Split('.') is [var head, var part] ? facts.GetValueOrDefault(head)?.Part(part) : null);

    private static string Body(string html) => html[html.IndexOf("<body", StringComparison.Ordinal)..];
}
