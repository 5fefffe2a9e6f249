using System.Text.RegularExpressions;
using Atiende.Packs.Printing;
using Atiende.Packs.Walking;
using Atiende.Procedures.Printing;
using Atiende.Procedures.Tests.Packs;
using Atiende.Procedures.Walking;

namespace Atiende.Procedures.Tests.Printing;

/// <summary>A controlled document in the form of the sources.</summary>
public sealed class Printed_documents
{
    public static TheoryData<string, string> Documents
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in Repository.Packs)
                foreach (var procedure in ShippedPacks.Read(name).Procedures)
                    all.Add(name, procedure.Document!.Code.Value);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Hold_all_that_the_document_holds(string pack, string code)
    {
        var (index, names) = Find(pack, code, "es");
        var document = index.Document!;

        var html = DocumentHtml.Of(index, names, new("Institución Ejemplo", "22/11/2026 08:05", "Persona Ejemplo Uno", true));

        string[] expected =
        [
            document.Title, document.Issuer, document.Objective.Text, document.Scope.Text, "COPIA NO CONTROLADA", "Impresa el 22/11/2026 08:05 por Persona Ejemplo Uno",
            .. document.Definitions.Select(d => d.Text), .. document.Guidelines.Select(g => g.Text), .. document.Changes.Select(c => c.Text),
            .. document.Responsibilities.SelectMany(r => r.Duties).Select(d => d.Text), .. document.Approvals.Select(a => a.By),
            .. index.Sections.Values.Select(s => s.Title), .. index.Sections.Values.SelectMany(s => s.Steps).Select(s => s.Do).OfType<string>(),
        ];
        Assert.All(expected, text => Assert.Contains(HtmlText.Encode(text.Split("\n\n")[0]), html, StringComparison.Ordinal));
        Assert.All(index.Sections.Values.SelectMany(s => s.Steps), step => Assert.Contains($"<td class=\"number\">{step.Number}</td>", html, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"\{[\p{L}_.:]+\}", html[html.IndexOf("<body", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Number_their_sheets_and_name_code_and_version_on_each()
    {
        var (index, names) = Find("cl-soser", "OPE-P-CAU", "es");

        var html = DocumentHtml.Of(index, names, new("SOSER S.A.", "22/11/2026 08:05", null, true));

        Assert.Contains("content: var(--code) counter(page) var(--of) counter(pages)", html, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"--code:""Código: OPE-P-CAU\\a Versión: 01"), html);
    }

    [Fact]
    public void Say_so_where_their_version_is_not_in_force()
    {
        var (index, names) = Find("cl-soser", "OPE-P-CAU", "es");

        var html = DocumentHtml.Of(index, names, new("SOSER S.A.", "22/11/2026 08:05", null, false));

        Assert.Contains("VERSIÓN NO VIGENTE", html, StringComparison.Ordinal);
        Assert.DoesNotContain("COPIA NO CONTROLADA", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Lay_branches_under_their_step_with_where_each_leads()
    {
        var (index, names) = Find("bo-comteco", "GC-PRC-OPE-ASE-02", "es");

        var rows = SectionTable.Of(index, index.Sections["A"], names);

        var five = Assert.Single(rows, r => r.Number == "5");
        Assert.Equal(
            [("a)", "Existe registro de daño", "continúa con el paso 6"), ("b)", "No existe registro de daño", "continúa con el paso 7")],
            five.Lines.Where(l => l.Kind == ActionKind.Branch).Select(l => (l.Mark, l.Text, l.Goes)));
        Assert.Equal("paso-a-6", five.Lines.First(l => l.Kind == ActionKind.Branch).Anchor);
        Assert.Equal("continúa con el procedimiento OPE-PAS-P04", rows.Single(r => r.Number == "7").Lines[^1].Goes);
        Assert.Equal(rows.Length, rows[0].RoleSpan);
    }

    [Fact]
    public void Name_the_role_once_for_the_steps_it_does_in_turn()
    {
        var (index, names) = Find("sv-hacienda", "DGS-CALL-CENTER", "es");

        var rows = SectionTable.Of(index, index.Sections["7.5"], names);

        Assert.Equal(rows.Length, rows.Sum(r => r.RoleSpan));
        Assert.Equal("Coordinador/a de Call Center", rows[0].RoleName);
        Assert.Equal(2, rows[0].RoleSpan);
    }

    [Fact]
    public void Speak_english_where_it_is_asked()
    {
        var (index, names) = Find("cl-soser", "OPE-P-CAU", "en");

        var html = DocumentHtml.Of(index, names, new("SOSER S.A.", "22/11/2026 08:05", null, true));

        Assert.Contains("UNCONTROLLED COPY", html, StringComparison.Ordinal);
        Assert.DoesNotContain("continúa con", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\"b", "\"a\\22 b\""), InlineData("</style>", "\"\\3c /style>\""), InlineData("uno\ndos", "\"uno\\a dos\""), InlineData("c\\d", "\"c\\5c d\"")]
    public void Quote_what_goes_into_a_style_sheet(string text, string quoted) => Assert.Equal(quoted, CssText.Quote(text));

    private static (ProcedureIndex Index, PackNames Names) Find(string name, string code, string language)
    {
        var pack = ShippedPacks.Read(name);
        var procedure = pack.Procedures.First(p => p.Document!.Code.Value == code);
        return (new(procedure.Document, procedure.Sections), new(pack, new PackWords(pack), language));
    }
}
