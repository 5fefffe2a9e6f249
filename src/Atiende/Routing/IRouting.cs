using Atiende.Procedures.Walking;

namespace Atiende.Routing;

/// <summary>Where cases go: the rules in force, which of them sent a case where, and whether people found that right.</summary>
public interface IRouting
{
    /// <summary>Routes a run's case by the rules in force, and keeps which rule it was; asked again for the same run, the newest answer counts.</summary>
    Task<LookedUp> Answer(AskRoute asked, Guid run, CancellationToken cancel);

    /// <summary>Writes down that somebody looked at where a rule sent a case. Takes part in the caller's transaction.</summary>
    Task Check(RouteChecked check, CancellationToken cancel);

    /// <summary>How a case was routed; null where no rule did.</summary>
    Task<RoutedCase?> OfCase(Guid id, CancellationToken cancel);
}

/// <summary>What somebody found of a routing.</summary>
/// <param name="Run">The run.</param>
/// <param name="Of">The name under which the routing is bound in it.</param>
/// <param name="To">Where it should have gone, by id; null where it was right.</param>
/// <param name="By">Who says so, by name.</param>
public sealed record RouteChecked(Guid Run, string Of, string? To, string By);

/// <summary>How a case was routed.</summary>
/// <param name="Version">The version of the rules.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="RuleName">What the rule was called in that version.</param>
/// <param name="To">Where it sent the case, by id.</param>
/// <param name="At">When.</param>
/// <param name="Right">Where it should have gone, by id; null while nobody looked.</param>
/// <param name="CheckedBy">Who looked, by name.</param>
public sealed record RoutedCase(int Version, string Rule, string RuleName, string To, DateTimeOffset At, string? Right, string? CheckedBy);
