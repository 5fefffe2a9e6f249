using System.Text.Json;
using Atiende.Packs.Model;
using Atiende.Packs.Reading;
using Atiende.Packs.Routing;
using Atiende.Packs.Scenarios;
using Atiende.Packs.Starting;
using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Procedures.Tests.Packs;

/// <summary>Rules that send cases to areas: what is wrong with them is said with its place, and the first that holds is taken.</summary>
public sealed class Routing_rules
{
    private const string Rules = "routing/reporte.yaml";

    private static readonly Dictionary<string, string> Files = new(NewPack.Files("sv-prueba", "SV").Texts, StringComparer.Ordinal)
    {
        ["systems/registro.yaml"] = "id: registro\nname: Registro\ndoes: Reportes\n",
        ["catalogues/zonas.csv"] = "id,name\nnorte,Norte\nsur,Sur\n",
        ["cases/reporte.yaml"] = """
            id: reporte
            name: reporte
            system: registro
            folio: "R-{number:000}"
            title: "{zona}"
            states: [{ id: abierto }]
            fields:
              - { id: zona, label: Zona, type: choice, catalogue: zonas }
              - { id: urgente, label: Urgente, type: yes-no }
              - { id: cuantos, label: Cuántos, type: integer }
              - { id: quien, label: Quién, personal: true }
            """,
        [Rules] = """
            case: reporte
            name: Reportes
            by: [zona, urgente, cuantos]
            sets: [urgente]
            rules:
              - { id: muchos, name: Muchos, when: { cuantos: { at-least: 10 } }, to: supervisora, set: { urgente: true } }
              - { id: norte, name: Norte, when: { zona: Norte }, to: atencion, due: { hours: 4 } }
              - { id: resto, name: Resto, to: supervisora }
            """,
        ["procedures/PROC-01/A.yaml"] = """
            document: PROC-01
            id: A
            title: Llamada
            role: agente
            starts: [{ line: llamadas }]
            steps:
              - step: "1"
                ref: A/1
                do: Registrar
                ask: { fields: [{ id: nombre, label: Nombre }, { id: zona, label: Zona, type: choice, catalogue: zonas }, { id: cuantos, label: Cuántos, type: integer }] }
                effects: [{ save: { case: reporte, fields: { zona: "{zona}", cuantos: "{cuantos}" } } }]
              - step: "2"
                ref: A/2
                do: Derivar
                route: { case: reporte, as: destino }
                effects:
                  - save: { case: reporte, to: "{destino.destino}", fields: { urgente: "{destino.urgente}" } }
                  - hand-over: { to: ["{destino.destino}"], as: destino, about: "{destino.encargo}", due: { of: destino.plazo, from: reporte } }
                  - check-route: destino
                end: concluded
            """,
    };

    [Fact]
    public void Nothing_is_said_of_rules_without_a_fault() => Assert.Empty(Faults("Norte }", "Norte }"));

    [Theory]
    [InlineData("to: atencion", "to: atencio", "No unit or role is called 'atencio'", "'atencion'")]
    [InlineData("zona: Norte", "sona: Norte", "The rules of this table do not look at 'sona'", "'zona'")]
    [InlineData("zona: Norte", "zona: Nort", "'zona' is never 'Nort'", "'Norte'")]
    [InlineData("urgente: true", "urgente: quizás", "'urgente' is never 'quizás'", "")]
    [InlineData("urgente: true", "cuantos: 3", "The rules of this table do not set 'cuantos'", "urgente")]
    [InlineData("id: norte", "id: muchos", "Two rules have the id 'muchos'", "its own")]
    [InlineData("{ hours: 4 }", "{ hours: 0 }", "The time cannot be read", "above zero")]
    [InlineData("name: Resto, to", "name: Resto, when: { zona: Sur }, to", "What no rule takes goes nowhere", "without conditions")]
    [InlineData("when: { zona: Norte }", "when: {}", "The rule 'resto' is never reached: 'norte' takes all of it before", "Move it up")]
    [InlineData("by: [zona, urgente, cuantos]", "by: [zona, urgente, cuantos, quien]", "Rules cannot look at 'quien'", "none that is personal")]
    [InlineData("case: reporte", "case: reporto", "No case type is called 'reporto'", "'reporte'")]
    public void A_fault_is_said(string right, string wrong, string said, string mend)
    {
        var fault = Assert.Single(Faults(right, wrong), f => f.At.File == Rules);

        Assert.Equal(said, fault.Wrong);
        Assert.Contains(mend, fault.Right, StringComparison.Ordinal);
        Assert.False(fault.IsWarning);
    }

    [Fact]
    public void A_rule_is_never_reached_where_those_before_take_it_together()
    {
        var faults = Faults("  - { id: resto", "  - { id: sur, name: Sur, when: { zona: { not: [Norte] } }, to: atencion }\n  - { id: ambos, name: Ambos, when: { zona: [Norte, Sur], urgente: true }, to: atencion }\n  - { id: resto");

        Assert.Equal("The rule 'ambos' is never reached: 'norte', 'sur' takes all of it before", Assert.Single(faults, f => f.Wrong.Contains("ambos", StringComparison.Ordinal)).Wrong);
    }

    [Fact]
    public void A_rule_left_out_takes_nothing()
    {
        var pack = Read(Files[Rules].Replace("id: norte,", "id: norte, off: true,", StringComparison.Ordinal)).Pack!;

        Assert.Equal("resto", Router.RuleFor(pack.Routing[0].Rules, Fields(("zona", Datum.Of("Norte"))))!.Id.Value);
    }

    [Theory]
    [InlineData("Norte", 3, "norte"), InlineData("norte", 3, "norte"), InlineData("Norte", 10, "muchos"), InlineData("Sur", 3, "resto"), InlineData(null, 0, "resto")]
    public void The_first_that_holds_is_taken(string? zone, int count, string rule)
    {
        var fields = Fields(("cuantos", Datum.Of(count)));
        if (zone is not null) fields["zona"] = Datum.Of(zone);

        Assert.Equal(rule, Router.RuleFor(Read(Files[Rules]).Pack!.Routing[0].Rules, fields)!.Id.Value);
    }

    [Fact]
    public void Only_what_rules_look_at_is_kept_of_a_case() =>
        Assert.Equal(["zona"], Router.Tested(Read(Files[Rules]).Pack!.Routing[0], Fields(("zona", Datum.Of("Norte")), ("quien", Datum.Of("Persona Ejemplo")))).Keys);

    [Theory]
    [InlineData("Norte", "3", "Centro de atención", "2026-03-03T14:00"), InlineData("Sur", "12", "Supervisora", null)]
    public void A_walk_hands_over_to_whom_the_rule_names_in_the_rules_time(string zone, string count, string to, string? due)
    {
        var scenario = Scenario.Read(JsonSerializer.SerializeToElement(new
        {
            id = "uno",
            start = "A/1",
            given = new { channel = "llamadas", now = "2026-03-03T10:00" },
            answers = new[] { new { step_ref = "A/1", data = new { zona = zone, cuantos = count } } },
        }));
        var effects = JsonSerializer.SerializeToElement(new ScenarioWalk(Read(Files[Rules]).Pack!).Walk(scenario)).GetProperty("effects").EnumerateArray().ToList();

        var over = effects.Single(e => e.GetProperty("kind").GetString() == "handoff");
        Assert.Equal(to, over.GetProperty("to").GetString());
        Assert.Equal(due, over.TryGetProperty("due", out var at) ? at.GetString() : null);
        Assert.Equal(to, effects.Last(e => e.GetProperty("kind").GetString() == "record").GetProperty("to").GetString());
    }

    [Theory]
    [InlineData("route: { case: reporte", "route: { case: reporto", "No case of this procedure is called 'reporto'")]
    [InlineData("check-route: destino", "check-route: destin", "No routing is bound under the name 'destin'")]
    [InlineData("{destino.encargo}", "{destino.encrgo}", "'destino' has no 'encrgo'")]
    public void A_step_that_asks_for_what_is_not_there_is_a_fault(string right, string wrong, string said)
    {
        const string section = "procedures/PROC-01/A.yaml";
        var files = new Dictionary<string, string>(Files, StringComparer.Ordinal) { [section] = Files[section].Replace(right, wrong, StringComparison.Ordinal) };

        Assert.Contains(PackReader.Read(new("sv-prueba", files)).Faults, f => f.Wrong == said);
    }

    private static Dictionary<string, Datum> Fields(params (string Key, Datum Value)[] fields) => fields.ToDictionary(f => f.Key, f => f.Value);

    private static IReadOnlyList<Fault> Faults(string right, string wrong) => Read(Files[Rules].Replace(right, wrong, StringComparison.Ordinal)).Faults;

    private static (Pack? Pack, IReadOnlyList<Fault> Faults) Read(string rules) =>
        PackReader.Read(new("sv-prueba", new Dictionary<string, string>(Files, StringComparer.Ordinal) { [Rules] = rules }));
}
