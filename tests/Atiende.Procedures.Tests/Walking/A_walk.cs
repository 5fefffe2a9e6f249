using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Procedures.Tests.Walking;

public sealed class A_walk
{
    private const string Claim = """
        document: TEST
        id: A
        title: Reclamo
        starts: [{ line: "101" }]
        role: agente
        steps:
          - step: "1"
            do: Pedir el número
            ask: { fields: [{ id: telefono, label: Teléfono, type: telephone, required: true }] }
            look-up: [{ system: clientes, record: cliente, by: [telefono], as: cliente }]
          - step: "2"
            do: Guardar
            call: B
            effects: [{ save: { case: consulta, kind: precio, fields: { de: "{cliente.nombre}", conflicto: "{conflicto}" } } }]
            decide:
              - { if: Hay daño, facts: { cliente.dano: true }, go: "3" }
              - { if: No hay daño, facts: { cliente.dano: false }, end: concluded }
              - { if: Sin datos, facts: { cliente.exists: false }, end: { continues-in: OTRO } }
          - step: "3"
            role: supervisora
            do: Revisar
            effects: [{ save: { case: consulta, state: cerrada } }]
          - step: "4"
            do: Despedirse
            end: concluded
        """;

    private const string Question = """
        document: TEST
        id: B
        title: Pregunta al guardar
        role: agente
        steps:
          - step: "1"
            do: Preguntar
            decide:
              - { if: No, assumed: true, end: return }
              - { if: Sí, effects: [{ save: { case: consulta, fields: { conflicto: "Sí" } } }], end: return }
        """;

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 3, 14, 0);
    private static readonly Datum Ana = Datum.Of(new Dictionary<string, Datum> { ["nombre"] = Datum.Of("Ana Ejemplo"), ["dano"] = Datum.Of(true) });

    private readonly Walker _walker = new(new ProcedureIndex(null, [Read(Claim), Read(Question)]), WalkRules.Plain with { EscalatesTo = r => r == "agente" ? "supervisora" : null });
    private readonly List<Doing> _done = [];
    private Run _run = new();

    [Fact]
    public void Asks_the_record_system_before_it_goes_on()
    {
        Take(new Begin("A", null, Run.NoFacts));
        Take(Answer("A/1", ("telefono", "4400001")));

        Assert.Equal(RunStatus.LookingUp, _run.Status);
        Assert.Equal("4400001", Assert.Single(_done.OfType<LookUpRecord>()).Keys["telefono"].ToText());

        Take(new LookedUp("cliente", LookUpOutcome.Found, Ana));

        Assert.Equal(("A/2", RunStatus.Standing), (_run.Node, _run.Status));
    }

    [Fact]
    public void Preselects_the_branch_that_the_facts_speak_for_and_says_why()
    {
        ToTheDecision();

        var chosen = Assert.Single(_walker.Offers(_run, Now), o => o.Preselected);
        Assert.Equal("Hay daño", chosen.Branch.Condition);
        Assert.Equal(["cliente.dano: Sí"], chosen.Reasons);
    }

    [Fact]
    public void Goes_through_a_called_section_and_comes_back_to_save_once()
    {
        ToTheDecision();
        Take(Answer("A/2", "A/2:1"));

        Assert.Equal("B/1", _run.Node);
        Take(Answer("B/1", "B/1:2"));

        var saves = _done.OfType<SaveCase>().ToList();
        Assert.Equal(2, saves.Count);
        Assert.Single(saves.Select(s => s.Case.Name).Distinct());
        Assert.Equal("Sí", saves[^1].Case.Fields["conflicto"].ToText());
        Assert.Equal("Ana Ejemplo", saves[^1].Case.Fields["de"].ToText());
    }

    [Fact]
    public void Waits_in_the_inbox_of_the_role_that_goes_on_and_comes_back()
    {
        ToTheSupervisor();
        Assert.Equal(RunStatus.Waiting, _run.Status);
        Assert.Equal(Refusal.WaitsForRole, Try(Answer("A/3")));

        Take(new TakeOver());
        Take(Answer("A/3"));

        Assert.Equal(("A/4", RunStatus.Waiting, "agente"), (_run.Node, _run.Status, _run.Role));
        Assert.Equal(["supervisora", "agente"], _done.OfType<PassTo>().Select(p => p.Role));
    }

    [Fact]
    public void Going_back_undoes_nothing_and_repeats_only_when_asked()
    {
        ToTheSupervisor();
        Take(new TakeOver());
        Take(Answer("A/3"));
        Take(new TakeOver());
        var done = _done.OfType<SaveCase>().Count();

        Take(new Back());
        Assert.Equal("A/3", _run.Node);
        Take(Answer("A/3"));

        Assert.Equal(done, _done.OfType<SaveCase>().Count());
        Assert.Equal("cerrada", _run.Cases["consulta"].State);
    }

    [Fact]
    public void Of_two_answers_to_one_step_the_second_is_refused_and_changes_nothing()
    {
        ToTheDecision();
        Take(Answer("A/2", "A/2:1"));
        var before = _run;

        Assert.Equal(Refusal.Moved, Try(Answer("A/2", "A/2:2")));
        Assert.Same(before, _run);
    }

    [Fact]
    public void A_system_that_fails_leaves_the_agent_to_go_on_by_hand()
    {
        Take(new Begin("A", null, Run.NoFacts));
        Take(Answer("A/1", ("telefono", "4400001")));
        Take(new LookedUp("cliente", LookUpOutcome.Failed, Problem: "no contesta"));

        Assert.Equal(("A/2", RunStatus.Standing), (_run.Node, _run.Status));
        Assert.Equal("Sin datos", Assert.Single(_walker.Offers(_run, Now), o => o.Preselected).Branch.Condition);
    }

    [Fact]
    public void Always_has_a_way_for_the_rest()
    {
        ToTheDecision();
        Take(new Escalate("No es ninguna de las tres"));

        Assert.Equal(("supervisora", RunStatus.Waiting), (_run.Role, _run.Status));
        Assert.Contains(_done.OfType<PassTo>(), p => p.Reason == "No es ninguna de las tres");
    }

    [Fact]
    public void Skipping_does_nothing_of_the_step_and_closing_early_ends_with_its_reason()
    {
        ToTheDecision();
        Take(new Skip("A/2", "Ya estaba guardada", "A/2:1"));
        Assert.Empty(_done.OfType<SaveCase>());

        Take(new CloseEarly("Se cortó"));
        Assert.Equal(new RunEnd(RunEnding.ClosedEarly, Reason: "Se cortó"), _run.End);
        Assert.Equal(Refusal.Ended, Try(new Back()));
    }

    [Fact]
    public void Goes_on_in_another_procedure_by_its_code()
    {
        Take(new Begin("A", null, Run.NoFacts));
        Take(Answer("A/1"));
        Take(Answer("A/2", "A/2:3"));
        Take(Answer("B/1", "B/1:1"));

        Assert.Equal(new RunEnd(RunEnding.Continues, "OTRO"), _run.End);
    }

    private void ToTheDecision()
    {
        Take(new Begin("A", null, Run.NoFacts));
        Take(Answer("A/1", ("telefono", "4400001")));
        Take(new LookedUp("cliente", LookUpOutcome.Found, Ana));
    }

    private void ToTheSupervisor()
    {
        ToTheDecision();
        Take(Answer("A/2", "A/2:1"));
        Take(Answer("B/1", "B/1:1"));
    }

    private static Answer Answer(string node, params (string Field, string Value)[] data) =>
        new(node, data.ToDictionary(d => d.Field, d => Datum.Of(d.Value)));

    private static Answer Answer(string node, string choice) => new(node, Run.NoFacts, choice);

    private void Take(WalkInput input) => Assert.Null(Try(input));

    private Refusal? Try(WalkInput input)
    {
        var walked = _walker.Step(_run, input, Now);
        _run = walked.Run;
        _done.AddRange(walked.Doings);
        return walked.Refusal;
    }

    private static Section Read(string yaml)
    {
        var faults = new List<Fault>();
        var section = new YamlBinder("test.yaml", faults).Bind<Section>(YamlFile.Read("test.yaml", yaml, faults)!);
        Assert.Empty(faults);
        return section!;
    }
}
