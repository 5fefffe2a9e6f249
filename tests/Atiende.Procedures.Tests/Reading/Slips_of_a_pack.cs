using Atiende.Packs.Reading;
using Atiende.Packs.Starting;
using Atiende.Procedures.Reading;

namespace Atiende.Procedures.Tests.Reading;

/// <summary>What is easily mistyped in a new pack, and would load but never work, is said with its place and the right word.</summary>
public sealed class Slips_of_a_pack
{
    private const string Section = "procedures/PROC-01/A.yaml";

    private static readonly Dictionary<string, string> Files = new(NewPack.Files("sv-prueba", "SV").Texts, StringComparer.Ordinal)
    {
        ["systems/luces.yaml"] = """
            id: luces
            name: Luces
            does: Luminarias
            records:
              - id: luz
                name: luminaria
                fields: [{ id: codigo, label: Código }, { id: estado, label: Estado }]
                keys: [codigo]
                title: "{codigo}"
                state-field: estado
                states: [{ id: en-servicio }, { id: apagada, name: fuera de servicio }]
            """,
        [Section] = """
            document: PROC-01
            id: A
            title: Llamada
            role: agente
            starts: [{ line: llamadas }]
            steps:
              - step: "1"
                do: Buscar la luminaria
                say: [saludo, despedida]
                ask: { fields: [{ id: codigo, label: Código }, { id: nombre, label: Nombre, default: "{agente}" }] }
                look-up: [{ system: luces, record: luz, by: [codigo], as: luz }]
                decide:
                  - { if: En servicio, facts: { luz.estado: [en-servicio, Fuera de Servicio] }, end: concluded }
                  - { if: No existe, facts: { luz.exists: false }, effects: [{ transfer: ["{otro}", "{codigo}"] }], end: concluded }
            """,
    };

    [Fact]
    public void Nothing_is_said_of_a_pack_without_any() => Assert.Empty(Faults("lines.yaml", "queue", "queue"));

    [Theory]
    [InlineData(Section, "luz.exists", "lus.exists", "Nothing gives the fact 'lus'", "'luz'", true)]
    [InlineData(Section, "luz.estado", "luz.estdo", "'luz' has no 'estdo'", "'estado'", true)]
    [InlineData(Section, "Fuera de Servicio", "fuera", "'luz.estado' is never 'fuera'", "en-servicio", true)]
    [InlineData(Section, "{agente}", "{ajente}", "Nothing gives the fact 'ajente'", "'agente'", true)]
    [InlineData(Section, "\"{codigo}\"", "\"{codgo}\"", "Nothing gives the fact 'codgo'", "'codigo'", true)]
    [InlineData("texts.yaml", "{nombre}", "{nombr}", "Nothing gives the fact 'nombr'", "'nombre'", true)]
    [InlineData("pack.yaml", "country: SV", "country: El Salvador", "'El Salvador' is no country's two letters", "SV", false)]
    [InlineData("pack.yaml", "identity-document: dui", "identity-document: nit", "'nit' is no kind of identity document", "dui, ci, rut", false)]
    public void A_slip_is_said(string file, string right, string slip, string said, string mend, bool isWarning)
    {
        var faults = Faults(file, right, slip);

        Assert.Contains(faults, f => f.Wrong == said && f.Right.Contains(mend, StringComparison.Ordinal));
        Assert.All(faults, f => Assert.Equal((file, isWarning), (f.At.File, f.IsWarning)));
    }

    [Fact]
    public void A_section_that_cannot_be_read_is_said_once()
    {
        var fault = Assert.Single(Faults(Section, "look-up:", "lookup:"));

        Assert.Equal((Section, "Unknown key 'lookup' in a step"), (fault.At.File, fault.Wrong));
    }

    private static IReadOnlyList<Fault> Faults(string file, string right, string slip)
    {
        Assert.Contains(right, Files[file], StringComparison.Ordinal);
        return PackReader.Read(new("sv-prueba", new Dictionary<string, string>(Files, StringComparer.Ordinal)
        {
            [file] = Files[file].Replace(right, slip, StringComparison.Ordinal),
        })).Faults;
    }
}
