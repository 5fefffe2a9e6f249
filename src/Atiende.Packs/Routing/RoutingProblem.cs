using Atiende.Values;

namespace Atiende.Packs.Routing;

/// <summary>What is wrong with a rule of a table, and what would be right.</summary>
/// <param name="Rule">The rule's place, from 0; null where it is the table.</param>
/// <param name="Part">The part of it: <c>id</c>, <c>when</c>, <c>to</c>, <c>set</c>, <c>due</c>, <c>order</c>.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Right">What would be right.</param>
public sealed record RoutingProblem(int? Rule, string Part, Bilingual Wrong, Bilingual Right);
