using System.Text.Json;
using Atiende.Packs.Reading;
using Atiende.Packs.Scenarios;
using Atiende.Packs.Starting;
using Atiende.Procedures.Reading;

namespace Atiende.Procedures.Tests.Packs;

public sealed class What_a_scenario_prints
{
    private const string Case = """
        id: reporte
        name: reporte
        system: registro
        folio: "R-{number:000}"
        title: "{kind}"
        states: [{ id: abierto }]
        """;

    private const string Section = """
        document: PROC-01
        id: A
        title: Llamada
        role: agente
        starts: [{ line: llamadas }]
        steps:
          - step: "1"
            ref: A/1
            do: Registrar y avisar
            ask: { fields: [{ id: nombre, label: Nombre }, { id: destino, label: Destino }] }
            effects:
              - save: { case: reporte, to: "{destino}" }
              - mail: { notice: aviso, to: supervisora }
            end: concluded
        """;

    [Fact]
    public void A_mail_tells_the_number_of_the_case_opened_before_it()
    {
        var mail = Effect("email", "atencion");

        Assert.Equal("Reporte R-001", mail.GetProperty("about").GetString());
    }

    [Fact]
    public void A_case_goes_to_whom_the_data_name()
    {
        Assert.Equal("Centro de atención", Effect("record", "atencion").GetProperty("to").GetString());
        Assert.False(Effect("record", "").TryGetProperty("to", out _));
    }

    [Fact]
    public void A_case_that_goes_to_nobody_known_is_a_fault_of_the_pack()
    {
        var (_, faults) = PackReader.Read(Files(Section.Replace("{destino}", "atencio", StringComparison.Ordinal)));

        var fault = Assert.Single(faults);
        Assert.Equal("No role or unit is called 'atencio'", fault.Wrong);
        Assert.Contains("'atencion'", fault.Right, StringComparison.Ordinal);
        Assert.Equal(new Place("procedures/PROC-01/A.yaml", 12, 36), fault.At);
    }

    private static JsonElement Effect(string kind, string destination)
    {
        var (pack, faults) = PackReader.Read(Files(Section));
        Assert.Empty(faults);
        var scenario = Scenario.Read(JsonSerializer.SerializeToElement(new
        {
            id = "uno",
            start = "A/1",
            given = new { channel = "llamadas" },
            answers = new[] { new { step_ref = "A/1", data = new { destino = destination } } },
        }));
        var line = JsonSerializer.SerializeToElement(new ScenarioWalk(pack!).Walk(scenario));
        return line.GetProperty("effects").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == kind);
    }

    private static PackFiles Files(string section) => new("sv-prueba", new Dictionary<string, string>(NewPack.Files("sv-prueba", "SV").Texts, StringComparer.Ordinal)
    {
        ["systems/registro.yaml"] = "id: registro\nname: Registro\ndoes: Reportes\n",
        ["cases/reporte.yaml"] = Case,
        ["notices.yaml"] = "items: [{ id: aviso, kind: mail, about: \"Reporte {folio:reporte}\", text: Hay un reporte nuevo }]\n",
        ["procedures/PROC-01/A.yaml"] = section,
    });
}
