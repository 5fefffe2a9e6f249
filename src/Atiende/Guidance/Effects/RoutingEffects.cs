using Atiende.Procedures.Walking;
using Atiende.Routing;

namespace Atiende.Guidance.Effects;

/// <summary>Counts to a rule whether it was right.</summary>
internal sealed class CheckRouteEffect(IRouting routing) : EffectHandler<CheckRoute>
{
    protected override async Task<EffectResult> Do(CheckRoute doing, EffectContext context, CancellationToken cancel)
    {
        var words = context.Organization.Words;
        var to = doing.To is { } named ? words.WhoIs(named) : null;
        await routing.Check(new(context.Row.Id, doing.Of, to, context.By.Name), cancel);
        return new(to is null ? "route-right" : "route-corrected", [to is null ? "" : words.Who(to)]);
    }
}
