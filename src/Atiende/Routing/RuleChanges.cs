using System.Text.Json;
using Atiende.Storage;

namespace Atiende.Routing;

/// <summary>What changed between two lists of rules.</summary>
internal static class RuleChanges
{
    /// <summary>Each rule that was added, changed, switched, removed or moved.</summary>
    public static IReadOnlyList<(string How, string Name)> Between(IReadOnlyList<StoredRule> before, IReadOnlyList<StoredRule> after)
    {
        var changes = new List<(string, string)>();
        changes.AddRange(after.Where(rule => Find(before, rule) is null).Select(rule => ("added", rule.Name)));
        changes.AddRange(before.Where(rule => Find(after, rule) is null).Select(rule => ("removed", rule.Name)));
        foreach (var rule in after)
        {
            if (Find(before, rule) is not { } was) continue;
            if (Text(was with { Off = rule.Off }) != Text(rule)) changes.Add(("changed", rule.Name));
            else if (was.Off != rule.Off) changes.Add((rule.Off ? "off" : "on", rule.Name));
        }

        var kept = before.Where(rule => Find(after, rule) is not null).Select(rule => rule.Id).ToList();
        var now = after.Where(rule => Find(before, rule) is not null).ToList();
        if (!now.Select(rule => rule.Id).SequenceEqual(kept))
            changes.AddRange(now.Where((rule, i) => kept[i] != rule.Id).Select(rule => ("moved", rule.Name)));
        return changes;
    }

    private static StoredRule? Find(IReadOnlyList<StoredRule> among, StoredRule rule) => among.FirstOrDefault(r => r.Id == rule.Id);

    private static string Text(StoredRule rule) => JsonSerializer.Serialize(rule, JsonColumns.Options);
}
