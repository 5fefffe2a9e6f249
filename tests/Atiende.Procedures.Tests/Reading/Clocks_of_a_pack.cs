using Atiende.Packs.Reading;
using Atiende.Packs.Starting;

namespace Atiende.Procedures.Tests.Reading;

/// <summary>What is wrong in a case type's clocks, and in what indicators count of them, is said at its line and column.</summary>
public sealed class Clocks_of_a_pack
{
    private const string Case = "cases/reclamo.yaml";
    private const string Figures = "indicators.yaml";

    private static readonly Dictionary<string, string> Files = new(NewPack.Files("sv-prueba", "SV").Texts, StringComparer.Ordinal)
    {
        ["systems/luces.yaml"] = "{ id: luces, name: Luces, does: Luminarias, records: [] }",
        [Case] = """
            id: reclamo
            name: reclamo
            system: luces
            folio: "R-{year}-{number:0000}"
            title: "{motivo}"
            ticket: { reason: motivo }
            states: [{ id: recibido }, { id: espera, from: [recibido] }, { id: visto, from: [recibido, espera] }, { id: cerrado, from: [visto], final: true }]
            fields: [{ id: motivo, label: Motivo }]
            clocks:
              - name: Visita
                due: { working-hours: 16 }
                until: visto
                warn: [50, 75, 90]
                warn-to: agente
                escalate: [{ at: 75, to: agente }, { at: 150, to: agente }]
                pauses: [{ state: espera, reason: Se espera a la persona }]
              - { name: Cierre, since: visto, due: { days: 5 }, until: cerrado }
            """,
        [Figures] = """
            items:
              - { id: visitas, name: Visitas en plazo, numerator: Visitas, unit: percent, period: month, clock: { case: reclamo, name: Visita, reasons: [Reclamo] } }
            """,
    };

    [Fact]
    public void Nothing_is_said_of_clocks_that_are_right()
    {
        var (pack, faults) = PackReader.Read(new("sv-prueba", Files));

        Assert.Empty(faults);
        var clock = pack!.Cases.Single().Clocks[0];
        Assert.Equal([50, 75, 90], clock.Warn.Select(w => w.Percent));
        Assert.Equal((150, "agente"), (clock.Escalate[1].Percent, clock.Escalate[1].To.Value));
    }

    [Theory]
    [InlineData(Case, "[50, 75, 90]", "[50, 75, 101]", "13:20", "101 is no share of a term", "from 1 to 100")]
    [InlineData(Case, "[50, 75, 90]", "[50, 50]", "13:16", "warns twice at 50 %", "Keep one")]
    [InlineData(Case, "[50, 75, 90]", "[50, mucho]", "13:16", "'mucho' is no whole number", "digits only")]
    [InlineData(Case, "warn-to: agente", "warn-to: ajente", "14:14", "No role or unit is called 'ajente'", "'agente'")]
    [InlineData(Case, "{ at: 150, to: agente }", "{ at: 150, to: jefe }", "15:55", "No role or unit is called 'jefe'", "agente")]
    [InlineData(Case, "{ at: 150, to: agente }", "{ at: 0, to: agente }", "15:40", "0 is no share to escalate at", "from 1 to 1000")]
    [InlineData(Case, "{ at: 150, to: agente }", "{ at: 75, to: agente }", "15:40", "'agente' is told twice at 75 %", "Keep one")]
    [InlineData(Case, "{ at: 150, to: agente }", "{ to: agente }", "15:40", "lacks 'at'", "share")]
    [InlineData(Case, "state: espera", "state: esperar", "16:23", "No state of 'reclamo' is called 'esperar'", "'espera'")]
    [InlineData(Case, "state: espera", "state: visto", "16:23", "cannot be paused in 'visto', which ends it", "waits")]
    [InlineData(Case, "reason: Se espera a la persona", "reason: ''", "16:14", "has no reason", "Say why")]
    [InlineData(Case, "since: visto", "since: cerrado", "17:28", "is stopped by the state that starts it", "before")]
    [InlineData(Case, "name: Cierre", "name: Visita", "17:5", "Two clocks of 'reclamo' are called 'Visita'", "own name")]
    [InlineData(Figures, "name: Visita,", "name: Visitas,", "2:124", "No clock of 'reclamo' is called 'Visitas'", "'Visita'")]
    [InlineData(Figures, "case: reclamo", "case: reclamos", "2:109", "No case type is called 'reclamos'", "'reclamo'")]
    public void A_slip_is_said_at_its_place(string file, string right, string slip, string place, string said, string mend)
    {
        var files = new Dictionary<string, string>(Files, StringComparer.Ordinal) { [file] = Files[file].Replace(right, slip, StringComparison.Ordinal) };

        // A file that cannot be read is missed by the others, which say so.
        var fault = Assert.Single(PackReader.Read(new("sv-prueba", files)).Faults, fault => fault.At.File == file);

        Assert.Equal($"{file}:{place}", fault.At.ToString());
        Assert.Contains(said, fault.Wrong, StringComparison.Ordinal);
        Assert.Contains(mend, fault.Right, StringComparison.Ordinal);
    }
}
