using Atiende.Distribution.Rules;
using NodaTime;

namespace Atiende.Distribution.Events;

/// <summary>The rules for all, from now on.</summary>
public sealed record RulesSet(Instant At, DistributionRules Rules) : DistributionEvent(At);

/// <summary>A queue is new, or its rules are others from now on; who waits in it goes on waiting, at the same place in time.</summary>
public sealed record QueueSet(Instant At, QueueRules Queue) : DistributionEvent(At);

/// <summary>A queue's hours began. A new queue is open.</summary>
public sealed record QueueOpened(Instant At, string Queue) : DistributionEvent(At);

/// <summary>A queue's hours ended: who comes now finds it closed.</summary>
public sealed record QueueClosed(Instant At, string Queue) : DistributionEvent(At);

/// <summary>An agent is new, or belongs elsewhere, has other skills or another capacity from now on.</summary>
public sealed record AgentSet(Instant At, AgentProfile Agent) : DistributionEvent(At);
