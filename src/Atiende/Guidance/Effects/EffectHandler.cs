using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Guidance.Effects;

/// <summary>Carries out one kind of effect through the room that owns it. A new kind is one new class here.</summary>
internal interface IEffectHandler
{
    /// <summary>The kind it carries out.</summary>
    Type Kind { get; }

    /// <summary>Carries it out in the transaction that stores the event that asked for it.</summary>
    Task<EffectResult> Do(Doing doing, EffectContext context, CancellationToken cancel);
}

/// <summary>A handler of one kind.</summary>
internal abstract class EffectHandler<T> : IEffectHandler
    where T : Doing
{
    public Type Kind => typeof(T);

    public Task<EffectResult> Do(Doing doing, EffectContext context, CancellationToken cancel) => Do((T)doing, context, cancel);

    protected abstract Task<EffectResult> Do(T doing, EffectContext context, CancellationToken cancel);
}

/// <summary>In which run an effect happens.</summary>
internal sealed record EffectContext(RunRow Row, Run Run, Walker Walker, Organization Organization, Actor By, DateTimeOffset Now)
{
    /// <summary>What is known, to fill in words.</summary>
    public FactBase Facts => new(Run, Walker.Rules, Instant.FromDateTimeOffset(Now));

    /// <summary>The idempotency key of an effect.</summary>
    public string Key(Doing doing) => $"{Row.Id:N}:{doing.Id}";

    /// <summary>A "by when" as an instant with the words that explain it.</summary>
    /// <param name="due">By when; null is no time.</param>
    /// <param name="entered">When the case came in, where it is counted from there; now without it.</param>
    public (DateTimeOffset? At, string? Why) Due(Procedures.Language.Due? due, DateTimeOffset? entered = null)
    {
        if (due is null) return (null, null);

        var from = Instant.FromDateTimeOffset(entered ?? Now);
        var at = Organization.Times.DueAt(due, from);
        return (at.ToDateTimeOffset(), Packs.Walking.PackTimes.RuleOf(due).Explain(from, Organization.Times.Calendar).Spanish);
    }
}

/// <summary>What came of an effect.</summary>
/// <param name="Kind">What it is called in texts.</param>
/// <param name="Words">Names and numbers in it.</param>
/// <param name="Link">Where it is seen.</param>
/// <param name="Results">Facts that came back.</param>
internal sealed record EffectResult(string Kind, string[] Words, string? Link = null, IReadOnlyDictionary<string, Datum>? Results = null);
