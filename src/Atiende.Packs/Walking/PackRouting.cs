using Atiende.Packs.Model;
using Atiende.Packs.Routing;
using Atiende.Procedures.Walking;

namespace Atiende.Packs.Walking;

/// <summary>Routes by the rules as the pack has them, for walks without an application.</summary>
public static class PackRouting
{
    // The pack's own rules count as the first version.
    private const int Version = 1;

    /// <summary>Where a case goes.</summary>
    public static LookedUp Answer(Pack pack, PackWords words, AskRoute asked)
    {
        var table = pack.Routing.FirstOrDefault(t => t.Case.Value == asked.Case.Type);
        return table is not null && Router.RuleFor(table.Rules, asked.Case.Fields) is { } rule
            ? new(asked.As, LookUpOutcome.Found, Router.Answer(rule, Version, words))
            : new(asked.As, LookUpOutcome.Nothing);
    }
}
