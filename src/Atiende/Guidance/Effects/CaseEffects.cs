using Atiende.Actions;
using Atiende.Cases;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Guidance.Effects;

/// <summary>Opens or changes the run's own case.</summary>
internal sealed class SaveCaseEffect(ICases cases, IActions actions) : EffectHandler<SaveCase>
{
    protected override async Task<EffectResult> Do(SaveCase doing, EffectContext context, CancellationToken cancel)
    {
        var saved = await cases.Save(new(context.Key(doing), context.Row.Id, doing.Case, context.Row.InteractionId, context.Row.ContactId, context.By.Name), cancel);
        var type = context.Organization.Words.Case(doing.Case.Type);
        if (type.Actions is { } kept && doing.Case.Fields.TryGetValue(kept.Field, out var rows))
        {
            var unit = doing.Case.To is { } to ? context.Organization.Words.WhoIs(to) : null;
            await actions.Follow(new(saved.Id, type.Id, saved.Folio, unit, rows), cancel);
        }

        return new(doing.Opened ? "case-opened" : "case-changed",
            [type.Name, saved.Folio, PackWords.StateName(type.States, doing.Case.State), doing.Case.Kind ?? ""],
            $"/cases/{saved.Id}",
            new Dictionary<string, Datum> { [$"folio:{doing.Case.Name}"] = Datum.Of(saved.Folio) });
    }
}

/// <summary>Counts a reported fault again.</summary>
internal sealed class RepeatCaseEffect(ICases cases) : EffectHandler<RepeatCase>
{
    protected override async Task<EffectResult> Do(RepeatCase doing, EffectContext context, CancellationToken cancel)
    {
        var saved = await cases.Reiterate(new(context.Key(doing), context.Row.Id, doing.Of, doing.Bound, doing.Record,
            context.Row.InteractionId, context.Row.ContactId, context.By.Name), cancel);
        return new("case-repeated", [doing.Record, saved.Folio], $"/cases/{saved.Id}");
    }
}
