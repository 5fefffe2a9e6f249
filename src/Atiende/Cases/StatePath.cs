using Atiende.Packs.Model;

namespace Atiende.Cases;

/// <summary>
/// The way from one state to another along the transitions that a pack allows. A procedure's step may demand several at once
/// ("record, assign and finish"); each state on the way is recorded.
/// </summary>
internal static class StatePath
{
    /// <summary>The states gone through, the wanted one last; none where it is there already.</summary>
    /// <exception cref="CaseRefusedException">The state is unknown, or no transitions lead to it.</exception>
    public static IReadOnlyList<string> Between(IReadOnlyList<State> states, string from, string to, string of)
    {
        if (from == to) return [];

        Known(states, to, of);
        return Search(states, from, to) ?? throw new CaseRefusedException(new(
            $"{of}: de «{Name(states, from)}» no se puede pasar a «{Name(states, to)}». {Next(states, from, "Puede pasar a", "No admite más cambios")}.",
            $"{of}: \"{Name(states, to)}\" cannot follow \"{Name(states, from)}\". {Next(states, from, "It may go to", "It takes no more changes")}."));
    }

    /// <summary>The states that a new one goes through until it stands where it is wanted; the first where nothing else is said.</summary>
    /// <exception cref="CaseRefusedException">The state is unknown, or nothing that begins leads to it.</exception>
    public static IReadOnlyList<string> ToBegin(IReadOnlyList<State> states, string? to, string of)
    {
        var first = states[0].Id.Value;
        if (to is null || to == first) return [first];

        Known(states, to, of);
        // A state that comes from nowhere is one where things begin.
        if (states.First(s => s.Id.Value == to).From.Count == 0) return [to];

        return [first, .. Between(states, first, to, of)];
    }

    /// <summary>Whether nothing follows the state.</summary>
    public static bool IsFinal(IReadOnlyList<State> states, string state) => states.FirstOrDefault(s => s.Id.Value == state)?.Final ?? false;

    /// <summary>What a state is called; its id where the pack no longer knows it.</summary>
    public static string Name(IReadOnlyList<State> states, string state) => states.FirstOrDefault(s => s.Id.Value == state)?.Name ?? state;

    private static void Known(IReadOnlyList<State> states, string state, string of)
    {
        if (states.All(s => s.Id.Value != state))
            throw new CaseRefusedException(new(
                $"{of}: no hay un estado «{state}». Hay: {string.Join(", ", states.Select(s => s.Id.Value))}.",
                $"{of}: there is no state \"{state}\". There are: {string.Join(", ", states.Select(s => s.Id.Value))}."));
    }

    // Breadth first: the fewest transitions.
    private static List<string>? Search(IReadOnlyList<State> states, string from, string to)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([from]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in states.Where(s => s.From.Any(f => f.Value == at) && s.Id.Value != from && cameFrom.TryAdd(s.Id.Value, at)))
            {
                if (next.Id.Value == to) return WayTo(to, from, cameFrom);

                waiting.Enqueue(next.Id.Value);
            }
        }

        return null;
    }

    private static List<string> WayTo(string to, string from, Dictionary<string, string> cameFrom)
    {
        var way = new List<string>();
        for (var at = to; at != from; at = cameFrom[at]) way.Insert(0, at);
        return way;
    }

    private static string Next(IReadOnlyList<State> states, string from, string some, string none)
    {
        var next = states.Where(s => s.From.Any(f => f.Value == from)).Select(s => $"«{s.Name ?? s.Id.Value}»").ToList();
        return next.Count == 0 ? none : $"{some} {string.Join(", ", next)}";
    }
}
