using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Values;

namespace Atiende.Guidance.Effects;

/// <summary>Creates or changes a record of a system.</summary>
internal sealed class UpdateRecordEffect(IRecords records) : EffectHandler<UpdateRecord>
{
    protected override async Task<EffectResult> Do(UpdateRecord doing, EffectContext context, CancellationToken cancel)
    {
        var after = await records.Update(doing, context.Key(doing), context.By.Name, cancel);
        var words = context.Organization.Words;
        return new(doing.Of is null ? "record-created" : "record-changed",
            [doing.Called ?? words.Record(doing.System, doing.Record)!.Name, words.System(doing.System)],
            Results: doing.As is { } name ? new Dictionary<string, Datum> { [name] = after } : null);
    }
}
