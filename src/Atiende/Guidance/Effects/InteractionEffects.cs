using Atiende.Interactions;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Guidance.Effects;

/// <summary>Writes the transfer into the attention: the agent, or the room of voice, carries it out.</summary>
internal sealed class TransferEffect(IInteractions interactions) : EffectHandler<TransferCall>
{
    protected override async Task<EffectResult> Do(TransferCall doing, EffectContext context, CancellationToken cancel)
    {
        var options = string.Join(" → ", doing.Options);
        var text = options.Length > 0 ? $"{doing.Number} → {options}" : doing.Number;
        if (context.Row.InteractionId is { } interaction && doing.Live)
            await interactions.Note(interaction, InteractionEventKind.Transferred, text, context.By.Name, cancel);
        return new(doing.Live ? "transferred" : "transfer-told", [doing.Number, options]);
    }
}

/// <summary>Writes down what the person was told.</summary>
internal sealed class TellEffect(IInteractions interactions) : EffectHandler<Tell>
{
    protected override async Task<EffectResult> Do(Tell doing, EffectContext context, CancellationToken cancel)
    {
        var entry = context.Walker.Procedure[doing.Node];
        var text = doing.Notice is { } notice ? context.Facts.Fill(context.Organization.Words.Notice(notice).Text) : entry.Node.Do ?? entry.Step.Do ?? "";
        if (context.Row.InteractionId is { } interaction)
            await interactions.Note(interaction, InteractionEventKind.Told, text, context.By.Name, cancel);
        return new("told", [text]);
    }
}

/// <summary>Writes down where the person was sent.</summary>
internal sealed class DirectEffect(IInteractions interactions) : EffectHandler<Direct>
{
    protected override async Task<EffectResult> Do(Direct doing, EffectContext context, CancellationToken cancel)
    {
        var unit = context.Organization.Pack.People.Units.FirstOrDefault(u => u.Id.Value == doing.To);
        var text = string.Join(" · ", new[] { context.Organization.Words.Who(doing.To), doing.For, unit?.Place }.OfType<string>());
        if (context.Row.InteractionId is { } interaction)
            await interactions.Note(interaction, InteractionEventKind.Directed, text, context.By.Name, cancel);
        return new("directed", [text]);
    }
}

/// <summary>Writes down what was handed over printed; the paper itself is drawn when it is opened.</summary>
internal sealed class PrintEffect(IInteractions interactions) : EffectHandler<Print>
{
    protected override async Task<EffectResult> Do(Print doing, EffectContext context, CancellationToken cancel)
    {
        var name = context.Organization.Words.Document(doing.Document).Name;
        if (context.Row.InteractionId is { } interaction)
            await interactions.Note(interaction, InteractionEventKind.Printed, name, context.By.Name, cancel);
        return new("printed", [name], $"/papers/{doing.Document}?run={context.Row.Id}");
    }
}

/// <summary>Records that a found value was told; the value itself stays where it is.</summary>
internal sealed class DiscloseEffect : EffectHandler<Disclose>
{
    protected override Task<EffectResult> Do(Disclose doing, EffectContext context, CancellationToken cancel) =>
        Task.FromResult(new EffectResult("disclosed", [doing.Fact]));
}

/// <summary>Records a check and what it found.</summary>
internal sealed class CheckEffect : EffectHandler<Check>
{
    protected override Task<EffectResult> Do(Check doing, EffectContext context, CancellationToken cancel) =>
        Task.FromResult(new EffectResult(doing.Holds ? "check-holds" : "check-fails", [doing.Name],
            Results: new Dictionary<string, Datum> { [$"check:{doing.Name}"] = Datum.Of(doing.Holds) }));
}

/// <summary>Records periodic work: files updated, reports prepared, reviews made.</summary>
internal sealed class FolderEffect : EffectHandler<UpdateFolder>
{
    protected override Task<EffectResult> Do(UpdateFolder doing, EffectContext context, CancellationToken cancel) =>
        Task.FromResult(new EffectResult("folder", [string.Join(", ", doing.Files)]));
}

/// <summary>Records a report.</summary>
internal sealed class ReportEffect : EffectHandler<Report>
{
    protected override Task<EffectResult> Do(Report doing, EffectContext context, CancellationToken cancel) =>
        Task.FromResult(new EffectResult("reported", [doing.Name, doing.To is { } to ? context.Organization.Words.Who(to) : ""]));
}

/// <summary>Records a review.</summary>
internal sealed class ReviewEffect : EffectHandler<Review>
{
    protected override Task<EffectResult> Do(Review doing, EffectContext context, CancellationToken cancel) =>
        Task.FromResult(new EffectResult("reviewed", [doing.Name, string.Join(", ", doing.Figures)]));
}
