using Atiende.Cases;
using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.Tests.Cases;

public sealed class StatePathTests
{
    private static readonly State[] Ticket =
    [
        State("ingresado"), State("derivado", "ingresado"), State("validado", "derivado"), State("rederivado", "derivado"),
        State("notificada", "validado", "rederivado"), State("cerrado", "notificada") with { Final = true },
    ];

    [Fact]
    public void A_jump_that_transitions_allow_goes_through_each_state_between() =>
        Assert.Equal(["derivado", "validado", "notificada", "cerrado"], StatePath.Between(Ticket, "ingresado", "cerrado", "ticket"));

    [Fact]
    public void A_new_one_goes_from_where_things_begin() =>
        Assert.Equal(["ingresado", "derivado"], StatePath.ToBegin(Ticket, "derivado", "ticket"));

    [Fact]
    public void A_state_that_does_not_follow_is_refused_and_what_may_follow_is_said()
    {
        var refused = Assert.Throws<CaseRefusedException>(() => StatePath.Between(Ticket, "notificada", "derivado", "ticket PAE-2026-000001"));

        Assert.Equal("ticket PAE-2026-000001: de «notificada» no se puede pasar a «derivado». Puede pasar a «cerrado».", refused.Message);
        Assert.Contains("cannot follow", refused.Said.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_follows_a_final_state() =>
        Assert.Contains("No admite más cambios", Assert.Throws<CaseRefusedException>(() => StatePath.Between(Ticket, "cerrado", "ingresado", "ticket")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_state_that_the_type_has_not_is_refused() =>
        Assert.Contains("no hay un estado «perdido»", Assert.Throws<CaseRefusedException>(() => StatePath.Between(Ticket, "ingresado", "perdido", "ticket")).Message, StringComparison.Ordinal);

    private static State State(string id, params string[] from) => new() { Id = Name(id), From = [.. from.Select(Name)] };

    private static Name Name(string text) => new(text, default);
}
